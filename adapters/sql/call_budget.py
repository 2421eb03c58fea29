"""The shared budget of calls: one row an application key, locked by writing it first."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from adapters.sql.naming import table_of
from adapters.sql.outages import outages_in_our_words
from adapters.sql.tables import CallBudgetRow
from adapters.sql.unit_of_work import refuse_inside_transaction
from application.ports.call_budget import CallBudget
from application.ports.clock import Clock
from domain.call_budget import PERIOD, CallWindow, Lane, admit, counted_late
from domain.call_usage import CallUsage

_BUDGETS = table_of(CallBudgetRow)
_STORE = sa.update(_BUDGETS).where(_BUDGETS.c.key_digest == sa.bindparam("own_digest"))


@dataclass(slots=True)
class _Budget:
    """One key's window and the present of the clock that it is measured with."""

    window: CallWindow
    why: str
    now: float


class SqlCallBudget(CallBudget):
    """Counts calls over all processes and machines that share the database.

    Source: B10; architecture §4.6, §6.3. The clock is the database's on PostgreSQL, where machines may disagree,
    and the given one on SQLite, where there is one machine.
    """

    def __init__(self, engine: sa.Engine, clock: Clock, limit: int) -> None:
        self._engine, self._clock, self._limit = engine, clock, limit
        on_postgres = engine.dialect.name == "postgresql"
        clock_of_database = sa.func.clock_timestamp(type_=sa.DateTime(timezone=True)) if on_postgres else sa.null()
        self._present = clock_of_database.label("present")
        insert = postgresql.insert(_BUDGETS) if on_postgres else sqlite.insert(_BUDGETS)
        same = insert.on_conflict_do_update(
            index_elements=["key_digest"], set_={"key_digest": insert.excluded.key_digest}
        )
        self._lock = same.returning(*_BUDGETS.columns, self._present)

    @property
    def pace(self) -> float:
        """Answer the seconds from one call to the next while the budget is used to the full."""
        return PERIOD / self._limit

    def acquire(self, key: str, lane: Lane) -> float:
        """Count one call and answer 0.0, or answer the seconds to wait and count nothing.

        Raises: TransactionOpen inside a unit of work, StorageUnavailable.
        """
        with self._locked(key) as budget:
            budget.window, wait = admit(budget.window, lane, budget.now, self._limit)
        return wait

    def took(self, key: str, lane: Lane, seconds: float) -> None:
        """Count the call that ended just now from its end."""
        with self._locked(key) as budget:
            budget.window = counted_late(budget.window, lane, budget.now, seconds)

    def block(self, key: str, seconds: float, why: str) -> None:
        """Let nobody call with this key for that long; a longer block that is in force stays."""
        with self._locked(key) as budget:
            until = budget.now + seconds
            if until > budget.window.blocked_until:
                budget.window, budget.why = replace(budget.window, blocked_until=until), why

    def usage(self, key: str) -> CallUsage:
        """Answer what was used and what is free, as `acquire` would say now."""
        refuse_inside_transaction("The call budget was asked")
        asked = sa.select(*_BUDGETS.columns).where(_BUDGETS.c.key_digest == _digest(key))
        with outages_in_our_words(), self._engine.connect() as connection:
            row = connection.execute(asked).one_or_none()
            now = self._now(connection.scalar(sa.select(self._present)))
        window = _window(row.hits, row.waiting, row.blocked_until) if row else CallWindow()
        is_blocked = window.blocked_until > now
        return CallUsage(
            limit=self._limit, window=window, now=now, blocked_why=row.blocked_why if row and is_blocked else ""
        )

    @contextmanager
    def _locked(self, key: str) -> Iterator[_Budget]:
        """Lock the row by writing it before anything is read, hand its budget out, and store what became of it."""
        refuse_inside_transaction("The call budget was asked")
        digest = _digest(key)
        with outages_in_our_words(), self._engine.begin() as transaction:
            unused = _Budget(CallWindow(), "", self._clock.now().timestamp())
            row = transaction.execute(self._lock, {"key_digest": digest, **_stored(unused)}).one()
            window = _window(row.hits, row.waiting, row.blocked_until)
            budget = _Budget(window, row.blocked_why, self._now(row.present))
            yield budget
            transaction.execute(_STORE, {"own_digest": digest, **_stored(budget)})

    def _now(self, present: datetime | None) -> float:
        return (present or self._clock.now()).timestamp()


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _stored(budget: _Budget) -> dict[str, object]:
    return {
        "hits": [[at, lane.value] for at, lane in budget.window.hits],
        "waiting": [[until, lane.value] for until, lane in budget.window.waiting],
        "blocked_until": budget.window.blocked_until,
        "blocked_why": budget.why,
        "used_at": datetime.fromtimestamp(budget.now, UTC),
    }


def _window(hits: object, waiting: object, blocked_until: float) -> CallWindow:
    return CallWindow(hits=_marks(hits), waiting=_marks(waiting), blocked_until=blocked_until)


def _marks(stored: object) -> tuple[tuple[float, Lane], ...]:
    return tuple((at, Lane(lane)) for at, lane in cast("list[tuple[float, int]]", stored))
