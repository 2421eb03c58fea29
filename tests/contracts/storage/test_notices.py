import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.ports.storage.mirror import Mode, Stream, StreamRun
from application.ports.storage.notices import HintCounts, StoredHint
from application.ports.storage.unit_of_work import LostRace, Work
from domain.identifiers import SupplierId
from domain.notices import HintKind, Subscription
from tests.builders import NOON, SUPPLIER

OTHER = SupplierId("other")
AIMED = Subscription(supplier=SUPPLIER).aimed_at("https://connector.example", fresh_token="t1")


def a_hint(kind: HintKind = HintKind.PRODUCTS, at: datetime = NOON, supplier: SupplierId = SUPPLIER) -> StoredHint:
    waits = kind in (HintKind.PRODUCTS, HintKind.CONTACTS)
    return StoredHint(supplier=supplier, kind=kind, received_at=at, answered_at=None if waits else at)


def put(work: Work, *hints: StoredHint) -> None:
    with work() as store:
        for hint in hints:
            store.hints.add(hint)


def waiting(work: Work, limit: int = 10) -> tuple[tuple[SupplierId, Stream], ...]:
    with work() as store:
        return store.hints.waiting(limit)


def test_a_subscription_comes_back_with_its_token_and_a_new_version(work: Work) -> None:
    with work() as store:
        assert store.subscriptions.get(SUPPLIER) is None
        saved = store.subscriptions.save(AIMED)
        assert saved == replace(AIMED, version=1)
        assert store.subscriptions.get(SUPPLIER) == saved
        assert store.subscriptions.get(OTHER) is None


def test_a_save_of_an_old_version_loses_the_race(work: Work) -> None:
    with work() as store:
        first = store.subscriptions.save(AIMED)
        store.subscriptions.save(first.listening(NOON))
    with pytest.raises(LostRace), work() as store:
        store.subscriptions.save(first.unclear(NOON, "late"))
    with pytest.raises(LostRace), work() as store:
        store.subscriptions.save(AIMED)


def test_a_token_is_compared_by_its_digest_until_it_is_erased(work: Work) -> None:
    with work() as store:
        saved = store.subscriptions.save(AIMED)
        assert store.subscriptions.token_digest(SUPPLIER) == hashlib.sha256(b"t1").hexdigest()
        store.subscriptions.save(saved.ended())
        assert store.subscriptions.token_digest(SUPPLIER) is None
        assert store.subscriptions.token_digest("nobody") is None


def test_hints_count_each_also_when_they_say_the_same(work: Work) -> None:
    later = NOON + timedelta(minutes=1)
    put(work, a_hint(HintKind.SALE), a_hint(HintKind.SALE, later), a_hint(HintKind.FOREIGN), a_hint(supplier=OTHER))
    with work() as store:
        counts = store.hints.counts(SUPPLIER)
        assert store.hints.counts(SupplierId("nobody")) == HintCounts(by_kind={})
        assert [hint.received_at for hint in store.hints.latest(SUPPLIER, 1)] == [later]
        assert len(store.hints.latest(SUPPLIER, 10)) == 3
    assert counts == HintCounts(by_kind={HintKind.SALE: 2, HintKind.FOREIGN: 1}, latest=later)


def test_a_stream_waits_once_however_many_hints_came_for_it(work: Work) -> None:
    put(work, a_hint(), a_hint(), a_hint(HintKind.CONTACTS), a_hint(supplier=OTHER), a_hint(HintKind.SALE))
    assert waiting(work) == ((SUPPLIER, Stream.CONTACTS), (SUPPLIER, Stream.PRODUCTS), (OTHER, Stream.PRODUCTS))
    assert waiting(work, limit=1) == ((SUPPLIER, Stream.CONTACTS),)


def test_a_stream_does_not_wait_while_a_pass_over_it_is_under_way(work: Work) -> None:
    put(work, a_hint(), a_hint(HintKind.CONTACTS))
    run = StreamRun(id="run-1", supplier=SUPPLIER, stream=Stream.PRODUCTS, started_at=NOON, mode=Mode.SWEEP)
    with work() as store:
        store.stream_runs.add(run)
    assert waiting(work) == ((SUPPLIER, Stream.CONTACTS),)
    with work() as store:
        store.stream_runs.save(replace(run, finished_at=NOON))
    assert (SUPPLIER, Stream.PRODUCTS) in waiting(work)


def test_what_begins_answers_everything_that_waits_for_it(work: Work) -> None:
    put(work, a_hint(), a_hint(), a_hint(HintKind.CONTACTS), a_hint(supplier=OTHER))
    with work() as store:
        store.hints.answer(SUPPLIER, Stream.PRODUCTS, NOON)
    assert waiting(work) == ((SUPPLIER, Stream.CONTACTS), (OTHER, Stream.PRODUCTS))
