"""What Upstock was told of products and customers, in SQL."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, TypeVar

import sqlalchemy as sa
from sqlmodel import SQLModel

from adapters.sql.bulk import BATCH
from adapters.sql.codecs.catalogue import (
    OFFER,
    contact_news_of,
    digests_of,
    email_rows,
    offer_of,
    product_news_of,
    sums_of,
    told_contact_values,
    told_values,
)
from adapters.sql.codecs.keys import lookup
from adapters.sql.naming import table_of
from adapters.sql.repositories.unseen import unseen_contacts, unseen_products
from adapters.sql.statements import everything_of, insert_into, row_of, rows_of, upsert_into, values_of
from adapters.sql.tables import (
    CatalogueStateRow,
    ContactEmailRow,
    ContactRow,
    ProductRow,
    SelectionRow,
    ToldContactRow,
    ToldProductRow,
)
from application.ports.storage.catalogue import ContactNews, ProductNews, PublicationRepository, SeenContact
from application.ports.storage.mirror import Stream
from domain.catalogue_events import ProductPublished
from domain.identifiers import SupplierId
from domain.product import Product
from domain.publication import TierDigests

Told = TypeVar("Told", bound=SQLModel)

_TOLD: Final = table_of(ToldProductRow)
_EMAILS: Final = table_of(ContactEmailRow)
_UNSEEN: Final = {Stream.PRODUCTS: unseen_products, Stream.CONTACTS: unseen_contacts}


class SqlPublications(PublicationRepository):
    """What Upstock was told, and what of the account was looked at for it."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def hold(self, supplier: SupplierId) -> TierDigests:
        """Answer what stands for all products on offer; the row is written first, so that nobody else changes it."""
        insert = insert_into(self._transaction, CatalogueStateRow).values(supplier=supplier, sums={}, alarm_basis="")
        held = insert.on_conflict_do_update(index_elements=["supplier"], set_={"supplier": supplier})
        self._transaction.execute(held)
        return self.digests(supplier)

    def unseen(self, supplier: SupplierId, stream: Stream, since: datetime | None) -> tuple[str, ...]:
        """Answer the keys of records to look at, in order."""
        found = {str(key) for asked in _UNSEEN[stream](supplier, since) for key in self._transaction.scalars(asked)}
        return tuple(sorted(found))

    def products(self, supplier: SupplierId, keys: Iterable[str]) -> tuple[ProductNews, ...]:
        """Answer these products against what was told, by key."""
        wanted = sorted(set(keys))
        rows = {row.product_id: row for row in self._rows(ProductRow, "product_id", supplier, wanted)}
        told = {row.product_id: row for row in self._rows(ToldProductRow, "product_id", supplier, wanted)}
        chosen = {row.product_id for row in self._rows(SelectionRow, "product_id", supplier, wanted)}
        return tuple(product_news_of(key, rows.get(key), told.get(key), is_chosen=key in chosen) for key in wanted)

    def contacts(self, supplier: SupplierId, keys: Iterable[str]) -> tuple[ContactNews, ...]:
        """Answer these customers against what was told, by key."""
        wanted = sorted(set(keys))
        rows = {row.contact_id: row for row in self._rows(ContactRow, "contact_id", supplier, wanted)}
        told = {row.contact_id: row for row in self._rows(ToldContactRow, "contact_id", supplier, wanted)}
        return tuple(contact_news_of(key, rows.get(key), told.get(key)) for key in wanted)

    def saw_products(
        self, supplier: SupplierId, seen: Iterable[tuple[ProductNews, ProductPublished | None]], at: datetime
    ) -> None:
        """Note what Upstock should know of products from now on; None for nothing."""
        if values := [told_values(supplier, news, know, at) for news, know in seen]:
            self._transaction.execute(upsert_into(self._transaction, ToldProductRow), values)

    def saw_contacts(self, supplier: SupplierId, seen: Iterable[SeenContact]) -> None:
        """Note what Upstock knows of customers from now on, and their e-mail addresses."""
        looked_at = list(seen)
        if values := [told_contact_values(supplier, one) for one in looked_at]:
            self._transaction.execute(upsert_into(self._transaction, ToldContactRow), values)
        are_theirs = _EMAILS.c.contact_id.in_([one.news.key for one in looked_at])
        self._transaction.execute(sa.delete(_EMAILS).where(_EMAILS.c.supplier == supplier, are_theirs))
        if rows := [row for one in looked_at if one.know for row in email_rows(supplier, one.news.key, one.know)]:
            self._transaction.execute(sa.insert(_EMAILS), [values_of(row) for row in rows])

    def digests(self, supplier: SupplierId) -> TierDigests:
        """Answer what stands for all products on offer, and let others go on."""
        row = row_of(self._transaction, CatalogueStateRow, supplier)
        return digests_of(row.sums) if row else TierDigests()

    def set_digests(self, supplier: SupplierId, digests: TierDigests) -> None:
        """Note what stands for all products on offer from now on."""
        state = table_of(CatalogueStateRow)
        self._transaction.execute(sa.update(state).where(state.c.supplier == supplier).values(sums=sums_of(digests)))

    def count_offers(self, supplier: SupplierId) -> int:
        """Count the products on offer."""
        return self._transaction.scalar(sa.select(sa.func.count()).where(*_offered(supplier))) or 0

    def offers(self, supplier: SupplierId, after: str, limit: int) -> tuple[tuple[str, Product], ...]:
        """Answer products on offer as price lists have them, by key, those after this one."""
        asked = sa.select(_TOLD.c.product_id, *(_TOLD.c[name] for name in OFFER)).where(*_offered(supplier))
        in_order = asked.where(_TOLD.c.product_id > after).order_by(_TOLD.c.product_id).limit(limit)
        return tuple((str(key), offer_of(rest)) for key, *rest in self._transaction.execute(in_order))

    def offers_among(self, supplier: SupplierId, ids: Iterable[str]) -> tuple[Product, ...]:
        """Answer those of these products that are on offer, as price lists have them, by key."""
        wanted = sorted(set(map(lookup, ids)))
        found: list[Product] = []
        for start in range(0, len(wanted), BATCH):
            is_one = _TOLD.c.product_id.in_(wanted[start : start + BATCH])
            asked = sa.select(*(_TOLD.c[name] for name in OFFER)).where(*_offered(supplier), is_one)
            found += [offer_of(tuple(row)) for row in self._transaction.execute(asked.order_by(_TOLD.c.product_id))]
        return tuple(found)

    def _rows(self, kind: type[Told], key: str, supplier: SupplierId, keys: Sequence[str]) -> Iterable[Told]:
        table = table_of(kind)
        is_one = sa.and_(table.c.supplier == supplier, table.c[key].in_(keys))
        return rows_of(self._transaction, everything_of(kind).where(is_one))


def _offered(supplier: SupplierId) -> tuple[sa.ColumnElement[bool], ...]:
    return _TOLD.c.supplier == supplier, _TOLD.c.is_offered
