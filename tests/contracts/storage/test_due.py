import threading
from datetime import timedelta

import pytest

from application.ports.storage.due import Chore, Due
from application.ports.storage.unit_of_work import Work
from domain.identifiers import SupplierId
from tests.builders import NOON, SUPPLIER

OTHER = SupplierId("other")
IMPORT = Due(supplier=SUPPLIER, chore=Chore.IMPORT, due_at=NOON, time_zone="Australia/Perth")
BOOKS = Due(supplier=SUPPLIER, chore=Chore.BOOKS, due_at=NOON - timedelta(hours=1))
THEIRS = Due(supplier=OTHER, chore=Chore.IMPORT, due_at=NOON - timedelta(minutes=1))


def fill(work: Work, *rows: Due) -> None:
    with work() as store:
        store.due.fill(rows)


def test_what_is_due_is_answered_the_longest_first(work: Work) -> None:
    fill(work, IMPORT, BOOKS, THEIRS)
    with work() as store:
        assert store.due.take(NOON, 10) == (BOOKS, THEIRS, IMPORT)
        assert store.due.take(NOON, 2) == (BOOKS, THEIRS)
        assert store.due.take(NOON - timedelta(minutes=1), 10) == (BOOKS, THEIRS)
        assert store.due.take(NOON - timedelta(hours=2), 10) == ()


def test_a_chore_that_was_moved_is_due_then(work: Work) -> None:
    fill(work, IMPORT, BOOKS)
    with work() as store:
        store.due.move(SUPPLIER, Chore.IMPORT, NOON + timedelta(minutes=15))
    with work() as store:
        assert store.due.take(NOON, 10) == (BOOKS,)
        assert [due.chore for due in store.due.of(SUPPLIER)] == [Chore.BOOKS, Chore.IMPORT]


def test_filling_again_replaces(work: Work) -> None:
    fill(work, IMPORT)
    fill(work, Due(supplier=SUPPLIER, chore=Chore.IMPORT, due_at=NOON + timedelta(hours=1)))
    with work() as store:
        assert store.due.of(SUPPLIER) == (Due(supplier=SUPPLIER, chore=Chore.IMPORT, due_at=NOON + timedelta(hours=1)),)


def test_nothing_comes_for_a_supplier_once_it_was_removed(work: Work) -> None:
    fill(work, IMPORT, BOOKS, THEIRS)
    with work() as store:
        store.due.remove(SUPPLIER)
        store.due.move(SUPPLIER, Chore.IMPORT, NOON)
    with work() as store:
        assert store.due.of(SUPPLIER) == ()
        assert store.due.take(NOON, 10) == (THEIRS,)


def test_two_blocks_are_never_answered_the_same(work: Work) -> None:
    fill(work, *(Due(supplier=SupplierId(f"s{n:02}"), chore=Chore.IMPORT, due_at=NOON) for n in range(20)))
    taken, both = list[SupplierId](), threading.Barrier(2)

    def take() -> None:
        both.wait(10)
        while True:
            with work() as store:
                some = store.due.take(NOON, 5)
                taken.extend(due.supplier for due in some)
                for due in some:
                    store.due.move(due.supplier, due.chore, NOON + timedelta(hours=1))
            if not some:
                return

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(taken) == sorted({*taken})
    with work() as store:
        assert store.due.take(NOON, 100) == ()


@pytest.mark.parametrize("chore", Chore)
def test_every_chore_can_be_stored(work: Work, chore: Chore) -> None:
    row = Due(supplier=SUPPLIER, chore=chore, due_at=NOON)
    fill(work, row)
    with work() as store:
        assert store.due.of(SUPPLIER) == (row,)
