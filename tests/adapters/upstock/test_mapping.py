from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from adapters.upstock.mapping import as_text, body_of
from domain.catalogue_events import KINDS, PriceEntry
from domain.events import Event, OrderHeld, OrderShipped
from tests.builders import (
    CHAI_ID,
    CONTACT_ID,
    a_contact_event,
    a_notice,
    a_price_list_event,
    an_order_event,
    every_event,
)


def data_of(event: Event) -> dict[str, object]:
    return body_of(a_notice(event))["data"]


@pytest.mark.parametrize("event", every_event(), ids=lambda event: event.type)
def test_every_event_is_written(event: Event) -> None:
    body = body_of(a_notice(event))
    assert (body["type"], body["supplier"], body["timestamp"]) == (event.type, "northwind", "2026-05-04T12:00:00Z")
    assert body["data"]
    assert as_text(body).startswith('{"type":"')


def test_every_kind_of_event_was_written_above() -> None:
    assert {type(event) for event in every_event()} == set(KINDS)


def test_an_instant_is_told_in_utc() -> None:
    local = datetime(2026, 5, 4, 20, 0, tzinfo=timezone(timedelta(hours=8)))
    assert body_of(replace(a_notice(), at=local))["timestamp"] == "2026-05-04T12:00:00Z"


def test_an_orders_event_says_which_sale_where_it_stands_and_how_to_follow_it() -> None:
    assert data_of(an_order_event(OrderShipped, state="shipped")) == {
        "number": "UP-1001",
        "state": "shipped",
        "sale": {"id": "50000000-0000-4000-8000-000000000001", "number": "SO-00045"},
        "tracking": {"kind": "url", "value": "https://track.example/1Z999"},
        "parcels": [
            {
                "carrier": "Federal Shipping",
                "tracking": {"kind": "number", "value": "1Z999"},
                "shipped_on": "2026-05-07",
                "boxes": "Box 1",
                "contents": [{"sku": "NW-001", "quantity": "12.5"}],
            }
        ],
    }


def test_a_held_order_says_every_problem_with_its_remedy() -> None:
    told = data_of(an_order_event(OrderHeld))
    assert told["problems"] == [
        {
            "code": "unknown_product",
            "pointer": "/lines/0/sku",
            "detail": "Line 1: Cin7 has no product with SKU “NW-001”.",
            "fix": an_order_event().problems[0].fix,
        }
    ]


def test_an_order_without_sale_and_tracking_says_so() -> None:
    told = data_of(OrderHeld(number="UP-1", state="held"))
    assert told == {"number": "UP-1", "state": "held", "sale": None, "tracking": None, "parcels": [], "problems": []}


def test_prices_keep_their_digits_and_are_never_numbers() -> None:
    entry = PriceEntry(product_id=CHAI_ID, sku="NW-001", price=Decimal("1E+2"))
    told = data_of(replace(a_price_list_event(), entries=(entry,)))
    assert told["entries"] == [{"product_id": CHAI_ID, "sku": "NW-001", "price": "100"}]
    assert (told["part"], told["parts"], told["version"], told["customers"]) == (2, 3, 7, [CONTACT_ID])


def test_a_customer_is_told_with_terms_people_and_addresses() -> None:
    told = data_of(a_contact_event())
    assert (told["discount_percent"], told["active"], told["credit_hold"]) == ("2.5", False, True)
    assert told["people"] == [
        {"name": "Ana Reyes", "email": "ana@example.com", "phone": "08 5550 1234", "default": True}
    ]
    assert told["addresses"] == [
        {
            "id": "d0000000-0000-4000-8000-000000000001",
            "type": "billing",
            "default": True,
            "line1": "1 Quay Street",
            "line2": "Door 2",
            "city": "Fremantle",
            "state": "WA",
            "postcode": "6160",
            "country": "Australia",
        }
    ]
