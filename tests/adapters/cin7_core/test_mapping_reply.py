"""Documents of sales, every field non-default; what leaves it open what stands on a sale is never guessed."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from adapters.cin7_core import mapping_reply as mapping
from adapters.cin7_core.reading import Unreadable
from domain.address import Address
from domain.fulfilment import Fulfilment
from domain.remote_sale import Delivery, OrderStage, RemoteCharge, RemoteLine, RemoteSale
from tests.builders import CHAI_ID, CONTACT_ID, SALE_ID, a_sale, a_sale_ref

ORDER: dict[str, Any] = {
    "SaleID": SALE_ID.upper(),
    "SaleOrderNumber": "SO-00045",
    "Memo": "",
    "Status": "AUTHORISED",
    "Lines": [
        {
            "ProductID": CHAI_ID.upper(),
            "SKU": "NW-001",
            "Quantity": Decimal("12.5"),
            "Price": Decimal(14),
            "Discount": Decimal("2.5"),
            "Tax": Decimal("16.8"),
            "Total": Decimal(168),
            "BackorderQuantity": Decimal(2),
        }
    ],
    "AdditionalCharges": [{"Description": "Freight", "Price": 30, "Tax": 3}],
    "TotalBeforeTax": 198,
    "Tax": Decimal("19.8"),
    "Total": Decimal("217.8"),
}
DOCUMENT: dict[str, Any] = {
    "ID": SALE_ID.upper(),
    "Customer": "Harbour Café",
    "CustomerID": CONTACT_ID.upper(),
    "CustomerCurrency": "aud",
    "Status": "Backordered",
    "ExternalID": "upstock:northwind:UP-1001",
    "ShipBy": "2026-05-08T00:00:00",
    "ShippingAddress": {"ID": "D1", "Line1": "1 Quay Street", "City": "Fremantle"},
    "Order": ORDER,
    "Quote": {"Status": "NOT AVAILABLE", "Lines": []},
    "Fulfilments": [{"TaskID": SALE_ID.upper(), "Pick": {"Lines": []}, "Pack": {"Lines": []}, "Ship": {"Lines": []}}],
    "Invoices": [],
    "CreditNotes": [],
}
REMOTE = RemoteSale(
    ref=a_sale_ref(),
    key="upstock:northwind:UP-1001",
    customer_id=CONTACT_ID,
    customer_name="Harbour Café",
    currency="AUD",
    status="BACKORDERED",
    stage=OrderStage.AUTHORISED,
    is_voided=False,
    lines=(
        RemoteLine(
            product_id=CHAI_ID,
            sku="NW-001",
            quantity=Decimal("12.5"),
            price=Decimal(14),
            discount_percent=Decimal("2.5"),
            tax=Decimal("16.8"),
            total=Decimal(168),
            backordered=Decimal(2),
        ),
    ),
    charges=(RemoteCharge(description="Freight", price=Decimal(30), tax=Decimal(3)),),
    tax=Decimal("19.8"),
    total=Decimal("217.8"),
)


def document(**order: object) -> dict[str, Any]:
    changed = deepcopy(DOCUMENT)
    changed["Order"].update(order)
    return changed


def test_a_document_is_read_whole() -> None:
    there = Delivery(address=Address(id="D1", line1="1 Quay Street", city="Fremantle"), ship_by=date(2026, 5, 8))
    whole = replace(REMOTE, delivery=there, fulfilments=(Fulfilment(id=SALE_ID),))
    assert mapping.remote_sale_from(DOCUMENT) == whole


def test_the_answer_to_an_order_is_completed_by_what_was_asked_for() -> None:
    sale = a_sale()
    filled = mapping.filled_sale_from(ORDER, a_sale_ref(number="SO-00044"), sale)
    assert filled == REMOTE


@pytest.mark.parametrize(
    ("status", "backordered", "said"),
    [
        ("DRAFT", 0, "ORDERING"),
        ("AUTHORISED", 0, "ORDERED"),
        ("Authorised", "1.5", "BACKORDERED"),
        ("NOT AVAILABLE", 0, "ESTIMATED"),
        ("VOIDED", 0, "VOIDED"),
    ],
)
def test_the_status_of_a_filled_sale_follows_from_its_order(status: str, backordered: object, said: str) -> None:
    order = deepcopy(ORDER) | {"Status": status}
    order["Lines"][0]["BackorderQuantity"] = backordered
    assert mapping.filled_sale_from(order, a_sale_ref(), a_sale()).status == said


def test_an_order_of_another_sale_is_not_believed() -> None:
    with pytest.raises(Unreadable, match="not of"):
        mapping.filled_sale_from(ORDER, a_sale_ref(id="50000000-0000-4000-8000-000000000009"), a_sale())


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("NOT AVAILABLE", OrderStage.NONE),
        ("Draft", OrderStage.DRAFT),
        ("AUTHORISED", OrderStage.AUTHORISED),
        ("AUTH_NO_ALLOC", OrderStage.AUTHORISED),
        ("FULFILLED", OrderStage.AUTHORISED),
        ("CLOSED", OrderStage.AUTHORISED),
        ("VOIDED", OrderStage.VOIDED),
        ("SOMETHING NEW", OrderStage.AUTHORISED),
    ],
)
def test_every_word_has_a_stage_and_an_unknown_one_is_not_to_be_touched(word: str, stage: OrderStage) -> None:
    assert mapping.remote_sale_from(document(Status=word)).stage is stage


@pytest.mark.parametrize("voided", [document(Status="VOIDED"), {**DOCUMENT, "Status": "Voided"}])
def test_a_sale_is_void_when_its_status_or_its_order_says_so(voided: dict[str, Any]) -> None:
    assert mapping.remote_sale_from(voided).is_voided


@pytest.mark.parametrize(
    "unclear",
    [
        {},
        None,
        [],
        {**DOCUMENT, "ID": None},
        {**DOCUMENT, "Order": None},
        document(Status=None),
        document(Lines=[{"SKU": "NW-001"}]),
        document(Lines=[{"Quantity": 1}]),
        document(Lines=["a line"]),
    ],
)
def test_a_document_that_leaves_open_what_stands_on_the_sale_cannot_be_read(unclear: object) -> None:
    with pytest.raises(Unreadable):
        mapping.remote_sale_from(unclear)


def test_a_header_is_a_sale_that_holds_nothing() -> None:
    header = document(Status="NOT AVAILABLE", Lines=[], AdditionalCharges=None, Tax=None, Total=None)
    assert mapping.remote_sale_from(header).is_empty
    assert not mapping.holds_other_documents(header)


@pytest.mark.parametrize(
    "held",
    [
        {"Quote": {"Lines": [{"SKU": "NW-001"}]}},
        {"Quote": {"Prepayments": [{"Amount": 1}]}},
        {"Invoices": [{"Lines": [{"SKU": "NW-001"}]}]},
        {"Invoices": [{"Payments": [{"Amount": 1}]}]},
        {"CreditNotes": [{"AdditionalCharges": [{"Price": 1}]}]},
        {"Fulfilments": [{"Pick": {"Lines": [{"SKU": "NW-001"}]}}]},
        {"Fulfilments": [{"Pack": {"Lines": [{"SKU": "NW-001"}]}}]},
        {"Fulfilments": [{}, {"Ship": {"Lines": [{"Boxes": "1"}]}}]},
    ],
)
def test_a_sale_may_hold_something_beside_its_order(held: dict[str, Any]) -> None:
    assert mapping.holds_other_documents({**DOCUMENT, **held})


def test_a_row_of_the_list_is_a_candidate() -> None:
    row = {"SaleID": SALE_ID.upper(), "OrderNumber": "SO-00045", "ExternalID": None, "Updated": "2026-05-04T12:00:00Z"}
    listed = mapping.listed_sale_from(row)
    assert listed == mapping.ListedSale(ref=a_sale_ref(), key="", updated_at=datetime(2026, 5, 4, 12, tzinfo=UTC))
    assert mapping.listed_sale_from({"OrderNumber": "SO-00045"}) is None
