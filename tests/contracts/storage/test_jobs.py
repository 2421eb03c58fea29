import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.storage.jobs import Job, JobState
from application.ports.storage.unit_of_work import AlreadyStored, LostRace, Work
from domain.errors import InvalidValue
from domain.identifiers import SupplierId
from tests.builders import NOON, SUPPLIER

OTHER = SupplierId("other")
JOB = Job(id="1", supplier=SUPPLIER, kind="sync", what=("products",), actor="cli:ana", started_at=NOON, runs=("r1",))
ENDED = replace(JOB, state=JobState.FAILED, done=3, total=7, finished_at=NOON, error="Cin7 said no")


def put(work: Work, *jobs: Job) -> None:
    with work() as store:
        for job in jobs:
            store.jobs.add(job)


def test_a_job_comes_back_as_it_was_stored_and_as_it_ended(work: Work) -> None:
    put(work, JOB)
    with work() as store:
        assert store.jobs.get(SUPPLIER, "1") == JOB
        store.jobs.save(ENDED)
    with work() as store:
        assert store.jobs.get(SUPPLIER, "1") == ENDED
        assert store.jobs.get(SUPPLIER, "2") is None


def test_a_job_of_another_supplier_is_not_there(work: Work) -> None:
    put(work, JOB)
    with work() as store:
        assert store.jobs.get(OTHER, "1") is None
        assert store.jobs.running(OTHER) == ()
        assert store.jobs.latest(OTHER, 10) == ()


def test_one_job_of_a_kind_runs_for_a_supplier(work: Work) -> None:
    put(work, JOB, replace(JOB, id="2", kind="import"), replace(JOB, id="3", supplier=OTHER))
    with pytest.raises(AlreadyStored), work() as store:
        store.jobs.add(replace(JOB, id="4"))


def test_the_next_one_begins_once_the_first_ended(work: Work) -> None:
    put(work, ENDED, replace(JOB, id="2"))
    with work() as store:
        assert [job.id for job in store.jobs.running(SUPPLIER)] == ["2"]


def test_a_job_that_ended_stays_ended(work: Work) -> None:
    put(work, ENDED)
    with pytest.raises(LostRace), work() as store:
        store.jobs.save(replace(JOB, done=1))


def test_the_latest_come_first(work: Work) -> None:
    later = replace(ENDED, id="2", started_at=NOON + timedelta(hours=1))
    put(work, later, ENDED)
    with work() as store:
        assert [job.id for job in store.jobs.latest(SUPPLIER, 10)] == ["2", "1"]
        assert [job.id for job in store.jobs.latest(SUPPLIER, 1)] == ["2"]


def test_jobs_are_walked_by_cursor_the_newest_first(work: Work) -> None:
    hours = (0, 1, 1, 2, 2)  # some began at the same instant
    put(work, *(replace(ENDED, id=f"{n}", started_at=NOON + timedelta(hours=hour)) for n, hour in enumerate(hours)))
    put(work, replace(ENDED, id="other", supplier=SupplierId("other")))
    seen: list[str] = []
    cursor, pages = None, 0
    with work() as store:
        while pages == 0 or cursor:
            page = store.jobs.page(SUPPLIER, cursor=cursor, limit=2)
            seen, cursor, pages = [*seen, *(job.id for job in page.items)], page.next_cursor, pages + 1
        with pytest.raises(InvalidValue):
            store.jobs.page(SUPPLIER, cursor="zz", limit=2)
    assert (seen, pages) == (["4", "3", "2", "1", "0"], 3)


def test_running_jobs_are_changed_by_nobody_else_until_the_block_ends(work: Work) -> None:
    put(work, JOB)
    begun, order = threading.Event(), list[str]()

    def end() -> None:
        begun.set()
        with work() as store:
            store.jobs.running(SUPPLIER)
            order.append("second")

    other = threading.Thread(target=end)
    with work() as store:
        store.jobs.running(SUPPLIER)
        other.start()
        begun.wait(10)
        other.join(0.2)  # it waits for the end of this block
        store.jobs.save(ENDED)
        order.append("first")
    other.join(30)
    assert order == ["first", "second"]
