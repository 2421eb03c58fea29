from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa

from adapters.sql import SqlCallBudget, SqlUnitOfWork, TransactionOpen, Vault, transaction_is_open
from adapters.sql.watching import Watcher
from application.ports.storage.jobs import Job
from application.ports.storage.unit_of_work import AlreadyStored, StorageUnavailable, Work
from domain.call_budget import Lane
from tests.builders import NOON, SUPPLIER, an_order
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


class Ear(Watcher):
    """Remembers what it heard, and whether anything was open then."""

    def __init__(self) -> None:
        self.heard: list[tuple[Job, bool]] = []

    def stored(self, job: Job, *, is_new: bool) -> None:
        assert not transaction_is_open()
        self.heard.append((job, is_new))


def test_whoever_watches_hears_what_was_committed_and_nothing_else(engine: sa.Engine, vault: Vault) -> None:
    ear = Ear()
    job = Job(id="1", supplier=SUPPLIER, kind="sync", what=("products",), actor="cli:ana", started_at=NOON)
    with SqlUnitOfWork(engine, vault, ear) as store:
        store.jobs.add(job)
        assert not ear.heard

    def give_up() -> None:
        with SqlUnitOfWork(engine, vault, ear) as store:
            store.jobs.save(replace(job, done=7))
            store.jobs.add(replace(job, id="another"))

    with pytest.raises(AlreadyStored):
        give_up()
    with SqlUnitOfWork(engine, vault, ear) as store:
        store.jobs.save(replace(job, done=8))
    assert ear.heard == [(job, True), (replace(job, done=8), False)]


def test_one_is_used_again_after_its_block(engine: sa.Engine, vault: Vault) -> None:
    once = SqlUnitOfWork(engine, vault)
    with once as store:
        store.orders.add(an_order())
    with once as store:
        assert store.orders.get(an_order().key) == an_order()


def test_there_is_no_transaction_outside_the_block(engine: sa.Engine, vault: Vault) -> None:
    with pytest.raises(RuntimeError, match="only inside"):
        _ = SqlUnitOfWork(engine, vault).transaction
