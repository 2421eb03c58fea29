"""A sync: begun at once, joined by the second request, widened by what it lacks, and ended with its last pass."""

from datetime import timedelta

import pytest

from application.ports.errors import Refused, Unavailable
from application.ports.storage.jobs import Job, JobState
from application.ports.storage.mirror import Mode, Stream
from application.ports.tasks import Task
from application.running.follow_job import JobProgress
from domain.access import Actor
from domain.errors import Conflict, InvalidValue, NotThere
from domain.identifiers import SupplierId
from tests.application.catalogue.connected_shops import ConnectedShops
from tests.application.catalogue.shop import Shop
from tests.builders import SUPPLIER, credentials
from tests.fakes.inventory import FakeAccount, FakeInventoryDirectory
from tests.house import OPERATOR, House

ANA = Actor(name="cli:ana")


@pytest.fixture
def shop(connected_shops: ConnectedShops) -> Shop:
    shop = connected_shops.open(products=6, contacts=4)
    shop.begin(hours=1)
    return shop


def ask(shop: Shop, *what: str) -> Job:
    return shop.house.use_cases.request_job(SUPPLIER, what, OPERATOR)


def follow(shop: Shop, job: Job) -> JobProgress:
    return shop.house.use_cases.follow_job(SUPPLIER, job.id)


def test_a_sync_starts_its_streams_at_once_and_ends_with_the_last_of_them(shop: Shop) -> None:
    job = ask(shop, "products", "contacts")
    assert (job.kind, job.what, job.state, len(job.runs)) == ("sync", ("products", "contacts"), JobState.RUNNING, 2)
    shop.house.settle()
    ended = follow(shop, job).job
    assert (ended.state, ended.done, ended.total, ended.error) == (JobState.DONE, 0, 0, "")
    assert ended.finished_at is not None


@pytest.mark.parametrize(
    ("what", "streams"),
    [("products", {Stream.PRODUCTS}), ("contacts", {Stream.CONTACTS}), ("prices", {Stream.PRODUCTS, Stream.CONTACTS})],
)
def test_prices_come_with_both_streams_and_the_others_with_their_own(
    shop: Shop, what: str, streams: set[Stream]
) -> None:
    job = ask(shop, what)
    with shop.house.use_cases.work() as store:
        runs = [store.stream_runs.get(run) for run in job.runs]
    assert {run.stream for run in runs if run} == streams
    assert {run.job for run in runs if run} == {job.id}


def test_a_second_request_joins_the_running_job(shop: Shop) -> None:
    first = ask(shop, "products", "contacts")
    assert ask(shop, "contacts", "products", "contacts") == first
    assert len(shop.waiting(Task.FILL_MIRROR)) == 2


def test_what_the_running_job_lacks_is_added_to_it(shop: Shop) -> None:
    first = ask(shop, "products")
    wider = ask(shop, "contacts")
    assert (wider.id, wider.what) == (first.id, ("products", "contacts"))
    assert wider.runs[:1] == first.runs
    shop.house.settle()
    assert follow(shop, first).job.state is JobState.DONE


def test_a_stream_that_the_job_has_read_already_is_not_read_again_for_who_joins(shop: Shop) -> None:
    first = ask(shop, "products", "contacts")
    shop.account.fail("contacts", Unavailable("not now"))
    shop.house.run_now()
    assert ask(shop, "products", "contacts") == first
    shop.house.run_now()
    assert shop.account.calls.count("products") == 1


def test_after_its_end_the_next_request_is_another_job(shop: Shop) -> None:
    first = ask(shop, "products")
    shop.house.settle()
    assert ask(shop, "products").id != first.id


def test_a_pass_that_the_clock_began_is_joined(shop: Shop) -> None:
    with shop.house.use_cases.work() as store:
        begun = shop.house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.INCREMENTAL)
    job = ask(shop, "products")
    assert job.runs == (begun.id,)
    shop.house.settle()
    assert follow(shop, job).job.state is JobState.DONE


@pytest.mark.parametrize(
    ("what", "pointer"), [(["invoices"], "/what/0"), (["products", "x"], "/what/1"), ([], "/what")]
)
def test_what_cannot_be_asked_for_is_refused_by_name(shop: Shop, what: list[str], pointer: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        ask(shop, *what)
    assert refused.value.pointer == pointer
    assert "products, contacts, prices" in refused.value.detail
    assert shop.waiting(Task.FILL_MIRROR) == []


def test_nothing_is_asked_of_a_supplier_that_is_not_connected(shop: Shop) -> None:
    with pytest.raises(NotThere):
        shop.house.use_cases.request_job(SupplierId("nobody"), ["products"], OPERATOR)
    shop.house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    with pytest.raises(Conflict):
        ask(shop, "products")


def test_who_asked_is_kept(shop: Shop) -> None:
    job = shop.house.use_cases.request_job(SUPPLIER, ["prices"], ANA)
    with shop.house.use_cases.work() as store:
        (entry, *_) = store.audit.of(SUPPLIER, 5)
    assert job.actor == "cli:ana"
    assert (entry.actor, entry.action, entry.detail) == ("cli:ana", "sync.requested", "prices")


def test_a_job_fails_when_one_of_its_passes_does_and_says_why(shop: Shop) -> None:
    shop.account.fail("contacts", Refused("Cin7 says: no"))
    job = ask(shop, "products", "contacts")
    shop.house.settle()
    ended = follow(shop, job).job
    assert (ended.state, ended.error) == (JobState.FAILED, "contacts: Cin7 says: no")


def test_a_page_that_is_tried_again_is_told_while_it_is(shop: Shop) -> None:
    shop.account.fail("products", Unavailable("GET product: Cin7 answered 503."))
    job = ask(shop, "products")
    shop.house.run_now()
    assert follow(shop, job).trouble.startswith("products: GET product: Cin7 answered 503. It is tried again at 13:00:")
    shop.house.settle()
    assert follow(shop, job).trouble == ""
    assert follow(shop, job).job.state is JobState.DONE


def test_progress_is_counted_from_what_was_read(empty_house: House) -> None:
    shop = Shop(empty_house, products=8, contacts=2)
    shop.account.takes(timedelta(seconds=6), empty_house.clock)
    shop.connect()
    shop.begin(hours=1)
    with shop.house.use_cases.work() as store:
        for stream in Stream:
            shop.house.container.passes().begin(store, SUPPLIER, stream, Mode.SWEEP)
    job = ask(shop, "products")
    assert follow(shop, job) == JobProgress(job=job)
    shop.house.tasks.run_next()
    half = follow(shop, job)
    assert (half.job.done, half.job.total, half.job.state) == (4, 8, JobState.RUNNING)
    assert half.rate == pytest.approx(4 / 12)
    assert half.time_left == timedelta(seconds=12)
    shop.house.settle()
    done = follow(shop, job)
    assert (done.job.done, done.job.total, done.time_left) == (8, 8, None)


def test_a_job_of_another_supplier_is_not_there(shop: Shop) -> None:
    job = ask(shop, "products")
    with pytest.raises(NotThere):
        shop.house.use_cases.follow_job(SupplierId("other"), job.id)
    with pytest.raises(NotThere):
        shop.house.use_cases.cancel_job(SupplierId("other"), job.id, ANA)


def test_cancelling_ends_the_job_and_the_passes_that_it_began(shop: Shop) -> None:
    job = ask(shop, "products", "contacts")
    cancelled = shop.house.use_cases.cancel_job(SUPPLIER, job.id, ANA)
    assert (cancelled.state, cancelled.error) == (JobState.CANCELLED, "cancelled by cli:ana")
    shop.house.settle()
    assert shop.account.calls == []
    assert shop.run().error == "cancelled by cli:ana"
    assert follow(shop, job).job == cancelled


def test_cancelling_leaves_alone_what_others_began(shop: Shop) -> None:
    with shop.house.use_cases.work() as store:
        shop.house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.SWEEP)
    job = ask(shop, "products", "contacts")
    shop.house.use_cases.cancel_job(SUPPLIER, job.id, ANA)
    shop.house.settle()
    assert set(shop.account.calls) == {"products"}


def test_cancelling_what_has_ended_changes_nothing(shop: Shop) -> None:
    job = ask(shop, "products")
    shop.house.settle()
    assert shop.house.use_cases.cancel_job(SUPPLIER, job.id, ANA) == follow(shop, job).job


def test_after_a_cancel_the_next_pass_reads_what_this_one_did_not(shop: Shop) -> None:
    job = ask(shop, "products")
    since = shop.run().changed_since
    shop.house.use_cases.cancel_job(SUPPLIER, job.id, ANA)
    shop.begin(hours=1)
    ask(shop, "products")
    assert shop.run().changed_since == since


def test_connecting_another_company_ends_the_jobs_of_the_first(shop: Shop) -> None:
    job = ask(shop, "products")
    other = credentials(account_id="account-other", application_key="key-other")
    directory = FakeInventoryDirectory(shop.account, FakeAccount(opened_by=other), clock=shop.house.clock)
    shop.house.exchange(shop.house.container.directory, directory)
    shop.house.connect(account=other.account_id, key=other.application_key)
    assert follow(shop, job).job.state is JobState.CANCELLED
    assert "another company" in follow(shop, job).job.error
