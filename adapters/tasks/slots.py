"""Any number of executors on PostgreSQL: each holds an advisory lock, and a free lock means a dead executor."""

import random
from typing import Final

import sqlalchemy as sa
from dbos import DBOS

from adapters.tasks import AdoptionHook, unheard
from adapters.tasks.ownership import Ownership, OwnershipLost, SortOut, leave_all

NAMESPACE: Final = 0x557C
# a vanished host's lock is freed after 5 s + 3 × 2 s; by PostgreSQL's own defaults it would take two hours
KEEPALIVES: Final = ("tcp_keepalives_idle = 5", "tcp_keepalives_interval = 2", "tcp_keepalives_count = 3")
# a frozen process still has a living host, which answers for it: its session ends once it says nothing for so long
SILENCE: Final = 30  # seconds, many times what passes between two looks after the others


class ExecutorSlot(Ownership):
    """Ownership by a session's advisory lock, which PostgreSQL frees when the session ends.

    Numbers are drawn at random and never used again, so two processes cannot share an executor id, not even when
    one of them is slow to notice that it lost its session. A process that stands still loses its session as well, and
    finds that out when it goes on.
    """

    def __init__(self, engine: sa.Engine, *, silence: int = SILENCE, on_adopted: AdoptionHook = unheard) -> None:
        self._engine, self._silence, self._on_adopted = engine, silence, on_adopted
        self._session: sa.Connection | None = None
        self._number = 0

    def take(self) -> str:
        """Open a session of its own and lock a fresh number in it."""
        self.give_back()
        session = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        session.detach()  # else closing it would return it to the pool, lock and all
        for setting in (*KEEPALIVES, f"idle_session_timeout = '{self._silence}s'"):
            session.exec_driver_sql(f"SET {setting}")
        self._session = session
        self._number = self._fresh_number()
        return _executor_id(self._number)

    def tend(self, sort_out: SortOut = leave_all) -> None:
        """Hand the unfinished work of every executor whose lock is free back to its queue.

        Raises: OwnershipLost when the session is gone, and with it our own lock.
        """
        try:
            self._run("SELECT 1")
            for other in self._others_with_work():
                self._adopt_if_dead(other, sort_out)
        except sa.exc.DBAPIError as broken:
            raise OwnershipLost("the database session that marks this process as alive broke") from broken

    def give_back(self) -> None:
        """Close the session, which frees the lock."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def _fresh_number(self) -> int:
        while True:
            number = random.randrange(2**31)  # noqa: S311 -- it must be new, not secret
            if self._lock(number):
                return number

    def _others_with_work(self) -> set[str]:
        running = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {work.executor_id for work in running if work.executor_id} - {_executor_id(self._number)}

    def _adopt_if_dead(self, other: str, sort_out: SortOut) -> None:
        number = other.removeprefix("slot-")
        if not number.isdecimal():  # restored from a SQLite file: no process of ours can be alive under that name
            self._adopt(other, sort_out)
        elif self._lock(int(number)):
            try:
                self._adopt(other, sort_out)
            finally:
                self._run("SELECT pg_advisory_unlock(:space, :number)", space=NAMESPACE, number=int(number))

    def _adopt(self, executor_id: str, sort_out: SortOut) -> None:
        sort_out(executor_id)
        # Underscored since adopting became a paid service's business; held by tests/adapters/tasks and dbos<4.
        adopted = DBOS._recover_pending_workflows([executor_id])  # noqa: SLF001 -- see above
        if adopted:
            self._on_adopted(executor_id, len(adopted))

    def _lock(self, number: int) -> bool:
        return bool(self._run("SELECT pg_try_advisory_lock(:space, :number)", space=NAMESPACE, number=number))

    def _run(self, statement: str, **values: int) -> object:
        if self._session is None:
            raise OwnershipLost("this process holds no executor slot")
        return self._session.execute(sa.text(statement), values).scalar()


def _executor_id(number: int) -> str:
    return f"slot-{number}"
