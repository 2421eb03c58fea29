"""The night's forgetting: once for all suppliers, a little at a time, and again every night."""

from datetime import datetime, timedelta

from application.ports.clock import Clock
from application.ports.storage.due import INSTALLATION, Chore, Due
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import Work
from application.ports.tasks import Task
from application.running.prune import Prune
from domain.retention import Periods
from tests.builders import SUPPLIER
from tests.fakes.clock import StandingClock
from tests.house import House

DAY = timedelta(days=1)


def act(house: House, *, days_ago: int, times: int = 1) -> None:
    """Let somebody have done something so long ago."""
    at = house.clock.now() - days_ago * DAY
    with house.use_cases.work() as store:
        for _ in range(times):
            store.audit.add(AuditEntry(actor="cli:ana", supplier=SUPPLIER, action="x", detail="", at=at))


def acts(house: House) -> int:
    with house.use_cases.work() as store:
        return len(store.audit.of(SUPPLIER, 1000))


def is_due(house: House) -> None:
    with house.use_cases.work() as store:
        store.due.fill([Due(supplier=INSTALLATION, chore=Chore.PRUNE, due_at=house.clock.now())])


def test_it_comes_every_night_by_itself_and_once_for_all_suppliers(empty_house: House) -> None:
    act(empty_house, days_ago=800)
    act(empty_house, days_ago=700)
    is_due(empty_house)
    empty_house.tasks.tick()
    empty_house.tasks.tick()
    (task,) = empty_house.tasks.pending()
    assert (task.task, task.account) == (Task.PRUNE, INSTALLATION)
    empty_house.run_now()
    assert acts(empty_house) == 1
    with empty_house.use_cases.work() as store:
        (again,) = store.due.of(INSTALLATION)
    assert timedelta(0) < again.due_at - empty_house.clock.now() <= DAY
    assert 1 <= again.due_at.hour < 5


class Hurrying(StandingClock):
    """A clock on which five seconds pass at every look."""

    def now(self) -> datetime:
        self.advance(timedelta(seconds=5))
        return self.at


def prune(house: House, *, clock: Clock | None = None, chunk: int = 2) -> Prune:
    work: Work = house.use_cases.work
    return Prune(work=work, tasks=house.tasks, clock=clock or house.clock, periods=Periods(), chunk=chunk)


def test_much_goes_in_many_short_transactions(empty_house: House) -> None:
    act(empty_house, days_ago=800, times=7)
    prune(empty_house)(INSTALLATION)
    assert acts(empty_house) == 0
    assert empty_house.tasks.pending() == ()


def test_what_one_task_has_no_time_for_the_next_one_removes(empty_house: House) -> None:
    act(empty_house, days_ago=800, times=50)
    prune(empty_house, clock=Hurrying(empty_house.clock.now()))(INSTALLATION)
    assert 0 < acts(empty_house) < 50
    assert [task.task for task in empty_house.tasks.pending()] == [Task.PRUNE]
    empty_house.run_now()
    assert acts(empty_house) == 0
