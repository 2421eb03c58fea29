from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.storage.mirror import Mode, RunOutcome, Stream, StreamCursor, StreamRun
from application.ports.storage.unit_of_work import AlreadyStored, LostRace, Work
from domain.identifiers import SupplierId
from tests.builders import NOON, READ_AT, SUPPLIER

OTHER = SupplierId("other")
RUN = StreamRun(
    id="run-1",
    supplier=SUPPLIER,
    stream=Stream.CONTACTS,
    started_at=NOON,
    changed_since=READ_AT,
    position="page 2",
    batch=1,
    tries=3,
    done=1000,
    total=2500,
    next_attempt_at=NOON,
    error="two records were unreadable",
)


def put(work: Work, *runs: StreamRun) -> None:
    with work() as store:
        for run in runs:
            store.stream_runs.add(run)


def test_a_pass_comes_back_as_it_was_stored(work: Work) -> None:
    put(work, RUN)
    with work() as store:
        assert store.stream_runs.get("run-1") == RUN
        assert store.stream_runs.get("run-2") is None


def test_a_changed_pass_is_stored(work: Work) -> None:
    put(work, RUN)
    further = replace(RUN, position=None, batch=2, done=2500, finished_at=NOON, next_attempt_at=None, error="")
    with work() as store:
        store.stream_runs.save(further)
    with work() as store:
        assert store.stream_runs.get("run-1") == further


def test_a_pass_that_was_removed_meanwhile_cannot_be_saved(work: Work) -> None:
    with pytest.raises(LostRace), work() as store:
        store.stream_runs.save(RUN)


def test_only_one_pass_over_a_stream_is_open(work: Work) -> None:
    put(work, RUN, replace(RUN, id="2", stream=Stream.PRODUCTS), replace(RUN, id="3", supplier=OTHER))
    with pytest.raises(AlreadyStored), work() as store:
        store.stream_runs.add(replace(RUN, id="4"))


def test_the_next_pass_begins_once_the_first_is_finished(work: Work) -> None:
    put(work, replace(RUN, finished_at=NOON))
    later = replace(RUN, id="2", started_at=NOON + timedelta(hours=1))
    put(work, later)
    with work() as store:
        assert store.stream_runs.latest(SUPPLIER, Stream.CONTACTS) == later
        assert store.stream_runs.latest(SUPPLIER, Stream.PRODUCTS) is None
        assert store.stream_runs.latest(OTHER, Stream.CONTACTS) is None


def test_overdue_are_open_passes_of_any_supplier_the_oldest_first(work: Work) -> None:
    late = replace(RUN, next_attempt_at=NOON - timedelta(minutes=1))
    later = replace(late, id="2", supplier=OTHER, next_attempt_at=NOON - timedelta(hours=1))
    put(work, late, later, replace(late, id="3", stream=Stream.PRODUCTS, finished_at=NOON))
    put(work, replace(RUN, id="4", stream=Stream.PRODUCTS))
    with work() as store:
        assert store.stream_runs.overdue(NOON, 10) == (later, late)
        assert store.stream_runs.overdue(NOON, 1) == (later,)


def test_a_pass_that_ended_stays_ended(work: Work) -> None:
    put(work, replace(RUN, finished_at=NOON, outcome=RunOutcome.CANCELLED))
    with pytest.raises(LostRace), work() as store:
        store.stream_runs.save(replace(RUN, batch=9))


def test_a_pass_never_goes_back_behind_what_another_process_stored(work: Work) -> None:
    put(work, replace(RUN, batch=5))
    with pytest.raises(LostRace), work() as store:
        store.stream_runs.save(replace(RUN, batch=4))
    with work() as store:
        store.stream_runs.save(replace(RUN, batch=5, tries=4))


def test_the_pass_under_way_is_answered(work: Work) -> None:
    put(work, RUN, replace(RUN, id="2", stream=Stream.PRODUCTS, finished_at=NOON))
    with work() as store:
        assert store.stream_runs.open(SUPPLIER, Stream.CONTACTS) == RUN
        assert store.stream_runs.open(SUPPLIER, Stream.PRODUCTS) is None
        assert store.stream_runs.open(OTHER, Stream.CONTACTS) is None


def test_the_cursor_of_each_stream_is_kept_and_a_sweep_is_remembered(work: Work) -> None:
    swept = StreamCursor(supplier=SUPPLIER, stream=Stream.CONTACTS, changed_since=READ_AT, swept_at=READ_AT)
    with work() as store:
        assert store.stream_runs.cursor(SUPPLIER, Stream.CONTACTS) is None
        store.stream_runs.move_cursor(swept)
        store.stream_runs.move_cursor(replace(swept, changed_since=NOON, swept_at=None))
    with work() as store:
        assert store.stream_runs.cursor(SUPPLIER, Stream.CONTACTS) == replace(swept, changed_since=NOON)
        assert store.stream_runs.cursor(SUPPLIER, Stream.PRODUCTS) is None
        assert store.stream_runs.cursor(OTHER, Stream.CONTACTS) is None


def test_passes_and_cursors_are_gone_with_their_account(work: Work) -> None:
    put(work, replace(RUN, mode=Mode.SWEEP))
    with work() as store:
        store.stream_runs.move_cursor(StreamCursor(supplier=SUPPLIER, stream=Stream.CONTACTS, changed_since=NOON))
        store.mirror.forget(SUPPLIER)
        assert store.stream_runs.open(SUPPLIER, Stream.CONTACTS) is None
        assert store.stream_runs.cursor(SUPPLIER, Stream.CONTACTS) is None
