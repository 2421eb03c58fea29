"""Whether this process can do its work now: database, migrations, task engine."""

from collections.abc import Callable
from dataclasses import dataclass

from application.ports.tasks import TaskEngine

MIGRATIONS = "migrations"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReady:
    """One part that is not ready, why, and what to do; fit for strangers, so it holds no detail of the machine."""

    part: str
    what: str
    remedy: str


class Readiness:
    """Asks each part, and answers all that is wrong at once.

    Source: contract, `/readyz`; architecture §15.
    """

    def __init__(self, *, pending: Callable[[], tuple[str, ...]], tasks: TaskEngine) -> None:
        self._pending, self._tasks = pending, tasks

    def __call__(self) -> tuple[NotReady, ...]:
        """Answer what is not ready; nothing means ready."""
        unready = self._database()
        return (unready,) if unready else self._engine()

    def _database(self) -> NotReady | None:
        try:
            missing = self._pending()
        except Exception as error:  # noqa: BLE001 — whatever keeps the database from answering is what was asked for
            what = f"The database does not answer ({type(error).__name__})."
            remedy = "See that it runs and that DATABASE_URL names it; `upstock-cin7 doctor` says more."
            return NotReady(part="database", what=what, remedy=remedy)
        if not missing:
            return None
        what = f"{len(missing)} migrations are missing."
        return NotReady(part=MIGRATIONS, what=what, remedy="Run `upstock-cin7 db upgrade`.")

    def _engine(self) -> tuple[NotReady, ...]:
        trouble = self._tasks.healthy()
        remedy = "Look for task.crashed in the log, and start the process again."
        return (NotReady(part="engine", what=trouble, remedy=remedy),) if trouble else ()
