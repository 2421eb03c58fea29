"""A failure of our own is repeated ever more seldom, is seen, and costs nothing but the piece of work that failed."""

from datetime import timedelta

import pytest

from application.ports.storage.due import Chore
from application.ports.storage.jobs import JobState
from application.ports.storage.mirror import RunOutcome, Stream
from application.ports.tasks import Task
from application.running.note_crash import CRASHES
from domain.alarms import AlarmKind
from tests.builders import SUPPLIER, an_approved_order
from tests.house import OPERATOR, House

OPEN = AlarmKind.CONNECTOR_FAILED


def crash(house: House, task: Task, subject: str, times: int = 1) -> None:
    for number in range(times):
        house.use_cases.note_crash(task, subject, "ZeroDivisionError", f"ref-{number}")


def alarms(house: House) -> list[str]:
    with house.use_cases.work() as store:
        page = store.alarms.page(SUPPLIER, is_open=True, kind=OPEN, cursor=None, limit=100)
    return [raised.alarm.subject for raised in page.items]


def test_a_pass_that_crashes_is_tried_later_each_time_and_ends_with_its_job_after_ten(house: House) -> None:
    job = house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
    [run] = job.runs
    crash(house, Task.FILL_MIRROR, run)
    with house.use_cases.work() as store:
        once = store.stream_runs.get(run)
    assert once is not None
    assert (once.failures, once.next_attempt_at and once.next_attempt_at > house.clock.now()) == (1, True)
    crash(house, Task.FILL_MIRROR, run, CRASHES - 1)
    with house.use_cases.work() as store:
        ended, shown = store.stream_runs.get(run), store.jobs.get(SUPPLIER, job.id)
    assert ended is not None
    assert shown is not None
    assert (ended.outcome, shown.state) == (RunOutcome.FAILED, JobState.FAILED)
    assert "ref-8" in shown.error
    assert alarms(house) == ["task:fill_mirror:products"]


def test_the_next_success_ends_the_alarm(house: House) -> None:
    house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
    with house.use_cases.work() as store:
        run = store.stream_runs.open(SUPPLIER, Stream.PRODUCTS)
    assert run is not None
    crash(house, Task.FILL_MIRROR, run.id)
    house.use_cases.note_crash.over(Task.READ_BOOKS, SUPPLIER)
    assert alarms(house) == ["task:fill_mirror:products"]
    house.use_cases.note_crash.over(Task.FILL_MIRROR, run.id)
    assert alarms(house) == []


def test_a_reading_that_crashes_comes_ever_more_seldom_and_never_stops(house: House) -> None:
    order = house.approve(an_approved_order())
    house.time_passes(timedelta(minutes=6))
    with house.use_cases.work() as store:
        watch = store.shipping.watch(order.key)
        store.shipping.save_watches([type(watch)(key=watch.key, due_at=house.clock.now())])
    crash(house, Task.READ_SALE, order.key.text, CRASHES)
    with house.use_cases.work() as store:
        watch = store.shipping.watch(order.key)
    assert (watch.tries, watch.due_at) == (CRASHES, house.clock.now() + timedelta(hours=1))
    assert alarms(house) == ["task:read_sale:UP-1001"]


def test_an_event_that_crashes_waits_alone_while_the_others_are_told(house: House) -> None:
    for number in ("UP-1", "UP-2"):
        house.approve(an_approved_order(number=number))
    with house.use_cases.work() as store:
        first = store.outbox.due(SUPPLIER, house.clock.now())
    crash(house, Task.DELIVER_EVENTS, SUPPLIER)
    with house.use_cases.work() as store:
        then = store.outbox.due(SUPPLIER, house.clock.now())
        [failing] = store.outbox.failing(SUPPLIER, 10)
    assert first is not None
    assert then is not None
    assert then.notice.id != first.notice.id
    assert (failing.notice.id, failing.outcome) == (first.notice.id, "crashed")


def test_a_poll_that_crashes_fails_the_job_that_waits_for_it_and_comes_again_at_its_time(house: House) -> None:
    house.approve(an_approved_order())
    job = house.use_cases.request_job(SUPPLIER, ["shipments"], OPERATOR)
    crash(house, Task.POLL_SALES, SUPPLIER)
    with house.use_cases.work() as store:
        shown = store.jobs.get(SUPPLIER, job.id)
    assert shown is not None
    assert (shown.state, "ref-0" in shown.error) == (JobState.FAILED, True)
    house.time_passes(timedelta(minutes=6))
    assert ("GET", "saleList") in house.calls()


@pytest.mark.parametrize("task", [Task.READ_BOOKS, Task.CATALOGUE_CHANGED])
def test_what_comes_again_by_itself_only_raises_the_alarm(house: House, task: Task) -> None:
    crash(house, task, SUPPLIER, CRASHES + 1)
    assert alarms(house) == [f"task:{task.value}"]


def test_a_pass_that_is_gone_or_over_needs_nothing(house: House) -> None:
    crash(house, Task.FILL_MIRROR, "nobody's")
    house.use_cases.note_crash.over(Task.FILL_MIRROR, "nobody's")
    with house.use_cases.work() as store:
        latest = store.stream_runs.latest(SUPPLIER, Stream.PRODUCTS)
    assert latest is not None
    crash(house, Task.CLOSE_SWEEP, latest.id)
    with house.use_cases.work() as store:
        assert store.stream_runs.get(latest.id) == latest


def test_a_poll_that_ended_its_process_comes_again_in_an_hour_and_not_at_the_next_turn(house: House) -> None:
    house.approve(an_approved_order())
    house.use_cases.note_crash.died(Task.POLL_SALES, SUPPLIER, "ref-1")
    with house.use_cases.work() as store:
        (due,) = [due.due_at for due in store.due.of(SUPPLIER) if due.chore is Chore.SHIPMENTS]
    assert due == house.clock.now() + timedelta(hours=1)
    assert alarms(house) == ["task:poll_sales"]


def test_a_pass_that_ended_its_process_is_put_off_with_the_reference(house: House) -> None:
    [run] = house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR).runs
    house.use_cases.note_crash.died(Task.FILL_MIRROR, run, "ref-1")
    with house.use_cases.work() as store:
        later = store.stream_runs.get(run)
    assert later is not None
    assert later.next_attempt_at is not None
    assert later.next_attempt_at > house.clock.now()
    assert "the process ended" in later.error
    assert "ref-1" in later.error
