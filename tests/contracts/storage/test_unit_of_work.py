import pytest

from application.ports.storage.unit_of_work import AlreadyStored, Work
from tests.builders import an_approved_order, an_order


def test_a_block_that_ends_is_kept(work: Work) -> None:
    order = an_order()
    with work() as store:
        store.orders.add(order)
    with work() as store:
        assert store.orders.get(order.key) == order


def test_a_block_that_raises_leaves_nothing(work: Work) -> None:
    order = an_order()

    def fail_after_adding() -> None:
        with work() as store:
            store.orders.add(order)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_adding()
    with work() as store:
        assert store.orders.get(order.key) is None


def test_what_was_written_is_read_in_the_same_block(work: Work) -> None:
    with work() as store:
        store.orders.add(an_order())
        first = store.orders.get(an_order().key)
        assert first is not None
        saved = store.orders.save(first)
        assert store.orders.get(saved.key) == saved


def test_a_taken_key_does_not_spoil_the_block(work: Work) -> None:
    order, other = an_order(), an_order(approved=an_approved_order(number="UP-1002"))
    with work() as store:
        store.orders.add(order)
    with work() as store:
        with pytest.raises(AlreadyStored):
            store.orders.add(order)
        store.orders.add(other)
    with work() as store:
        assert store.orders.get(other.key) == other


def test_there_is_a_transaction_inside_the_block(work: Work) -> None:
    with work() as store:
        assert store.transaction is not None
