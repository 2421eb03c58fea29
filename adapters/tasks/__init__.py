"""Durable tasks on DBOS, in the same database as our tables; the only package that knows DBOS."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from application.ports.tasks import Task, TaskEngine

CrashHook = Callable[[Task | None, str, Exception], None]
"""Told of every exception a handler let through: the task, its subject, the exception.

No task means the engine's own upkeep, and the subject then says which part of it.
"""


AdoptionHook = Callable[[str, int], None]
"""Told that the work of a dead process was taken over: which one's, and how many tasks."""


def unheard(_executor: str, _tasks: int) -> None:
    """Let an adoption pass where nobody wants to know of it."""


OrphanHook = Callable[[Task, str, int], bool]
"""Told of a task that was in hand when its process died, and for the how manieth time in one run.

Answers whether to keep it back, because it was asked for anew at a later time; else it is taken up again at once.
"""


def taken_up_again(_task: Task, _subject: str, _times: int) -> bool:
    """Keep nothing back."""
    return False


LateHook = Callable[[float], None]
"""Told that the minute's tick began late, and by how many seconds."""


def in_time(_seconds: float) -> None:
    """Let a late tick pass where nobody wants to know of it."""


def task_engine(
    engine: sa.Engine,
    *,
    on_crash: CrashHook,
    on_adopted: AdoptionHook = unheard,
    on_late: LateHook = in_time,
    on_orphan: OrphanHook = taken_up_again,
) -> TaskEngine:
    """Make the engine for this database: one executor for a SQLite file, any number of them on PostgreSQL.

    Nothing is started or connected: until `run`, it enqueues and no more.
    """
    # importing DBOS takes a third of a second, which commands that touch no task need not spend
    from adapters.tasks.engine import DbosTaskEngine  # noqa: PLC0415 -- see above
    from adapters.tasks.file_lock import ExecutorFile  # noqa: PLC0415 -- see above
    from adapters.tasks.slots import ExecutorSlot  # noqa: PLC0415 -- see above

    if engine.dialect.name == "sqlite":
        file = ExecutorFile(Path(str(engine.url.database)))
        return DbosTaskEngine(engine, ownership=file, on_crash=on_crash, on_late=on_late, on_orphan=on_orphan)
    slot = ExecutorSlot(engine, on_adopted=on_adopted)
    return DbosTaskEngine(engine, ownership=slot, on_crash=on_crash, on_late=on_late, on_orphan=on_orphan)
