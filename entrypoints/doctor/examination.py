"""The whole examination: every part is looked at, whatever was found before."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from application.connecting.check_accounts import CheckAccounts
from application.ports.clock import Clock
from application.ports.reach import Reach
from application.ports.storage.secrets import SecretStore
from application.ports.storage.unit_of_work import Work
from application.ports.tasks import TaskEngine
from application.reporting.show_status import ShowStatus
from entrypoints.doctor import database, flow, machine, outside
from entrypoints.doctor.findings import Check, Finding, Verdict, said_by, wrong
from entrypoints.readiness import Readiness
from entrypoints.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Doctor:
    """Looks at everything that an installation needs.

    Source: contract, `doctor`. Shape: where the database is not ready, nothing in it is looked at; `upstock` is None
    where events lead nowhere.
    """

    settings: Settings
    readiness: Readiness
    work: Work
    tasks: TaskEngine
    clock: Clock
    pending: Callable[[], tuple[str, ...]]
    secrets: SecretStore
    cin7: Reach
    upstock: Reach | None
    check_accounts: CheckAccounts
    show_status: ShowStatus

    def __call__(self, *, accounts: int) -> Iterator[Finding]:
        """Answer finding after finding, as they are made; at most so many suppliers' keys are tried."""
        yield from _looked("settings", partial(machine.of_settings, self.settings))
        yield from _looked("disk", partial(machine.of_disk, self.settings))
        stored = list(_looked("database", partial(database.of_database, self.settings, self.pending, self.readiness)))
        yield from stored
        is_ready = all(finding.verdict is Verdict.OK for finding in stored)
        for part, check in self._inside() if is_ready else ():
            yield from _looked(part, check)
        yield from _looked("cin7", partial(outside.of_cin7, self.cin7, self.clock))
        yield from _looked("upstock", partial(outside.of_upstock, self.upstock))
        if is_ready:
            yield from _looked("suppliers", partial(outside.of_accounts, self.check_accounts, accounts))

    def _inside(self) -> Iterable[tuple[str, Check]]:
        yield "secrets", partial(database.of_secrets, self.secrets)
        yield "worker", partial(database.of_work, self.tasks, self.clock)
        yield "retention", partial(database.of_forgetting, self.work, self.clock)
        yield "orders", partial(flow.of_flow, self.show_status)


def _looked(part: str, check: Check) -> Iterator[Finding]:
    try:
        yield from check()
    except Exception as error:  # noqa: BLE001 -- a part that cannot even be looked at is what was asked for
        yield wrong(part, f"It could not be looked at: {said_by(error)}.", "See the other lines first.")
