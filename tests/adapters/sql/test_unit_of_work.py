from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from adapters.sql import SqlCallBudget, SqlUnitOfWork, TransactionOpen, Vault, transaction_is_open
from application.ports.storage.unit_of_work import StorageUnavailable, Work
from domain.call_budget import Lane
from tests.builders import an_order
from tests.fakes.clock import StandingClock


def test_a_thread_knows_whether_its_transaction_is_open(work: Work) -> None:
    assert not transaction_is_open()
    with work(), ThreadPoolExecutor(1) as elsewhere:
        assert transaction_is_open()
        assert not elsewhere.submit(transaction_is_open).result()
    assert not transaction_is_open()


def test_a_second_one_in_the_same_thread_is_refused_at_once(work: Work) -> None:
    with work(), pytest.raises(TransactionOpen, match="leave its `with` block first"):
        work().__enter__()
    assert not transaction_is_open()


def test_the_call_budget_is_not_asked_inside_one(engine: sa.Engine, work: Work) -> None:
    budget = SqlCallBudget(engine, StandingClock(), 60)
    with work():
        for ask in (
            lambda: budget.acquire("key", Lane.ORDERS),
            lambda: budget.block("key", 1, "why"),
            lambda: budget.usage("key"),
        ):
            with pytest.raises(TransactionOpen):
                ask()


def test_one_that_failed_leaves_the_thread_free(work: Work) -> None:
    def fail() -> None:
        with work():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not transaction_is_open()


def test_one_that_cannot_begin_leaves_the_thread_free(engine: sa.Engine, vault: Vault, work: Work) -> None:
    class Broken(SqlUnitOfWork):
        def __setattr__(self, name: str, value: object) -> None:
            if name == "audit":
                raise ZeroDivisionError
            super().__setattr__(name, value)

    with pytest.raises(ZeroDivisionError):
        Broken(engine, vault).__enter__()
    assert not transaction_is_open()
    with work() as store:
        assert store.connections.listed() == ()


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (OSError("unplugged"), OSError),
        (sa.exc.OperationalError("COMMIT", None, Exception("disk is full")), StorageUnavailable),
    ],
)
def test_a_commit_that_fails_leaves_the_thread_free(
    sqlite_url: str, vault: Vault, trouble: Exception, told: type[Exception]
) -> None:
    engine = sa.create_engine(sqlite_url)

    @sa.event.listens_for(engine, "commit")
    def fail(_connection: sa.Connection) -> None:
        raise trouble

    def write() -> None:
        with SqlUnitOfWork(engine, vault) as store:
            store.orders.add(an_order())

    with pytest.raises(told):
        write()
    assert not transaction_is_open()
    engine.dispose()


def test_an_outage_is_told_in_our_words(sqlite_url: str, vault: Vault) -> None:
    engine = sa.create_engine(sqlite_url, connect_args={"timeout": 0})
    budget = SqlCallBudget(engine, StandingClock(), 60)

    def write() -> None:
        with SqlUnitOfWork(engine, vault) as store:
            store.orders.add(an_order())

    with engine.connect() as other:
        other.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(StorageUnavailable, match="did not answer"):
            write()
        with pytest.raises(StorageUnavailable):
            budget.acquire("key", Lane.ORDERS)
    assert not transaction_is_open()
    write()
    engine.dispose()


def test_one_is_used_again_after_its_block(engine: sa.Engine, vault: Vault) -> None:
    once = SqlUnitOfWork(engine, vault)
    with once as store:
        store.orders.add(an_order())
    with once as store:
        assert store.orders.get(an_order().key) == an_order()


def test_there_is_no_transaction_outside_the_block(engine: sa.Engine, vault: Vault) -> None:
    with pytest.raises(RuntimeError, match="only inside"):
        _ = SqlUnitOfWork(engine, vault).transaction
