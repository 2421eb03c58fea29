"""How the work goes, read from the engine's own table."""

from datetime import UTC, datetime, timedelta
from typing import Final

import sqlalchemy as sa

from adapters.tasks.queues import QUEUES
from adapters.tasks.slots import NAMESPACE
from adapters.tasks.workflows import TICK
from application.ports.tasks import Backlog, Pulse

LOOKED_BACK: Final = timedelta(hours=1)  # for the latest tick: an index finds those, and an older one says the same

_COLUMNS: Final = ("name", "queue_name", "status", "created_at", "started_at_epoch_ms", "delay_until_epoch_ms")
_HOLDERS: Final = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = :space AND granted"


def pulse_of(engine: sa.Engine) -> Pulse:
    """Answer when the last tick began, how many processes work, and what waits for them.

    Shape: on SQLite nobody can tell whether a process works without trying to take its lock, so nobody does.
    """
    on_postgres = engine.dialect.name == "postgresql"
    tasks = sa.table("workflow_status", *map(sa.column, _COLUMNS), schema="dbos" if on_postgres else None)
    with engine.connect() as connection:
        ticked = connection.scalar(_latest_tick(tasks))
        workers = connection.scalar(sa.text(_HOLDERS), {"space": NAMESPACE}) if on_postgres else None
        waiting = connection.execute(_waiting(tasks)).all()
    found = {queue: Backlog(tasks=count, oldest_at=_instant(since)) for queue, count, since in waiting}
    return Pulse(
        ticked_at=_instant(ticked),
        workers=workers,
        queues={queue: found.get(queue, Backlog(tasks=0, oldest_at=None)) for queue in QUEUES},
    )


def _latest_tick(tasks: sa.TableClause) -> sa.Select[int]:
    since = int((datetime.now(UTC) - LOOKED_BACK).timestamp() * 1000)
    is_recent = sa.and_(tasks.c.name == TICK, tasks.c.created_at >= since)
    return sa.select(sa.func.max(tasks.c.started_at_epoch_ms)).where(is_recent)


def _waiting(tasks: sa.TableClause) -> sa.Select[str, int, int]:
    """Count what may run and does not yet; what is to run later is not among it until its time has come."""
    since = sa.func.min(sa.func.coalesce(tasks.c.delay_until_epoch_ms, tasks.c.created_at))
    waits = sa.and_(tasks.c.status == "ENQUEUED", tasks.c.queue_name.in_(sorted(QUEUES)))
    return sa.select(tasks.c.queue_name, sa.func.count(), since).where(waits).group_by(tasks.c.queue_name)


def _instant(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)
