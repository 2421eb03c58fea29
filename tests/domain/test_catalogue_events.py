from decimal import Decimal

import pytest

from domain.catalogue_events import KINDS, PART, PriceEntry, PriceListPublished
from domain.errors import InvalidValue
from domain.events import Event
from domain.identifiers import ContactId, ProductId
from tests.builders import every_event

CONTRACT = (
    "order.sale_created order.held order.partly_shipped order.shipped order.tracking_changed order.voided"
    " product.published product.discontinued contact.published price_list.published price_list.removed connection.lost"
)


def entries(count: int) -> list[PriceEntry]:
    return [PriceEntry(product_id=ProductId(f"p-{n}"), sku=f"NW-{n}", price=Decimal(n)) for n in range(count)]


def customers(count: int) -> list[ContactId]:
    return [ContactId(f"c-{n}") for n in range(count)]


def test_the_events_are_those_of_the_contract() -> None:
    assert " ".join(kind.type for kind in KINDS) == CONTRACT


@pytest.mark.parametrize("event", every_event(), ids=lambda event: event.type)
def test_an_events_subject_is_of_its_kind(event: Event) -> None:
    assert event.subject.partition(":")[0] == event.type.partition(".")[0]


def test_events_of_orders_and_of_the_connection_go_first() -> None:
    assert {event.type.partition(".")[0] for event in every_event() if event.goes_first} == {"order", "connection"}


def test_everything_about_one_product_has_one_subject() -> None:
    published, discontinued = every_event()[6:8]
    assert published.subject == discontinued.subject == "product:a0000000-0000-4000-8000-000000000001"


@pytest.mark.parametrize(("part", "parts"), [(0, 1), (2, 1), (1, 0)])
def test_a_part_of_no_such_number_cannot_exist(part: int, parts: int) -> None:
    with pytest.raises(InvalidValue, match=f"no part {part} of {parts}"):
        PriceListPublished(id="l", name="Wholesale", currency="AUD", version=1, part=part, parts=parts)


def test_a_part_that_is_too_large_cannot_exist() -> None:
    with pytest.raises(InvalidValue, match="more than 1,000"):
        PriceListPublished(id="l", name="Wholesale", currency="AUD", version=1, entries=tuple(entries(PART + 1)))
    with pytest.raises(InvalidValue, match="more than 1,000"):
        PriceListPublished(id="l", name="Wholesale", currency="AUD", version=1, customers=tuple(customers(PART + 1)))
