"""The mirror in SQL."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from adapters.sql.bulk import BATCH, put_all
from adapters.sql.codecs.keys import lookup
from adapters.sql.codecs.mirror import (
    BUYER,
    books_of,
    books_row,
    buyer_of,
    contact_of,
    contact_row,
    product_of,
    product_row,
)
from adapters.sql.naming import table_of
from adapters.sql.statements import upserted
from adapters.sql.tables import BooksRow, ContactRow, MatchRow, ProductRow, StreamRunRow
from application.ports.storage.mirror import MirrorRepository
from domain.contact import Contact
from domain.dated import Dated
from domain.identifiers import ContactId, ProductId, Sku, SupplierId
from domain.price_list import Buyer
from domain.product import Product
from domain.reference_books import ReferenceBooks

_OF_ACCOUNT = (ContactRow, ProductRow, BooksRow, MatchRow, StreamRunRow)
"""Everything that means nothing any more when the supplier's account becomes another company's."""


class SqlMirror(MirrorRepository):
    """Products, customers and books as last read."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def contact(self, supplier: SupplierId, contact_id: ContactId) -> Dated[Contact] | None:
        """Answer this customer; case in the id does not count."""
        row = self._session.get(ContactRow, (supplier, lookup(contact_id)), populate_existing=True)
        return contact_of(row) if row else None

    def contacts_named(self, supplier: SupplierId, name: str) -> tuple[Dated[Contact], ...]:
        """Answer the customers of this name, case and space folded, by id."""
        named = sa.and_(col(ContactRow.supplier) == supplier, col(ContactRow.folded_name) == lookup(name))
        rows = self._session.scalars(sa.select(ContactRow).where(named))
        return tuple(contact_of(row) for row in sorted(rows, key=lambda row: row.contact_id))

    def buyers(self, supplier: SupplierId) -> Iterator[Buyer]:
        """Answer what of each active customer decides its price list, by id, a thousand in memory at a time."""
        table = table_of(ContactRow)
        are_wanted = sa.and_(table.c.supplier == supplier, table.c.is_active)
        asked = sa.select(*(table.c[name] for name in BUYER)).where(are_wanted).order_by(table.c.contact_id)
        return map(buyer_of, self._session.execute(asked.execution_options(yield_per=BATCH)))

    def matched_contact(self, supplier: SupplierId, name: str) -> ContactId | None:
        """Answer the customer that a person chose for this name."""
        row = self._session.get(MatchRow, (supplier, lookup(name)), populate_existing=True)
        return ContactId(row.contact_id) if row else None

    def products(
        self, supplier: SupplierId, *, ids: Iterable[ProductId], skus: Iterable[Sku]
    ) -> tuple[Dated[Product], ...]:
        """Answer the products that have one of these ids or SKUs, case and space folded, by id."""
        of_supplier = col(ProductRow.supplier) == supplier
        by_id = sa.and_(of_supplier, col(ProductRow.product_id).in_(sorted(set(map(lookup, ids)))))
        by_sku = sa.and_(of_supplier, col(ProductRow.folded_sku).in_(sorted(set(map(lookup, skus)))))
        rows = self._session.scalars(sa.select(ProductRow).where(sa.or_(by_id, by_sku)))
        return tuple(product_of(row) for row in sorted(rows, key=lambda row: row.product_id))

    def put_contacts(self, supplier: SupplierId, contacts: Iterable[Contact], read_at: datetime) -> int:
        """Insert or update customers in bulk and answer how many changed; `read_at` moves for every one."""
        rows = (contact_row(supplier, contact, read_at) for contact in contacts)
        return put_all(self._session, rows, "contact_id")

    def put_products(self, supplier: SupplierId, products: Iterable[Product], read_at: datetime) -> int:
        """Insert or update products in bulk and answer how many changed; `read_at` moves for every one."""
        rows = (product_row(supplier, product, read_at) for product in products)
        return put_all(self._session, rows, "product_id")

    def books(self, supplier: SupplierId) -> Dated[ReferenceBooks] | None:
        """Answer the reference books, None before they were read."""
        row = self._session.get(BooksRow, supplier, populate_existing=True)
        return books_of(row) if row else None

    def put_books(self, supplier: SupplierId, books: ReferenceBooks, read_at: datetime) -> None:
        """Replace the reference books."""
        upserted(self._session, [books_row(supplier, books, read_at)])

    def forget(self, supplier: SupplierId) -> None:
        """Remove everything of this supplier, its matches and passes included: they name the other company's things."""
        for kind in _OF_ACCOUNT:
            table = table_of(kind)
            self._session.execute(sa.delete(table).where(table.c.supplier == supplier))
