import pytest

from application.ports.storage.catalogue import NotImportable
from application.ports.storage.jobs import Job, JobState
from application.ports.storage.mirror import Stream
from domain.connection import ConnectionStatus
from domain.errors import Conflict, InvalidValue, NotThere
from domain.identifiers import Sku, SupplierId
from domain.product import ProductKind
from tests.application.catalogue.counter import ANA, Counter
from tests.builders import SUPPLIER, a_connection, a_product

CHAI, CHANG = a_product("NW-001", id="p-1"), a_product("NW-002", id="p-2", name="Chang")
RELISH = a_product("NW-003", id="p-3", is_deprecated=True)


def skus(counter: Counter) -> list[str]:
    return sorted(product.sku for product in counter.window.products.values())


def test_only_chosen_products_are_published(counter: Counter) -> None:
    counter.read(CHAI, CHANG)
    job = counter.import_products("nw-002")
    assert skus(counter) == ["NW-002"]
    assert (job.state, job.kind, job.done, job.total, job.actor) == (
        JobState.DONE,
        "import_products",
        1,
        1,
        "token:ana",
    )


def test_what_cannot_be_offered_is_named_and_the_rest_is_imported(counter: Counter) -> None:
    counter.read(CHAI, RELISH, a_product("F", id="p-4", kind=ProductKind.SERVICE))
    begun = counter.use_cases.import_products(SUPPLIER, map(Sku, ["NW-003", "NW-001", "F", "Nothing"]), ANA)
    assert dict(begun.refused) == {
        "NW-003": NotImportable.DEPRECATED,
        "F": NotImportable.SERVICE,
        "Nothing": NotImportable.UNKNOWN,
    }
    assert begun.job.total == 1


def test_a_choice_of_nothing_that_can_be_offered_is_refused_by_name(counter: Counter) -> None:
    counter.read(RELISH)
    with pytest.raises(InvalidValue, match=r"“nw-003” is deprecated in Cin7; “X” is no product that was read") as no:
        counter.use_cases.import_products(SUPPLIER, map(Sku, ["nw-003", "NW-003 ", "X"]), ANA)
    assert no.value.pointer == "/skus"
    assert counter.follow_up() == []


def test_a_refusal_of_very_many_names_the_first_and_counts_the_rest(counter: Counter) -> None:
    with pytest.raises(InvalidValue, match=r"“S19” is no product that was read from Cin7; and 5 more\."):
        counter.use_cases.import_products(SUPPLIER, (Sku(f"S{n}") for n in range(25)), ANA)


def test_no_sku_at_all_is_refused(counter: Counter) -> None:
    with pytest.raises(InvalidValue, match="Name at least one SKU"):
        counter.use_cases.import_products(SUPPLIER, [], ANA)


def test_all_products_are_imported_without_those_that_come_later(counter: Counter) -> None:
    counter.read(CHAI, RELISH)
    assert counter.import_products().total == 1
    counter.read(CHANG)
    assert skus(counter) == ["NW-001"]


def test_all_products_are_refused_while_they_are_read_for_the_first_time(counter: Counter) -> None:
    with counter.work() as store:
        store.mirror.forget(SUPPLIER)
    with pytest.raises(Conflict, match="are being read for the first time: import all when that is done"):
        counter.use_cases.import_products(SUPPLIER, None, ANA)


def test_a_second_import_joins_the_first_and_is_counted_in(counter: Counter) -> None:
    counter.read(CHAI, CHANG)
    first, second = (counter.use_cases.import_products(SUPPLIER, [Sku(sku)], ANA).job for sku in ("NW-001", "NW-002"))
    assert (second.id, second.total) == (first.id, 2)
    counter.house.run_now()
    counter.follow_up()
    assert (counter.job(first).state, counter.job(first).done, skus(counter)) == (
        JobState.DONE,
        2,
        ["NW-001", "NW-002"],
    )


def test_a_job_that_somebody_joins_while_it_ends_goes_on(counter: Counter) -> None:
    counter.read(CHAI, CHANG)
    job = counter.use_cases.import_products(SUPPLIER, [Sku("NW-001")], ANA).job
    assert counter.house.tasks.run_next()
    assert counter.job(job).state is JobState.DONE
    again = counter.use_cases.import_products(SUPPLIER, [Sku("NW-002")], ANA).job
    assert again.id != job.id
    assert (again.done, again.total) == (0, 1)


def test_importing_again_publishes_nothing_again(counter: Counter) -> None:
    counter.read(CHAI)
    counter.import_products("NW-001")
    job = counter.import_products("NW-001")
    assert (job.state, job.total) == (JobState.DONE, 0)


def test_importing_needs_a_connection(counter: Counter) -> None:
    with pytest.raises(NotThere, match="nobody was never connected"):
        counter.use_cases.import_products(SupplierId("nobody"), None, ANA)
    with counter.work() as store:
        store.connections.save(a_connection(status=ConnectionStatus.DISCONNECTED, version=1))
    with pytest.raises(Conflict, match="connect it first"):
        counter.use_cases.import_products(SUPPLIER, None, ANA)


def test_who_imported_what_stands_in_the_audit(counter: Counter) -> None:
    counter.read(CHAI, CHANG)
    counter.import_products("NW-001", "NW-002")
    with counter.work() as store:
        [entry] = store.audit.of(SUPPLIER, 1)
    assert (entry.actor, entry.action, entry.detail) == ("token:ana", "import_products.requested", "2 chosen")


def test_importing_calls_nobody(counter: Counter) -> None:
    counter.read(CHAI)
    counter.import_products()
    assert counter.house.calls() == []


def test_an_import_whose_task_was_lost_is_done_with_the_next_change(counter: Counter) -> None:
    counter.read(CHAI)
    job = counter.use_cases.import_products(SUPPLIER, None, ANA).job
    counter.house.tasks._waiting.clear()
    counter.read(CHANG)
    assert (counter.job(job).state, skus(counter)) == (JobState.DONE, ["NW-001"])


def test_progress_is_counted_from_commit_to_commit(counter: Counter) -> None:
    counter.read(*(a_product(f"P{n}", id=f"{n:04}") for n in range(600)))
    job = counter.import_products()
    assert (job.state, job.done, job.total) == (JobState.DONE, 600, 600)
    with counter.work() as store:
        assert store.publications.unseen(SUPPLIER, Stream.PRODUCTS, None) == ()


def test_the_end_of_an_import_leaves_jobs_of_other_kinds_alone(counter: Counter) -> None:
    sync = Job(
        id="s", supplier=SUPPLIER, kind="sync", what=("products",), actor="x", started_at=counter.house.clock.now()
    )
    with counter.work() as store:
        store.jobs.add(sync)
    counter.read(CHAI)
    counter.import_products()
    assert counter.job(sync).state is JobState.RUNNING
