"""The catalogue as lists show it, in SQL."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, cast

import sqlalchemy as sa

from adapters.sql.codecs.documents import decoded
from adapters.sql.codecs.mirror import contact_of, product_of
from adapters.sql.naming import table_of
from adapters.sql.repositories.cursors import cursor_of, keys_of
from adapters.sql.statements import everything_of, rows_of
from adapters.sql.tables import (
    ContactRow,
    ListCustomerRow,
    MatchRow,
    ProductRow,
    SelectionRow,
    ToldContactRow,
    ToldProductRow,
)
from application.ports.storage.catalogue_views import (
    CatalogueViews,
    ListedContact,
    ListedProduct,
    MatchState,
    ProductCounts,
    ProductState,
)
from application.ports.storage.orders import Page
from domain.catalogue_events import ProductPublished
from domain.identifiers import ContactId, SupplierId, folded

_PRODUCTS: Final = table_of(ProductRow)
_CHOSEN: Final = table_of(SelectionRow)
_CONTACTS: Final = table_of(ContactRow)
_MATCHES: Final = table_of(MatchRow)
_TOLD: Final = table_of(ToldProductRow)
_WITH_WHAT_WAS_TOLD: Final = _PRODUCTS.outerjoin(
    _TOLD, sa.and_(_TOLD.c.supplier == _PRODUCTS.c.supplier, _TOLD.c.product_id == _PRODUCTS.c.product_id)
)

_IS_CHOSEN: Final = (
    sa.select(sa.literal(1))
    .select_from(_CHOSEN)
    .where(_CHOSEN.c.supplier == _PRODUCTS.c.supplier, _CHOSEN.c.product_id == _PRODUCTS.c.product_id)
    .exists()
)
_STATES: Final = {
    ProductState.IMPORTABLE: sa.and_(_PRODUCTS.c.excluded == "", ~_IS_CHOSEN),
    ProductState.IMPORTED: sa.and_(_PRODUCTS.c.excluded == "", _IS_CHOSEN),
    ProductState.EXCLUDED: _PRODUCTS.c.excluded != "",
}


_OTHERS: Final = _CONTACTS.alias("others")
_IS_ACTIVE: Final = (_CONTACTS.c.is_active, _CONTACTS.c.gone_at.is_(None))
_WAS_CHOSEN: Final = (
    sa.select(sa.literal(1))
    .select_from(_MATCHES)
    .where(_MATCHES.c.supplier == _CONTACTS.c.supplier, _MATCHES.c.contact_id == _CONTACTS.c.id)
    .exists()
)
_HAS_NAMESAKES: Final = (
    sa.select(sa.literal(1))
    .select_from(_OTHERS)
    .where(
        _OTHERS.c.supplier == _CONTACTS.c.supplier,
        _OTHERS.c.folded_name == _CONTACTS.c.folded_name,
        _OTHERS.c.contact_id != _CONTACTS.c.contact_id,
        _OTHERS.c.is_active,
        _OTHERS.c.gone_at.is_(None),
    )
    .exists()
)
_MATCH_STATES: Final = {
    MatchState.CHOSEN: _WAS_CHOSEN,
    MatchState.NONE: sa.and_(~_WAS_CHOSEN, ~_CONTACTS.c.is_active),
    MatchState.AMBIGUOUS: sa.and_(~_WAS_CHOSEN, _CONTACTS.c.is_active, _HAS_NAMESAKES),
    MatchState.NAME: sa.and_(~_WAS_CHOSEN, _CONTACTS.c.is_active, ~_HAS_NAMESAKES),
}


class SqlCatalogueViews(CatalogueViews):
    """Read models of products and customers."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def products(
        self, supplier: SupplierId, *, state: ProductState | None, search: str, cursor: str | None, limit: int
    ) -> Page[ListedProduct]:
        """Answer products by SKU."""
        place = (_PRODUCTS.c.folded_sku, _PRODUCTS.c.product_id)
        told = sa.case((_TOLD.c.is_offered, _TOLD.c.document)).label("told")
        asked = sa.select(*_PRODUCTS.columns, _IS_CHOSEN.label("is_chosen"), told).select_from(_WITH_WHAT_WAS_TOLD)
        asked = asked.where(_PRODUCTS.c.supplier == supplier, _PRODUCTS.c.gone_at.is_(None))
        if state:
            asked = asked.where(_STATES[state])
        if folded(search):
            asked = asked.where(_PRODUCTS.c.search_text.contains(folded(search), autoescape=True))
        if cursor:
            asked = asked.where(sa.tuple_(*place) > sa.tuple_(*map(sa.literal, keys_of(cursor, 2))))
        rows = self._transaction.execute(asked.order_by(*place).limit(limit + 1)).all()
        last = rows[limit - 1] if len(rows) > limit else None
        return Page(
            items=tuple(
                _listed(cast("ProductRow", row), row.told, is_chosen=bool(row.is_chosen)) for row in rows[:limit]
            ),
            next_cursor=cursor_of(last.folded_sku, last.product_id) if last else None,
        )

    def product_counts(self, supplier: SupplierId) -> ProductCounts:
        """Count the products by where they stand; an index answers."""
        is_kept = (_PRODUCTS.c.supplier == supplier, _PRODUCTS.c.gone_at.is_(None))
        by_reason = sa.select(_PRODUCTS.c.excluded, sa.func.count()).where(*is_kept).group_by(_PRODUCTS.c.excluded)
        found = {str(reason): int(count) for reason, count in self._transaction.execute(by_reason)}
        offerable = found.pop("", 0)
        chosen = sa.select(sa.func.count()).select_from(_PRODUCTS).where(*is_kept, _STATES[ProductState.IMPORTED])
        imported = self._transaction.scalar(chosen) or 0
        return ProductCounts(importable=offerable - imported, imported=imported, excluded=found)

    def contacts(
        self, supplier: SupplierId, *, search: str, match: MatchState | None, cursor: str | None, limit: int
    ) -> Page[ListedContact]:
        """Answer customers by name."""
        place = (_CONTACTS.c.folded_name, _CONTACTS.c.contact_id)
        asked = everything_of(ContactRow).where(_CONTACTS.c.supplier == supplier, _CONTACTS.c.gone_at.is_(None))
        if match:
            asked = asked.where(_MATCH_STATES[match])
        if folded(search):
            asked = asked.where(_CONTACTS.c.folded_name.contains(folded(search), autoescape=True))
        if cursor:
            asked = asked.where(sa.tuple_(*place) > sa.tuple_(*map(sa.literal, keys_of(cursor, 2))))
        rows = list(rows_of(self._transaction, asked.order_by(*place).limit(limit + 1)))
        last = rows[limit - 1] if len(rows) > limit else None
        return Page(
            items=self._listed(supplier, rows[:limit]),
            next_cursor=cursor_of(last.folded_name, last.contact_id) if last else None,
        )

    def _listed(self, supplier: SupplierId, rows: Sequence[ContactRow]) -> tuple[ListedContact, ...]:
        keys = [row.contact_id for row in rows]
        told = self._values(ToldContactRow, "told", supplier, keys)
        lists = self._values(ListCustomerRow, "list_id", supplier, keys)
        namesakes = self._bearers(supplier, {row.folded_name for row in rows})
        chosen = self._chosen(supplier, [row.id for row in rows])
        return tuple(
            _listed_contact(
                row,
                chosen_for=tuple(chosen[row.id]),
                namesakes=[one for one in namesakes[row.folded_name] if one[0] != row.id],
                is_told=told.get(row.contact_id) is not None,
                list_id=lists.get(row.contact_id),
            )
            for row in rows
        )

    def _values(
        self, kind: type[ToldContactRow | ListCustomerRow], value: str, supplier: SupplierId, keys: Sequence[str]
    ) -> dict[str, str | None]:
        rows = table_of(kind)
        is_one = sa.and_(rows.c.supplier == supplier, rows.c.contact_id.in_(keys))
        return {
            str(key): found
            for key, found in self._transaction.execute(sa.select(rows.c.contact_id, rows.c[value]).where(is_one))
        }

    def _bearers(self, supplier: SupplierId, names: set[str]) -> dict[str, list[tuple[ContactId, str]]]:
        """Answer the active customers of each of these names."""
        columns = (_CONTACTS.c.folded_name, _CONTACTS.c.id, _CONTACTS.c.name)
        are_wanted = (_CONTACTS.c.supplier == supplier, _CONTACTS.c.folded_name.in_(sorted(names)), *_IS_ACTIVE)
        found: dict[str, list[tuple[ContactId, str]]] = defaultdict(list)
        asked = sa.select(*columns).where(*are_wanted).order_by(_CONTACTS.c.contact_id)
        for folded_name, contact, name in self._transaction.execute(asked):
            found[folded_name].append((ContactId(contact), name))
        return found

    def _chosen(self, supplier: SupplierId, contacts: Sequence[str]) -> dict[str, list[str]]:
        """Answer the names that a person chose each of these customers for."""
        is_one = (_MATCHES.c.supplier == supplier, _MATCHES.c.contact_id.in_(contacts))
        asked = sa.select(_MATCHES.c.contact_id, _MATCHES.c.folded_name).where(*is_one)
        found: dict[str, list[str]] = defaultdict(list)
        for contact, name in self._transaction.execute(asked.order_by(_MATCHES.c.folded_name)):
            found[contact].append(name)
        return found


def _listed(row: ProductRow, told: object, *, is_chosen: bool) -> ListedProduct:
    product, state = product_of(row), ProductState.IMPORTED if is_chosen else ProductState.IMPORTABLE
    return ListedProduct(
        product=product.record,
        state=ProductState.EXCLUDED if row.excluded else state,
        told=decoded(ProductPublished, told) if told else None,
        read_at=product.at,
    )


def _listed_contact(
    row: ContactRow,
    *,
    chosen_for: tuple[str, ...],
    namesakes: list[tuple[ContactId, str]],
    is_told: bool,
    list_id: str | None,
) -> ListedContact:
    contact, state = contact_of(row), MatchState.AMBIGUOUS if namesakes else MatchState.NAME
    if chosen_for or not row.is_active:
        state = MatchState.CHOSEN if chosen_for else MatchState.NONE
    return ListedContact(
        contact=contact.record,
        state=state,
        chosen_for=chosen_for,
        namesakes=tuple(namesakes),
        is_told=is_told,
        list_id=list_id,
        read_at=contact.at,
    )
