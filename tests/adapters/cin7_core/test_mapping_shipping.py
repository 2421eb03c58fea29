"""Fulfilments, delivery and list rows, every field non-default, and in the spellings that were seen."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adapters.cin7_core import mapping_shipping as mapping
from adapters.cin7_core.reading import Unreadable
from domain.address import Address
from domain.fulfilment import Fulfilment, Goods, Progress, ShipLine
from domain.remote_sale import Delivery
from tests.builders import CHAI_ID, SALE_ID, a_sale_ref

TASK: dict[str, Any] = {
    "TaskID": "7A000000-0000-4000-8000-000000000001",
    "FulfillmentNumber": 1,
    "FulFilmentStatus": "PARTIALLY FULFILLED",
    "Pick": {"Status": "AUTHORISED", "Lines": [{"ProductID": CHAI_ID.upper(), "SKU": "NW-001", "Quantity": 12}]},
    "Pack": {
        "Status": "AUTHORISED",
        "Lines": [{"ProductID": CHAI_ID, "SKU": "NW-001", "Quantity": "11.5", "Box": "Box 1"}],
    },
    "Ship": {
        "Status": "Partially  Authorised",
        "Lines": [
            {
                "ID": "67F67884-8115-4546-93C9-48230F24BD56",
                "ShipmentDate": "2026-05-07T00:00:00",
                "Carrier": "AusPost",
                "Boxes": "Box 1, Box 2",
                "TrackingNumber": "1Z999",
                "TrackingURL": "https://track.example/1Z999",
                "IsShipped": True,
            }
        ],
    },
}
FULFILMENT = Fulfilment(
    id="7a000000-0000-4000-8000-000000000001",
    picked=(Goods(product_id=CHAI_ID, sku="NW-001", quantity=Decimal(12)),),
    packed=(Goods(product_id=CHAI_ID, sku="NW-001", quantity=Decimal("11.5"), box="Box 1"),),
    ship=Progress.PARTLY,
    ship_lines=(
        ShipLine(
            id="67f67884-8115-4546-93c9-48230f24bd56",
            carrier="AusPost",
            number="1Z999",
            url="https://track.example/1Z999",
            shipped_on=date(2026, 5, 7),
            boxes="Box 1, Box 2",
            has_left=True,
        ),
    ),
)


def read(task: object) -> Fulfilment:
    (fulfilment,) = mapping.fulfilments_from({"Fulfilments": [task]})  # type: ignore[list-item]  # as it comes
    return fulfilment


def test_a_fulfilment_is_read_whole() -> None:
    assert read(TASK) == FULFILMENT


@pytest.mark.parametrize(
    ("word", "ship"),
    [
        ("NOT AVAILABLE", Progress.NONE),
        ("draft", Progress.DRAFT),
        ("PARTIALLY AUTHORISED", Progress.PARTLY),
        ("AUTHORISED", Progress.DONE),
        ("Authorized", Progress.DONE),
        ("VOIDED", Progress.VOIDED),
        ("SHIPPED", Progress.NONE),
        (None, Progress.NONE),
    ],
)
def test_a_word_that_nobody_documented_ships_nothing(word: object, ship: Progress) -> None:
    task = deepcopy(TASK)
    task["Ship"]["Status"] = word
    assert read(task).ship is ship


@pytest.mark.parametrize("said", [True, "true", 1])
def test_a_line_that_left_may_say_so_in_several_ways(said: object) -> None:
    task = deepcopy(TASK)
    task["Ship"]["Lines"][0]["IsShipped"] = said
    assert read(task).ship_lines[0].has_left is True


@pytest.mark.parametrize(("said", "has_left"), [(None, None), (False, False), ("no idea", False)])
def test_a_line_that_does_not_say_that_it_left_has_not(said: object, has_left: bool | None) -> None:
    task = deepcopy(TASK)
    task["Ship"]["Lines"][0]["IsShipped"] = said
    assert read(task).ship_lines[0].has_left is has_left


def test_the_box_may_be_named_as_clients_write_it() -> None:
    task = deepcopy(TASK)
    line = task["Ship"]["Lines"][0]
    line["Box"] = line.pop("Boxes")
    assert read(task).ship_lines[0].boxes == "Box 1, Box 2"


@pytest.mark.parametrize("place", ["FulFilmentStatus", "Pick"])
def test_a_voided_fulfilment_is_told_apart(place: str) -> None:
    task = deepcopy(TASK)
    task[place] = "Voided" if place == "FulFilmentStatus" else {"Status": "VOIDED", "Lines": []}
    assert read(task).is_voided


@pytest.mark.parametrize("task", [{}, None, "text", {"Pick": None, "Pack": {"Lines": None}, "Ship": []}])
def test_a_fulfilment_of_which_nothing_can_be_read_carries_nothing(task: object) -> None:
    assert read(task) == Fulfilment(id="1")


def test_a_quantity_that_cannot_be_read_is_none_but_still_goods() -> None:
    assert read({"Pack": {"Lines": [{"SKU": "NW-001", "Quantity": "many"}, "text"]}}).goods == (
        Goods(product_id="", sku="NW-001", quantity=Decimal(0)),
        Goods(product_id="", sku="", quantity=Decimal(0)),
    )


def test_delivery_is_read_whole() -> None:
    address = {
        "DisplayAddressLine1": "1 Quay Street Door 2",
        "ID": "FC8CA28E-7F91-4AC3-8FFF-DEB86395B494",
        "Line1": "1 Quay Street",
        "Line2": "Door 2",
        "City": "Fremantle",
        "State": "WA",
        "Postcode": "6160",
        "Country": "Australia",
    }
    assert mapping.delivery_from({"ShipBy": "2026-05-08T00:00:00", "ShippingAddress": address}) == Delivery(  # type: ignore[typeddict-item]  # as it comes
        address=Address(
            id="fc8ca28e-7f91-4ac3-8fff-deb86395b494",
            line1="1 Quay Street",
            line2="Door 2",
            city="Fremantle",
            state="WA",
            postcode="6160",
            country="Australia",
        ),
        ship_by=date(2026, 5, 8),
    )
    assert mapping.delivery_from({}) == Delivery(address=Address(id="", line1=""), ship_by=None)


ROW: dict[str, Any] = {
    "SaleID": SALE_ID.upper(),
    "OrderNumber": "SO-00045",
    "Status": "COMPLETED",
    "CombinedShippingStatus": "Shipped",
    "CombinedTrackingNumbers": "1Z999",
    "Updated": "2026-05-07T03:00:00.123Z",
    "ExternalID": "upstock:northwind:UP-1001",
}


def test_a_row_of_the_list_is_read_whole() -> None:
    change = mapping.sale_change_from(ROW)
    assert (change.ref, change.key, change.says_shipped) == (a_sale_ref(), "upstock:northwind:UP-1001", True)
    assert len(change.digest) == 64


@pytest.mark.parametrize(
    "field", ["Status", "OrderStatus", "CombinedShippingStatus", "CombinedTrackingNumbers", "Updated"]
)
def test_a_row_that_says_something_else_about_its_goods_has_another_digest(field: str) -> None:
    assert mapping.sale_change_from(ROW | {field: "other"}).digest != mapping.sale_change_from(ROW).digest


def test_what_is_not_about_its_goods_changes_no_digest() -> None:
    assert mapping.sale_change_from(ROW | {"Customer": "x"}).digest == mapping.sale_change_from(ROW).digest


def test_a_row_without_an_id_leads_nowhere() -> None:
    with pytest.raises(Unreadable):
        mapping.sale_change_from({"OrderNumber": "SO-1"})
