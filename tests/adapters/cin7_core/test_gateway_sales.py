"""What a write's answer must say before it is believed."""

from typing import Any

import pytest

from application.ports.errors import PortError, Refused, SaleRefused, Unclear, UnexpectedReply
from tests.adapters.cin7_core.scripted import SOON, scripted, told
from tests.adapters.cin7_core.test_mapping_reply import DOCUMENT, ORDER
from tests.builders import a_sale, a_sale_ref

HEADER: dict[str, Any] = {**DOCUMENT, "Order": {"SaleOrderNumber": "SO-00045", "Status": "NOT AVAILABLE", "Lines": []}}
VOIDED = {**HEADER, "Status": "VOIDED"}


def test_a_header_whose_answer_names_no_sale_may_have_been_made() -> None:
    with pytest.raises(Unclear) as unclear:
        scripted(told({**HEADER, "ID": None})).account().open_sale(a_sale(), not_after=SOON)
    assert unclear.value.answered


@pytest.mark.parametrize("answer", [{}, [], {**ORDER, "SaleID": "another"}, {**ORDER, "Status": None}], ids=str)
def test_an_order_whose_answer_leaves_it_open_may_have_been_filled(answer: object) -> None:
    with pytest.raises(Unclear):
        scripted(told(answer)).account().fill_sale(a_sale_ref(), a_sale(), not_after=SOON)


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        ({**HEADER, "ExternalID": "upstock:northwind:UP-1002"}, SaleRefused),
        ({**HEADER, "CustomerID": "somebody else"}, SaleRefused),
        ({**HEADER, "Type": "Advanced Sale"}, SaleRefused),
        ({}, Unclear),
    ],
    ids=str,
)
def test_a_header_that_was_accepted_and_not_put_right_is_noticed(answer: object, raised: type[PortError]) -> None:
    with pytest.raises(raised):
        scripted(told(answer)).account().correct_header(a_sale_ref(), a_sale(), not_after=SOON)


@pytest.mark.parametrize("answer", [HEADER, {}], ids=["unchanged", "empty"])
def test_a_void_that_was_accepted_and_not_done_is_noticed(answer: dict[str, Any]) -> None:
    with pytest.raises(Unclear):
        scripted(told(HEADER), told(answer)).account().void_empty(a_sale_ref())


def test_what_was_void_before_is_not_voided_again() -> None:
    bench = scripted(told(VOIDED))
    bench.account().void_empty(a_sale_ref())
    assert [request.method for request in bench.transport.seen] == ["GET"]


@pytest.mark.parametrize(
    "held",
    [
        {"Order": {"Status": "AUTHORISED", "Lines": []}},
        {"Order": {"Status": "DRAFT", "Lines": [{"SKU": "NW-001", "Quantity": 1}]}},
        {"Order": {"Status": "DRAFT", "AdditionalCharges": [{"Description": "Freight", "Price": 1}]}},
        {"Invoices": [{"Lines": [{"SKU": "NW-001"}]}]},
        {"Quote": {"Lines": [{"SKU": "NW-001"}]}},
    ],
    ids=str,
)
def test_a_sale_that_holds_anything_anywhere_is_not_voided(held: dict[str, Any]) -> None:
    bench = scripted(told({**HEADER, **held}))
    with pytest.raises(Refused, match="not voided"):
        bench.account().void_empty(a_sale_ref())
    assert [request.method for request in bench.transport.seen] == ["GET"]


def test_a_document_that_leaves_it_open_what_it_holds_is_not_voided() -> None:
    bench = scripted(told({**HEADER, "Order": None}))
    with pytest.raises(UnexpectedReply):
        bench.account().void_empty(a_sale_ref())
    assert [request.method for request in bench.transport.seen] == ["GET"]


def test_only_voiding_is_ever_asked_of_a_delete() -> None:
    bench = scripted(told(HEADER), told(VOIDED))
    bench.account().void_empty(a_sale_ref())
    assert bench.transport.seen[1].method == "DELETE"
    assert bench.transport.query(1) == {"ID": a_sale_ref().id, "Void": "true"}
