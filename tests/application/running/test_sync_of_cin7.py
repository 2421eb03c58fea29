"""A sync against the imitated Cin7 itself: what it costs, and what it notices."""

from datetime import timedelta

import pytest

from application.ports.storage.jobs import JobState
from application.ports.storage.mirror import Mode, Stream
from domain.identifiers import Sku
from tests.builders import SUPPLIER
from tests.house import ACCOUNT, OPERATOR, House


def sync(house: House, *what: str) -> JobState:
    job = house.use_cases.request_job(SUPPLIER, what, OPERATOR)
    house.settle()
    return house.use_cases.follow_job(SUPPLIER, job.id).job.state


def test_a_sync_that_finds_nothing_new_costs_exactly_two_calls(house: House) -> None:
    house.pass_time(timedelta(minutes=10))
    assert sync(house, "products", "contacts", "prices") is JobState.DONE
    assert sorted(house.calls()) == [("GET", "customer"), ("GET", "product")]


def test_a_price_that_changed_in_cin7_is_read_by_the_next_sync(house: House) -> None:
    house.pass_time(timedelta(minutes=10))
    product = {"AccountID": ACCOUNT, "SKU": "NW-001", "PriceTier2": 17.25}
    house.cin7("POST", "/_fake/products", product)
    assert sync(house, "prices") is JobState.DONE
    with house.use_cases.work() as store:
        (found,) = store.mirror.products(SUPPLIER, ids=[], skus=[Sku("NW-001")])
        run = store.stream_runs.latest(SUPPLIER, Stream.PRODUCTS)
    assert str(found.record.tier_price(2)) == "17.25"
    assert run is not None
    assert (run.mode, run.changed) == (Mode.INCREMENTAL, 1)


@pytest.mark.slow
def test_a_day_passes_with_imports_every_quarter_of_an_hour_and_one_sweep(house: House) -> None:
    house.lift_the_budget()
    house.time_passes(timedelta(hours=24))
    calls = house.calls()
    assert 90 <= calls.count(("GET", "product")) <= 99
    assert 90 <= calls.count(("GET", "customer")) <= 99
    assert calls.count(("GET", "ref/tax")) == 1
