"""What follows a change: every step, since the last time that all of them were taken."""

from datetime import datetime, timedelta

import pytest

from application.catalogue.catalogue_changed import IN_FLIGHT, CatalogueChanged
from domain.identifiers import SupplierId
from tests.builders import SUPPLIER
from tests.fakes.clock import NOON
from tests.house import House

Seen = list[tuple[str, SupplierId, datetime | None]]


@pytest.fixture
def seen() -> Seen:
    return []


@pytest.fixture
def failures() -> list[Exception]:
    return []


@pytest.fixture
def changed(empty_house: House, seen: Seen, failures: list[Exception]) -> CatalogueChanged:
    def first(supplier: SupplierId, since: datetime | None) -> None:
        seen.append(("first", supplier, since))

    def second(supplier: SupplierId, since: datetime | None) -> None:
        if failures:
            raise failures.pop()
        seen.append(("second", supplier, since))

    return CatalogueChanged(work=empty_house.use_cases.work, steps=(first, second), clock=empty_house.clock)


def test_the_first_time_everything_ever_is_followed_in_order(changed: CatalogueChanged, seen: Seen) -> None:
    changed(SUPPLIER)
    assert seen == [("first", SUPPLIER, None), ("second", SUPPLIER, None)]


def test_then_what_changed_since_less_what_may_have_been_in_flight(
    empty_house: House, changed: CatalogueChanged, seen: Seen
) -> None:
    changed(SUPPLIER)
    empty_house.clock.advance(timedelta(hours=1))
    changed(SUPPLIER)
    assert [since for _, _, since in seen[2:]] == [NOON - IN_FLIGHT] * 2


def test_after_a_failure_all_steps_are_taken_for_the_same_changes(
    changed: CatalogueChanged, seen: Seen, failures: list[Exception]
) -> None:
    failures.append(RuntimeError("a bug"))
    with pytest.raises(RuntimeError, match="a bug"):
        changed(SUPPLIER)
    changed(SUPPLIER)
    assert seen[1:] == [("first", SUPPLIER, None), ("second", SUPPLIER, None)]
