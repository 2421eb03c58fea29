"""Which records are to be looked at because Upstock may have to be told of them: the questions alone."""

from datetime import datetime
from typing import Final

import sqlalchemy as sa

from adapters.sql.codecs.catalogue import GONE
from adapters.sql.naming import table_of
from adapters.sql.tables import (
    ContactImportRow,
    ContactRow,
    ProductRow,
    SelectionRow,
    StreamCursorRow,
    ToldContactRow,
    ToldProductRow,
)
from application.ports.storage.mirror import Stream
from domain.identifiers import SupplierId

Keys = sa.Select[tuple[str]]

_PRODUCTS: Final = table_of(ProductRow)
_CHOSEN: Final = table_of(SelectionRow)
_TOLD_PRODUCTS: Final = table_of(ToldProductRow)
_CONTACTS: Final = table_of(ContactRow)
_IMPORTS: Final = table_of(ContactImportRow)
_TOLD_CONTACTS: Final = table_of(ToldContactRow)
_CURSORS: Final = table_of(StreamCursorRow)


def unseen_products(supplier: SupplierId, since: datetime | None) -> tuple[Keys, ...]:
    """Answer the questions after products: changed ones that matter, chosen ones that are new, and lost ones."""
    told, chosen = _same(_TOLD_PRODUCTS, _PRODUCTS, "product_id"), _same(_CHOSEN, _PRODUCTS, "product_id")
    matters = sa.or_(_is_there(_CHOSEN, chosen), _is_there(_TOLD_PRODUCTS, told))
    is_seen = _is_seen(_TOLD_PRODUCTS, told, _PRODUCTS)
    changed = _changed(_PRODUCTS, "product_id", supplier, since).where(matters, ~is_seen)
    is_new = ~_is_there(_TOLD_PRODUCTS, _same(_TOLD_PRODUCTS, _CHOSEN, "product_id"))
    new = _all(_CHOSEN, "product_id", supplier).where(is_new)
    is_lost = ~_is_there(_PRODUCTS, _same(_PRODUCTS, _TOLD_PRODUCTS, "product_id"))
    lost = _all(_TOLD_PRODUCTS, "product_id", supplier).where(_TOLD_PRODUCTS.c.is_offered, is_lost)
    return changed, new, lost.where(_was_read(supplier, Stream.PRODUCTS))


def unseen_contacts(supplier: SupplierId, since: datetime | None) -> tuple[Keys, ...]:
    """Answer the questions after customers: changed ones, those never looked at, and lost ones."""
    told = _same(_TOLD_CONTACTS, _CONTACTS, "contact_id")
    are_imported = _is_there(_IMPORTS, (_IMPORTS.c.supplier == supplier,))
    changed = _changed(_CONTACTS, "contact_id", supplier, since).where(are_imported)
    changed = changed.where(~_is_seen(_TOLD_CONTACTS, told, _CONTACTS))
    new = _all(_CONTACTS, "contact_id", supplier).where(are_imported, ~_is_there(_TOLD_CONTACTS, told))
    is_lost = ~_is_there(_CONTACTS, _same(_CONTACTS, _TOLD_CONTACTS, "contact_id"))
    is_known = sa.and_(_TOLD_CONTACTS.c.told.is_not(None), _TOLD_CONTACTS.c.seen != GONE)
    lost = _all(_TOLD_CONTACTS, "contact_id", supplier).where(is_known, is_lost)
    return changed, new, lost.where(_was_read(supplier, Stream.CONTACTS))


_Conditions = tuple[sa.ColumnElement[bool], ...]


def _all(rows: sa.Table, key: str, supplier: SupplierId) -> Keys:
    return sa.select(rows.c[key]).where(rows.c.supplier == supplier)


def _changed(rows: sa.Table, key: str, supplier: SupplierId, since: datetime | None) -> Keys:
    asked = _all(rows, key, supplier)
    return asked if since is None else asked.where(rows.c.changed_at >= since)


def _same(rows: sa.Table, other: sa.Table, key: str) -> _Conditions:
    """Answer what makes a row of one table that of another, by this key."""
    return rows.c.supplier == other.c.supplier, rows.c[key] == other.c[key]


def _is_there(rows: sa.Table, conditions: _Conditions) -> sa.Exists:
    return sa.select(sa.literal(1)).select_from(rows).where(*conditions).exists()


def _is_seen(told: sa.Table, conditions: _Conditions, rows: sa.Table) -> sa.Exists:
    stamp = sa.case((rows.c.gone_at.is_(None), rows.c.digest), else_=GONE)
    return _is_there(told, (*conditions, told.c.seen == stamp))


def _was_read(supplier: SupplierId, stream: Stream) -> sa.Exists:
    """Answer whether everything was read once, so that what is not there is not merely still to come."""
    is_it = (_CURSORS.c.supplier == supplier, _CURSORS.c.stream == stream.value, _CURSORS.c.swept_at.is_not(None))
    return _is_there(_CURSORS, is_it)
