"""Processes really killed: what they had in hand is run again by another, and their accounts go on."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.sql.engine import make_engine
from adapters.tasks import task_engine
from adapters.tasks.slots import NAMESPACE
from application.ports.tasks import ExecutorTaken, Task
from tests.contracts.task_engines import DbosRig, TransactionOnly
from tests.waiting import until

ROOT = Path(__file__).parents[3]


class Workers:
    """Worker processes on one database, and what they told."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url, self._folder = url, folder
        self.database = make_engine(url)
        self.engine = task_engine(self.database, on_crash=lambda *_: None)
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> int:
        command = [sys.executable, "-m", "tests.adapters.tasks.worker_process", self._url, str(self._folder)]
        process = subprocess.Popen(command, cwd=ROOT)  # noqa: S603 -- our own module
        self._processes.append(process)
        until(lambda: f"works {process.pid}" in self.told(), "a worker at work")
        return process.pid

    def kill(self, pid: int | None = None) -> None:
        for process in self._processes:
            if pid in {None, process.pid}:
                process.send_signal(signal.SIGKILL)
                process.wait()

    def enqueue(self, *subjects: str, account: str = "a") -> None:
        with TransactionOnly(self.database) as work:
            for subject in subjects:
                self.engine.enqueue(work, Task.PLACE_ORDER, account=account, key=subject, subject=subject)

    def release(self) -> None:
        (self._folder / "release").touch()

    def told(self) -> list[str]:
        told = self._folder / "told"
        return told.read_text().splitlines() if told.exists() else []

    def who_began(self, subject: str) -> list[int]:
        return [int(line.split()[-1]) for line in self.told() if line.startswith(f"began {subject} ")]

    def until_ended(self, *subjects: str) -> None:
        def ended() -> set[str]:
            return {line.split()[1] for line in self.told() if line.startswith("ended ")}

        until(lambda: set(subjects) <= ended(), f"{subjects} ended")


@pytest.fixture
def on(tmp_path: Path) -> Iterator[Callable[[str], Workers]]:
    """Make workers for a database; they are killed afterwards."""
    made: list[Workers] = []

    def make(url: str) -> Workers:
        made.append(Workers(url, tmp_path))
        return made[-1]

    yield make
    for workers in made:
        workers.kill()
        workers.database.dispose()


@pytest.mark.chaos
def test_on_sqlite_the_next_process_takes_up_what_a_killed_one_had_in_hand(
    sqlite_url: str, on: Callable[[str], Workers]
) -> None:
    workers = on(sqlite_url)
    workers.enqueue("slow", "then")
    killed = workers.start()
    until(lambda: bool(workers.who_began("slow")), "the slow task begun")
    with pytest.raises(ExecutorTaken, match=f"process {killed} on"):
        workers.engine.run(dict.fromkeys(Task, lambda _: None), lambda: None)

    workers.kill()
    workers.release()
    heir = workers.start()
    workers.until_ended("slow", "then")
    assert workers.who_began("slow") == [killed, heir]
    assert workers.who_began("then") == [heir]


@pytest.mark.chaos
def test_on_postgresql_a_living_process_adopts_what_a_killed_one_had_in_hand(
    postgres_url: str, on: Callable[[str], Workers]
) -> None:
    workers = on(postgres_url)
    both = {workers.start(), workers.start()}
    workers.enqueue("slow", "then")
    until(lambda: bool(workers.who_began("slow")), "the slow task begun")
    (killed,) = workers.who_began("slow")
    (heir,) = both - {killed}

    workers.kill(killed)
    until(lambda: workers.who_began("slow") == [killed, heir], "the slow task adopted")
    workers.enqueue("slow-too", account="b")
    until(lambda: workers.who_began("slow-too") == [heir], "another task begun")
    workers.release()
    workers.until_ended("slow", "then", "slow-too")
    assert workers.who_began("slow") == [killed, heir]
    assert workers.who_began("then") == [heir]


@pytest.mark.chaos
def test_on_postgresql_the_work_of_a_living_process_is_never_adopted(
    postgres_url: str, on: Callable[[str], Workers]
) -> None:
    workers = on(postgres_url)
    first = workers.start()
    workers.enqueue("slow")
    until(lambda: bool(workers.who_began("slow")), "the slow task begun")
    workers.start()  # it looks for the dead before it takes up anything
    workers.enqueue("meanwhile", account="b")
    workers.until_ended("meanwhile")
    workers.release()
    workers.until_ended("slow")
    assert workers.who_began("slow") == [first]


@pytest.mark.chaos
def test_a_process_that_loses_its_session_starts_again_under_another_id(postgres_url: str) -> None:
    rig = DbosRig(make_engine(postgres_url))
    rig.start()
    try:
        (before,) = _slots(rig.database)
        with rig.database.connect() as connection:
            connection.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": before.pid})

        def again() -> bool:
            others = [slot for slot in _slots(rig.database) if slot.pid != before.pid]
            return len(others) == 1 and others[0].objid != before.objid and rig.engine.healthy() is None

        until(again, "started again under another id")
        rig.enqueue("afterwards")
        rig.until_ran("afterwards")
    finally:
        rig.engine.stop()
        rig.database.dispose()


def _slots(database: sa.Engine) -> list[sa.Row[tuple[int, int]]]:
    with database.connect() as connection:
        held = "SELECT pid, objid FROM pg_locks WHERE locktype = 'advisory' AND classid = :space AND granted"
        return list(connection.execute(sa.text(held), {"space": NAMESPACE}).all())
