"""Price lists as they were told, in SQL."""

from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa
from sqlmodel import col

from adapters.sql.bulk import BATCH
from adapters.sql.codecs.catalogue import list_customer_values, list_of, list_row
from adapters.sql.codecs.keys import lookup
from adapters.sql.naming import table_of
from adapters.sql.repositories.cursors import cursor_of, keys_of
from adapters.sql.statements import everything_of, row_of, rows_of, upsert_into, upserted
from adapters.sql.tables import ListCustomerRow, PriceListRow
from application.ports.storage.orders import Page
from application.ports.storage.price_lists import PriceListRepository, StoredList
from domain.identifiers import ContactId, SupplierId

_CUSTOMERS: Final = table_of(ListCustomerRow)
_LISTS: Final = table_of(PriceListRow)


class SqlPriceLists(PriceListRepository):
    """The price lists of a supplier."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def all(self, supplier: SupplierId) -> tuple[StoredList, ...]:
        """Answer every list, by id."""
        asked = everything_of(PriceListRow).where(col(PriceListRow.supplier) == supplier)
        return tuple(sorted(map(list_of, rows_of(self._transaction, asked)), key=lambda one: one.id))

    def page(self, supplier: SupplierId, *, cursor: str | None, limit: int) -> Page[StoredList]:
        """Answer some lists, by id. Raises: InvalidValue for a cursor that this did not answer."""
        asked = everything_of(PriceListRow).where(_LISTS.c.supplier == supplier).order_by(_LISTS.c.id).limit(limit + 1)
        if cursor:
            (last,) = keys_of(cursor, 1)
            asked = asked.where(_LISTS.c.id > last)
        found = tuple(map(list_of, rows_of(self._transaction, asked)))
        more = found[limit - 1].id if len(found) > limit else None
        return Page(items=found[:limit], next_cursor=None if more is None else cursor_of(more))

    def get(self, supplier: SupplierId, list_id: str) -> StoredList | None:
        """Answer this list."""
        row = row_of(self._transaction, PriceListRow, supplier, list_id)
        return list_of(row) if row else None

    def put(self, supplier: SupplierId, lists: Iterable[StoredList]) -> None:
        """Store lists, in the place of those of the same id."""
        upserted(self._transaction, [list_row(supplier, one) for one in lists])

    def set_customers(self, supplier: SupplierId, list_id: str, customers: Iterable[ContactId]) -> None:
        """Let exactly these be on the list; only differences are written."""
        asked = sa.select(_CUSTOMERS.c.contact_id).where(*_on(supplier, list_id))
        before = {str(key) for key in self._transaction.scalars(asked)}
        now = {lookup(contact): contact for contact in customers}
        left = sorted(before - now.keys())
        for start in range(0, len(left), BATCH):
            are_gone = _CUSTOMERS.c.contact_id.in_(left[start : start + BATCH])
            self._transaction.execute(sa.delete(_CUSTOMERS).where(*_on(supplier, list_id), are_gone))
        if came := [list_customer_values(supplier, list_id, now[key]) for key in sorted(now.keys() - before)]:
            self._transaction.execute(upsert_into(self._transaction, ListCustomerRow), came)

    def customers(
        self, supplier: SupplierId, list_id: str, after: str, limit: int
    ) -> tuple[tuple[str, ContactId], ...]:
        """Answer customers on a list with their keys, by key, those after this one."""
        key = _CUSTOMERS.c.contact_id
        asked = sa.select(key, _CUSTOMERS.c.id).where(*_on(supplier, list_id), key > after).order_by(key).limit(limit)
        return tuple((str(found), ContactId(contact)) for found, contact in self._transaction.execute(asked))

    def list_of(self, supplier: SupplierId, contact: ContactId) -> StoredList | None:
        """Answer the list that a customer is on."""
        row = row_of(self._transaction, ListCustomerRow, supplier, lookup(contact))
        return self.get(supplier, row.list_id) if row else None

    def remove(self, supplier: SupplierId, list_id: str) -> None:
        """Forget a list; its customers are on none, unless they are on another by now."""
        self._transaction.execute(sa.delete(_CUSTOMERS).where(*_on(supplier, list_id)))
        self._transaction.execute(sa.delete(_LISTS).where(_LISTS.c.supplier == supplier, _LISTS.c.id == list_id))


def _on(supplier: SupplierId, list_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return _CUSTOMERS.c.supplier == supplier, _CUSTOMERS.c.list_id == list_id
