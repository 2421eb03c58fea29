"""What is wrong in accounts, in SQL."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlmodel import col

from adapters.sql.bulk import BATCH
from adapters.sql.codecs.catalogue import OFFER, alarm_of, alarm_row, offer_of
from adapters.sql.codecs.keys import lookup
from adapters.sql.codecs.mirror import contact_of
from adapters.sql.naming import table_of
from adapters.sql.repositories.cursors import cursor_of, keys_of
from adapters.sql.statements import everything_of, row_of, rows_of, upserted
from adapters.sql.tables import AlarmRow, CatalogueStateRow, ContactRow, ToldProductRow
from application.ports.storage.alarms import AlarmRepository, RaisedAlarm
from application.ports.storage.orders import Page
from domain.alarms import Alarm, AlarmKind
from domain.contact import Contact
from domain.identifiers import SupplierId
from domain.product import Product

_ALARMS: Final = table_of(AlarmRow)
_CONTACTS: Final = table_of(ContactRow)
_STATES: Final = table_of(CatalogueStateRow)
_TOLD: Final = table_of(ToldProductRow)
_IS_OPEN: Final = _ALARMS.c.closed_at.is_(None)


class SqlAlarms(AlarmRepository):
    """Alarms of suppliers, open and closed."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def settle(self, supplier: SupplierId, subjects: Iterable[str], alarms: Iterable[Alarm], at: datetime) -> None:
        """Let exactly these alarms be open about these subjects; what stays as it is, is not written."""
        hold = {(lookup(alarm.subject), alarm.kind.value): alarm for alarm in alarms}
        keys = sorted({*map(lookup, subjects), *(key for key, _ in hold)})
        is_one = sa.and_(col(AlarmRow.supplier) == supplier, col(AlarmRow.subject_key).in_(keys))
        known = {
            (row.subject_key, row.kind): alarm_of(row)
            for row in rows_of(self._transaction, everything_of(AlarmRow).where(is_one))
        }
        raised = [_raised(alarm, known.get(key), at) for key, alarm in hold.items()]
        over = [replace(was, closed_at=at) for key, was in known.items() if was.closed_at is None and key not in hold]
        stored = set(known.values())
        changed = [alarm_row(supplier, one) for one in (*raised, *over) if one not in stored]
        changed.sort(key=lambda row: (row.subject_key, row.kind))
        upserted(self._transaction, changed)

    def page(
        self, supplier: SupplierId, *, is_open: bool, kind: AlarmKind | None, cursor: str | None, limit: int
    ) -> Page[RaisedAlarm]:
        """Answer alarms by kind and subject."""
        asked = everything_of(AlarmRow).where(_ALARMS.c.supplier == supplier, _IS_OPEN if is_open else ~_IS_OPEN)
        if kind:
            asked = asked.where(_ALARMS.c.kind == kind.value)
        place = (_ALARMS.c.kind, _ALARMS.c.subject_key)
        if cursor:
            asked = asked.where(sa.tuple_(*place) > sa.tuple_(*map(sa.literal, keys_of(cursor, 2))))
        rows = list(rows_of(self._transaction, asked.order_by(*place).limit(limit + 1)))
        last = rows[limit - 1] if len(rows) > limit else None
        return Page(
            items=tuple(map(alarm_of, rows[:limit])),
            next_cursor=cursor_of(last.kind, last.subject_key) if last else None,
        )

    def counts(self, supplier: SupplierId) -> dict[AlarmKind, int]:
        """Answer how many alarms of each kind are open; kinds without any are left out."""
        asked = sa.select(_ALARMS.c.kind, sa.func.count()).where(_ALARMS.c.supplier == supplier, _IS_OPEN)
        found = {str(kind): int(count) for kind, count in self._transaction.execute(asked.group_by(_ALARMS.c.kind))}
        return {kind: found[kind.value] for kind in AlarmKind if kind.value in found}

    def open_subjects(self, supplier: SupplierId, beginning: str) -> tuple[str, ...]:
        """Answer the subjects of open alarms that begin so."""
        begins = _ALARMS.c.subject.startswith(beginning, autoescape=True)
        asked = sa.select(_ALARMS.c.subject).where(_ALARMS.c.supplier == supplier, _IS_OPEN, begins).distinct()
        return tuple(sorted(map(str, self._transaction.scalars(asked))))

    def basis(self, supplier: SupplierId) -> str:
        """Answer what `set_basis` noted last, empty before that."""
        row = row_of(self._transaction, CatalogueStateRow, supplier)
        return row.alarm_basis if row else ""

    def set_basis(self, supplier: SupplierId, basis: str) -> None:
        """Note what stands for everything that all customers and products are judged by."""
        row = row_of(self._transaction, CatalogueStateRow, supplier)
        if row is None:
            upserted(self._transaction, [CatalogueStateRow(supplier=supplier, sums={}, alarm_basis=basis)])
        else:
            self._transaction.execute(
                sa.update(_STATES).where(_STATES.c.supplier == supplier).values(alarm_basis=basis)
            )

    def tiers_in_use(self, supplier: SupplierId) -> tuple[str, ...]:
        """Answer the names of the price tiers that active customers have, each once."""
        are_wanted = (_CONTACTS.c.supplier == supplier, _CONTACTS.c.is_active, _CONTACTS.c.gone_at.is_(None))
        asked = sa.select(_CONTACTS.c.price_tier).where(*are_wanted).distinct()
        return tuple(sorted(map(str, self._transaction.scalars(asked))))

    def offers(self, supplier: SupplierId, since: datetime | None) -> Iterator[tuple[Product, bool]]:
        """Answer products and whether they are on offer, a thousand in memory at a time."""
        asked = sa.select(_TOLD.c.is_offered, *(_TOLD.c[name] for name in OFFER))
        asked = asked.where(_TOLD.c.supplier == supplier, _TOLD.c.id != "")
        if since:
            asked = asked.where(_TOLD.c.changed_at >= since)
        for is_offered, *rest in self._transaction.execute(asked.execution_options(yield_per=BATCH)):
            yield offer_of(rest), is_offered

    def contacts(self, supplier: SupplierId, since: datetime | None) -> Iterator[Contact]:
        """Answer customers that changed since then, or all, a thousand in memory at a time."""
        asked = everything_of(ContactRow).where(col(ContactRow.supplier) == supplier)
        if since:
            asked = asked.where(col(ContactRow.changed_at) >= since)
        for row in rows_of(self._transaction, asked.execution_options(yield_per=BATCH)):
            contact = contact_of(row).record
            yield contact if row.gone_at is None else replace(contact, is_active=False)


def _raised(alarm: Alarm, was: RaisedAlarm | None, at: datetime) -> RaisedAlarm:
    is_open = was is not None and was.closed_at is None
    return RaisedAlarm(alarm=alarm, opened_at=was.opened_at if was and is_open else at)
