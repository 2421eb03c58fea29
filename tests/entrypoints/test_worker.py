import gc
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from application.ports.storage.unit_of_work import StorageUnavailable
from application.ports.tasks import Task
from application.running.hold_crashed import CRASHED
from domain.identifiers import OrderNumber
from domain.order import OrderKey, OrderState
from entrypoints.instruments import Instruments
from entrypoints.worker import CrashReport, Worker, keep_what_is_loaded, stop_on_sigterm, until_told_to_stop
from tests.builders import an_approved_order, an_order_line
from tests.house import OPERATOR, House


def crash_of(error: str) -> Exception:
    return ZeroDivisionError(error)


def test_a_crash_is_logged_once_with_its_traceback_and_a_reference() -> None:
    with capture_logs() as entries:
        CrashReport(new_reference=lambda: "ref-1")(Task.FILL_MIRROR, "run-7", crash_of("x"))
    (entry,) = entries
    assert (entry["event"], entry["task"], entry["subject"], entry["reference"]) == (
        "task.crashed",
        "fill_mirror",
        "run-7",
        "ref-1",
    )
    assert isinstance(entry["exc_info"], ZeroDivisionError)


def test_only_crashes_of_an_order_are_counted_for_it() -> None:
    held: list[tuple[OrderKey, str, str]] = []

    def hold(key: OrderKey, error: str, reference: str) -> bool:
        held.append((key, error, reference))
        return False

    report = CrashReport(new_reference=lambda: "ref-1")
    report.hold = hold
    with capture_logs():
        report(Task.PLACE_ORDER, "northwind:UP-1", crash_of("secret"))
        report(Task.FILL_MIRROR, "run-7", crash_of("secret"))
        report(None, "every minute", crash_of("secret"))
    assert held == [(OrderKey.parse("northwind:UP-1"), "ZeroDivisionError", "ref-1")]


def test_work_that_died_with_its_process_is_put_off_and_kept_back_once_that_is_no_chance() -> None:
    put_off: list[tuple[Task, str, str]] = []
    report = CrashReport(new_reference=lambda: "ref-1")
    with capture_logs() as entries:
        assert report.orphaned(Task.FILL_MIRROR, "run-7", 2) is False  # nobody works yet
        report.work_died = lambda task, subject, reference: put_off.append((task, subject, reference))
        assert [report.orphaned(Task.FILL_MIRROR, "run-7", times) for times in (1, 2, 3)] == [False, True, True]
    assert put_off == [(Task.FILL_MIRROR, "run-7", "ref-1")] * 2
    assert {(entry["event"], entry["task"], entry["subject"]) for entry in entries} == {
        ("task.orphaned", "fill_mirror", "run-7")
    }


def test_an_order_that_died_with_its_process_decides_by_its_own_evidence() -> None:
    died: list[tuple[OrderKey, str]] = []

    def order_died(key: OrderKey, reference: str) -> bool:
        died.append((key, reference))
        return len(died) > 1

    report = CrashReport(new_reference=lambda: "ref-1")
    with capture_logs():
        assert report.orphaned(Task.PLACE_ORDER, "northwind:UP-1", 5) is False
        report.order_died = order_died
        assert [report.orphaned(Task.PLACE_ORDER, "northwind:UP-1", 1) for _ in range(2)] == [False, True]
    assert died == [(OrderKey.parse("northwind:UP-1"), "ref-1")] * 2


def test_an_outage_of_the_database_counts_against_no_order_and_no_other_work(house: House) -> None:
    house.tasks.stop()
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    key = OrderKey(house.order_supplier, OrderNumber("UP-1001"))
    report, away = house.container.crashes(), StorageUnavailable("The database did not answer.")
    with house.container.worker().running(), capture_logs():
        for _ in range(11):
            report(Task.PLACE_ORDER, key.text, away)
            report(Task.POLL_SALES, house.order_supplier, away)
    assert house.order("UP-1001").state is OrderState.ACCEPTED
    with house.use_cases.work() as store:
        assert CRASHED not in {evidence.kind for evidence in store.evidence.of(key)}
        assert not store.alarms.open_subjects(house.order_supplier, "task:poll_sales")


def test_a_worker_takes_tasks_up_while_it_runs_and_none_afterwards(house: House) -> None:
    house.tasks.stop()
    worker = Worker(
        use_cases=house.use_cases, tasks=house.tasks, crashes=CrashReport(new_reference=str), instruments=Instruments()
    )
    house.use_cases.approve_order(house.order_supplier, an_approved_order(number="UP-1"))
    with worker.running():
        assert house.tasks.run_due() == 1
    house.use_cases.approve_order(house.order_supplier, an_approved_order(number="UP-2"))
    assert house.tasks.run_due() == 0


def test_each_step_of_an_order_says_where_it_stands_then(house: House) -> None:
    house.tasks.stop()
    worker = Worker(
        use_cases=house.use_cases, tasks=house.tasks, crashes=CrashReport(new_reference=str), instruments=Instruments()
    )
    house.use_cases.approve_order(house.order_supplier, an_approved_order(number="UP-1"))
    house.use_cases.approve_order(house.order_supplier, an_approved_order(number="UP-2", currency="EUR"))
    with worker.running(), capture_logs() as entries:
        house.tasks.run_due()
    stood = [entry for entry in entries if "attempt" in entry]
    assert [(entry["event"], entry["order"], entry["attempt"], entry["problems"]) for entry in stood] == [
        ("order.placed", "UP-1", 1, []),
        ("order.held", "UP-2", 0, ["order_currency"]),
    ]


def test_a_worker_says_how_a_suppliers_webhooks_stand(reachable_house: House) -> None:
    reachable_house.tasks.stop()
    with reachable_house.container.worker().running(), capture_logs() as entries:
        reachable_house.connect()
        reachable_house.fault("GET", "webhooks", {"status": 500})
        reachable_house.time_passes(timedelta(hours=1))
    watched = [entry for entry in entries if entry["event"] == "notices.watched"]
    assert [(entry["log_level"], entry["supplier"], entry["state"]) for entry in watched] == [
        ("info", "northwind", "listening"),
        ("warning", "northwind", "unclear"),
        ("info", "northwind", "listening"),
    ]


def test_a_worker_stops_its_engine_also_when_something_breaks(empty_house: House) -> None:
    worker = Worker(
        use_cases=empty_house.use_cases,
        tasks=empty_house.tasks,
        crashes=CrashReport(new_reference=str),
        instruments=Instruments(),
    )
    with pytest.raises(KeyboardInterrupt), worker.running():
        raise KeyboardInterrupt
    assert empty_house.tasks.run_next() is False


def test_the_containers_worker_holds_an_order_on_which_it_fails_ten_times(house: House) -> None:
    house.tasks.stop()
    worker, crashes = house.container.worker(), house.container.crashes()
    house.use_cases.approve_order(house.order_supplier, an_approved_order(lines=[an_order_line()]))
    with worker.running(), capture_logs():
        for _ in range(10):
            crashes(Task.PLACE_ORDER, "northwind:UP-1001", crash_of("x"))
    order = house.order("UP-1001")
    assert order.state is OrderState.HELD
    assert [problem.code for problem in order.problems] == ["internal"]


def test_no_collection_looks_again_at_what_was_loaded_and_few_at_what_is_new() -> None:
    before = gc.get_threshold()
    try:
        keep_what_is_loaded()
        assert gc.get_freeze_count() > 100_000
        assert gc.get_threshold()[0] > before[0]
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


@pytest.mark.slow
def test_what_works_alone_loads_no_web_framework() -> None:
    asked = "import sys, entrypoints.container; sys.exit('flask' in sys.modules)"
    command = [sys.executable, "-c", asked]
    assert subprocess.run(command, cwd=Path(__file__).parents[2], check=False, timeout=60).returncode == 0  # noqa: S603 -- our own words


def test_sigterm_is_noticed_whichever_thread_receives_it() -> None:
    before = signal.getsignal(signal.SIGTERM)
    told = threading.Timer(0.1, lambda: signal.pthread_kill(threading.get_ident(), signal.SIGTERM))
    try:
        stop_on_sigterm()
        told.start()
        with pytest.raises(SystemExit):
            until_told_to_stop()
    finally:
        told.join()
        signal.signal(signal.SIGTERM, before)


def test_sigterm_ends_the_main_thread_as_an_exit_does() -> None:
    before = signal.getsignal(signal.SIGTERM)
    try:
        stop_on_sigterm()
        with pytest.raises(SystemExit):
            signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert threading.current_thread() is threading.main_thread()


def test_the_containers_worker_raises_an_alarm_for_other_crashes_and_ends_it_with_a_success(
    house: House,
) -> None:
    house.tasks.stop()
    worker, crashes = house.container.worker(), house.container.crashes()

    def alarms() -> int:
        with house.use_cases.work() as store:
            return sum(store.alarms.counts(house.order_supplier).values())

    with worker.running(), capture_logs():
        before = alarms()
        crashes(Task.POLL_SALES, house.order_supplier, crash_of("x"))
        assert alarms() == before + 1
        house.use_cases.request_job(house.order_supplier, ["shipments"], OPERATOR)
        house.tasks.run_due()
        assert alarms() == before
