"""The mirror in SQL."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

import sqlalchemy as sa
from sqlmodel import col

from adapters.sql.bulk import BATCH, put_all
from adapters.sql.codecs.keys import lookup
from adapters.sql.codecs.mirror import (
    BUYER,
    books_of,
    books_row,
    buyer_of,
    contact_of,
    contact_values,
    product_of,
    product_values,
)
from adapters.sql.naming import table_of
from adapters.sql.statements import everything_of, row_of, rows_of, upserted
from adapters.sql.tables import (
    BooksRow,
    ContactEmailRow,
    ContactImportRow,
    ContactRow,
    FollowUpRow,
    MatchRow,
    ProductRow,
    SelectionRow,
    StreamCursorRow,
    StreamRunRow,
)
from application.ports.storage.mirror import Absence, MirrorRepository, Stream
from domain.contact import Contact
from domain.dated import Dated
from domain.identifiers import ContactId, ProductId, Sku, SupplierId
from domain.price_list import Buyer
from domain.product import Product
from domain.reference_books import ReferenceBooks

_OF_ACCOUNT = (
    ContactRow,
    ProductRow,
    BooksRow,
    MatchRow,
    SelectionRow,
    ContactImportRow,
    ContactEmailRow,
    FollowUpRow,
    StreamCursorRow,
    StreamRunRow,
)
"""Everything that means nothing any more when the supplier's account becomes another company's."""

_ROWS = {Stream.PRODUCTS: table_of(ProductRow), Stream.CONTACTS: table_of(ContactRow)}
_ID = {Stream.PRODUCTS: "product_id", Stream.CONTACTS: "contact_id"}
_NAME = {Stream.PRODUCTS: "folded_sku", Stream.CONTACTS: "folded_name"}


class SqlMirror(MirrorRepository):
    """Products, customers and books as last read."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def contact(self, supplier: SupplierId, contact_id: ContactId) -> Dated[Contact] | None:
        """Answer this customer; case in the id does not count."""
        row = row_of(self._transaction, ContactRow, supplier, lookup(contact_id))
        return contact_of(row) if row and row.gone_at is None else None

    def contacts_named(self, supplier: SupplierId, name: str) -> tuple[Dated[Contact], ...]:
        """Answer the customers of this name, case and space folded, by id."""
        named = sa.and_(col(ContactRow.supplier) == supplier, col(ContactRow.folded_name) == lookup(name))
        rows = rows_of(self._transaction, everything_of(ContactRow).where(named, col(ContactRow.gone_at).is_(None)))
        return tuple(contact_of(row) for row in sorted(rows, key=lambda row: row.contact_id))

    def buyers(self, supplier: SupplierId) -> Iterator[Buyer]:
        """Answer what of each active customer decides its price list, by id, a thousand in memory at a time."""
        table = table_of(ContactRow)
        are_wanted = sa.and_(table.c.supplier == supplier, table.c.is_active, table.c.gone_at.is_(None))
        asked = sa.select(*(table.c[name] for name in BUYER)).where(are_wanted).order_by(table.c.contact_id)
        return map(buyer_of, self._transaction.execute(asked.execution_options(yield_per=BATCH)))

    def matched_contact(self, supplier: SupplierId, name: str) -> ContactId | None:
        """Answer the customer that a person chose for this name."""
        row = row_of(self._transaction, MatchRow, supplier, lookup(name))
        return ContactId(row.contact_id) if row else None

    def products(
        self, supplier: SupplierId, *, ids: Iterable[ProductId], skus: Iterable[Sku]
    ) -> tuple[Dated[Product], ...]:
        """Answer the products that have one of these ids or SKUs, case and space folded, by id."""
        of_supplier = col(ProductRow.supplier) == supplier
        by_id = sa.and_(of_supplier, col(ProductRow.product_id).in_(sorted(set(map(lookup, ids)))))
        by_sku = sa.and_(of_supplier, col(ProductRow.folded_sku).in_(sorted(set(map(lookup, skus)))))
        asked = everything_of(ProductRow).where(sa.or_(by_id, by_sku), col(ProductRow.gone_at).is_(None))
        rows = rows_of(self._transaction, asked)
        return tuple(product_of(row) for row in sorted(rows, key=lambda row: row.product_id))

    def put_contacts(self, supplier: SupplierId, contacts: Iterable[Contact], read_at: datetime) -> int:
        """Insert or update customers in bulk and answer how many changed; `read_at` moves for every one."""
        values = (contact_values(supplier, contact, read_at) for contact in contacts)
        return put_all(self._transaction, ContactRow, values, "contact_id")

    def put_products(self, supplier: SupplierId, products: Iterable[Product], read_at: datetime) -> int:
        """Insert or update products in bulk and answer how many changed; `read_at` moves for every one."""
        values = (product_values(supplier, product, read_at) for product in products)
        return put_all(self._transaction, ProductRow, values, "product_id")

    def has_changed(self, supplier: SupplierId, stream: Stream, after: datetime | None) -> bool:
        """Answer whether a record appeared, changed or left after this instant, or ever."""
        rows = _ROWS[stream]
        is_later = sa.true() if after is None else rows.c.changed_at > after
        asked = sa.select(sa.literal(1)).where(rows.c.supplier == supplier, is_later).limit(1)
        return self._transaction.scalar(asked) is not None

    def appeared(
        self, supplier: SupplierId, stream: Stream, keys: Iterable[str], since: datetime | None
    ) -> frozenset[str]:
        """Answer those keys whose record appeared or changed since then; a key is compared as it is stored."""
        rows, wanted, found = _ROWS[stream], iter(sorted(set(keys))), set[str]()
        record_id, name = rows.c[_ID[stream]], rows.c[_NAME[stream]]
        is_there = sa.and_(rows.c.supplier == supplier, rows.c.gone_at.is_(None), _changed(rows, since))
        while batch := list(islice(wanted, BATCH)):
            asked = sa.select(record_id, name).where(is_there, sa.or_(record_id.in_(batch), name.in_(batch)))
            for row in self._transaction.execute(asked):
                found |= {*row} & {*batch}
        return frozenset(found)

    def absence(self, supplier: SupplierId, stream: Stream, before: datetime) -> Absence:
        """Count what was not read since then, and everything that is not gone."""
        rows = _ROWS[stream]
        counted = sa.select(sa.func.count().filter(rows.c.read_at < before), sa.func.count())
        missing, known = self._transaction.execute(counted.where(*_kept(rows, supplier))).one()
        return Absence(missing=missing, known=known)

    def next_unseen(self, supplier: SupplierId, stream: Stream, before: datetime, after: str) -> str | None:
        """Answer the first id after this one whose record is kept and was not read since then."""
        rows = _ROWS[stream]
        record_id = rows.c[_ID[stream]]
        is_unseen = (*_kept(rows, supplier), rows.c.read_at < before, record_id > after)
        asked = sa.select(record_id).where(*is_unseen).order_by(record_id).limit(1)
        found = self._transaction.scalar(asked)
        return None if found is None else str(found)

    def saw(self, supplier: SupplierId, stream: Stream, record_id: str, at: datetime) -> None:
        """Note that a record is there, although its content could not be read."""
        self._transaction.execute(sa.update(_ROWS[stream]).where(*_one(supplier, stream, record_id)).values(read_at=at))

    def mark_gone(self, supplier: SupplierId, stream: Stream, record_id: str, at: datetime) -> None:
        """Note that a record left the account, which counts as a change."""
        gone = sa.update(_ROWS[stream]).where(*_one(supplier, stream, record_id))
        self._transaction.execute(gone.values(gone_at=at, changed_at=at))

    def books(self, supplier: SupplierId) -> Dated[ReferenceBooks] | None:
        """Answer the reference books, None before they were read."""
        row = row_of(self._transaction, BooksRow, supplier)
        return books_of(row) if row else None

    def put_books(self, supplier: SupplierId, books: ReferenceBooks, read_at: datetime) -> bool:
        """Replace the reference books and answer whether they are new or different."""
        before = row_of(self._transaction, BooksRow, supplier)
        is_same = before is not None and books_of(before).record == books
        changed_at = before.changed_at if before and is_same else read_at
        upserted(self._transaction, [books_row(supplier, books, read_at, changed_at)])
        return not is_same

    def books_changed_at(self, supplier: SupplierId) -> datetime | None:
        """Answer when the books last became different, None before they were read."""
        row = row_of(self._transaction, BooksRow, supplier)
        return row.changed_at if row else None

    def followed_until(self, supplier: SupplierId) -> datetime | None:
        """Answer the instant up to which everything that follows a change was done; None for never."""
        row = row_of(self._transaction, FollowUpRow, supplier)
        return row.until if row else None

    def followed(self, supplier: SupplierId, until: datetime) -> None:
        """Note that what follows a change was done for all changes before this instant."""
        upserted(self._transaction, [FollowUpRow(supplier=supplier, until=until)])

    def forget(self, supplier: SupplierId) -> None:
        """Remove everything of this supplier, its matches and passes included: they name the other company's things."""
        for kind in _OF_ACCOUNT:
            table = table_of(kind)
            self._transaction.execute(sa.delete(table).where(table.c.supplier == supplier))


def _changed(rows: sa.Table, since: datetime | None) -> sa.ColumnElement[bool]:
    return sa.true() if since is None else rows.c.changed_at >= since


def _kept(rows: sa.Table, supplier: SupplierId) -> tuple[sa.ColumnElement[bool], ...]:
    return rows.c.supplier == supplier, rows.c.gone_at.is_(None)


def _one(supplier: SupplierId, stream: Stream, record_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    rows = _ROWS[stream]
    return rows.c.supplier == supplier, rows.c[_ID[stream]] == lookup(record_id)
