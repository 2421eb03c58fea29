"""What arrives through webhooks, and what leads from what is there to what is wanted."""

import json
from typing import Any

import pytest

from adapters.cin7_core.mapping_notices import WANTED, Webhook, hint_from, removals, steps_to, webhooks_from
from application.ports.notices import Hint
from application.ports.storage.mirror import Stream
from domain.identifiers import SaleId
from domain.sale import SaleRef

URL, TOKEN = "https://connector.example/webhooks/cin7/northwind", "t1"
SALE = SaleRef(id=SaleId("2f0b3c5a-0000-4000-8000-0000000000aa"), number="SO-00045")
SHIPPED = {"SaleTaskID": SALE.id.upper(), "TenantID": "7D6E", "OrderNumber": "SO-00045", "CustomerName": "Café"}
MOVED = {"SaleID": SALE.id, "TaskID": "2f0b", "SaleOrderNumber": "SO-00045", "Shipments": [{"TrackingNumber": "AP1"}]}


def read(document: object) -> Hint | None:
    return hint_from(json.dumps(document).encode())


@pytest.mark.parametrize(
    "document",
    [
        {**SHIPPED, "EventType": "Sale/ShipmentAuthorised"},
        {**SHIPPED, "EventType": "Sale/ShipmentAuthorized"},
        {**SHIPPED, "EventType": "sale/shipmentauthorised "},
        {**MOVED, "EventType": "Sale/ShipmentTrackingNumberChanged"},
        {**MOVED, "SaleID": SALE.id.upper(), "EventType": "Sale/Voided"},
        {**MOVED, "SaleID": f"{{{SALE.id}}}", "EventType": "Sale/Undo"},
    ],
)
def test_a_sale_is_pointed_at_in_every_spelling(document: dict[str, Any]) -> None:
    hint = read(document)
    assert hint is not None
    assert (hint.sale, hint.stream) == (SALE, None)


@pytest.mark.parametrize(
    "payload",
    [
        '{"SaleID": "%s", "SaleOrderNumber": "SO-00045", "EventType":"Sale/Voided", "CustomerName": "A", }',
        '{"SaleTaskID":"%s", "OrderNumber" : "SO-00045",\r\n ,"EventType":"Sale/ShipmentAuthorised"}',
        '\ufeff{"SaleID":"%s","SaleOrderNumber":"SO-00045","EventType":"Sale/Undo"}',
        '{"SaleID":"%s","SaleOrderNumber":"SO-00045","Link":"<a href="x">","EventType":"Sale/Undo"',
    ],
)
def test_what_is_not_quite_json_is_searched_for_what_matters(payload: str) -> None:
    hint = hint_from((payload % SALE.id.upper()).encode())
    assert hint is not None
    assert hint.sale == SALE


def test_bytes_that_are_no_text_do_not_hide_the_rest() -> None:
    hint = hint_from(b'{"SaleID":"' + SALE.id.encode() + b'","CustomerName":"Caf\xe9","EventType":"Sale/Undo"}')
    assert hint is not None
    assert hint.sale == SaleRef(id=SALE.id, number="")


@pytest.mark.parametrize(("kind", "stream"), [("Customer", Stream.CONTACTS), ("Product", Stream.PRODUCTS)])
def test_records_point_at_their_stream(kind: str, stream: Stream) -> None:
    document = {f"{kind}DetailsList": [{"ID": "1"}], "EventType": f"{kind}/Updated"}
    assert read(document) == Hint(event=f"{kind}/Updated", stream=stream)


@pytest.mark.parametrize(
    "document",
    [{"EventType": "Sale/Created", **MOVED}, {"EventType": "Something/New"}, [{"SKU": "NW-001", "OnHand": 5}], {}],
)
def test_other_events_point_at_nothing(document: object) -> None:
    hint = read(document)
    assert hint is not None
    assert (hint.sale, hint.stream) == (None, None)


@pytest.mark.parametrize(
    "payload", [b"", b"hello", b"<html></html>", b"7", b'"text"', b'{"EventType":"Sale/Undo"}', b"[" * 5000]
)
def test_what_nobody_can_understand_is_nothing(payload: bytes) -> None:
    assert hint_from(payload) is None


def a_webhook(kind: str = WANTED[0], **changes: Any) -> Webhook:
    shown = {"url": URL, "is_active": True, "authorisation": "bearerauth", "id": f"id of {kind}", **changes}
    return Webhook(kind=kind.casefold(), **shown)


ALL = [a_webhook(kind) for kind in WANTED]


def calls_to(found: list[Webhook], *, former: tuple[str, ...] = (), is_carried: bool = True) -> list[str]:
    return [str(step.call) for step in steps_to(found, URL, TOKEN, former=former, is_carried=is_carried)]


def test_everything_is_registered_once_with_shipments_first_and_our_token() -> None:
    steps = list(steps_to([], URL, TOKEN, former=(), is_carried=False))
    assert [(str(step.call), step.kind) for step in steps] == [("POST webhooks", kind) for kind in WANTED]
    assert steps[0].body == {
        "Type": "Sale/ShipmentAuthorised",
        "IsActive": True,
        "ExternalURL": URL,
        "ExternalAuthorizationType": "bearerauth",
        "ExternalBearerToken": TOKEN,
    }
    assert TOKEN not in repr(steps[0])


def test_what_is_as_it_should_be_needs_nothing() -> None:
    assert calls_to(ALL) == []
    assert calls_to([a_webhook(each.kind, token=TOKEN) for each in ALL]) == []


@pytest.mark.parametrize(
    "changes", [{"is_active": False}, {"authorisation": "noauth"}, {"token": "another"}, {"is_active": None}]
)
def test_what_would_not_reach_us_is_replaced_as_a_whole_with_its_token(changes: dict[str, Any]) -> None:
    [step] = steps_to([a_webhook(**changes), *ALL[1:]], URL, TOKEN, former=(), is_carried=True)
    assert (str(step.call), step.kind) == ("PUT webhooks", WANTED[0])
    assert step.body is not None
    assert (step.body["ID"], step.body["ExternalBearerToken"], step.body["IsActive"]) == (ALL[0].id, TOKEN, True)


def test_a_new_token_is_given_to_all_since_the_account_does_not_show_the_old_one() -> None:
    assert calls_to(ALL, is_carried=False) == ["PUT webhooks"] * len(WANTED)


def test_doubles_stale_ones_and_ours_that_nobody_wants_are_removed_and_nobody_elses() -> None:
    double, stale = a_webhook(id="double"), a_webhook(url="https://old.example", id="stale")
    unwanted, others = a_webhook("Sale/Created", id="unwanted"), a_webhook(url="https://others.example")
    found = [*ALL, double, stale, unwanted, others]
    steps = list(steps_to(found, URL, TOKEN, former=("https://old.example", URL), is_carried=True))
    assert [str(step.call) for step in steps] == ["DELETE webhooks"] * 3
    assert {step.query[0][1] for step in steps} == {"double", "stale", "unwanted"}


def test_either_spelling_of_a_type_is_the_same_type() -> None:
    spelled = {"Webhooks": [{"ID": "1", "Type": "Sale/ShipmentAuthorized", "IsActive": "true", "ExternalURL": URL}]}
    [found] = webhooks_from(spelled)
    assert found.kind == ALL[0].kind
    assert found.is_active


@pytest.mark.parametrize("document", [None, [], {}, {"Webhooks": None}, "text"])
def test_a_list_that_is_none_holds_nothing(document: object) -> None:
    assert webhooks_from(document) == ()


def test_removing_names_each_by_its_id() -> None:
    assert [step.query for step in removals(ALL[:2])] == [(("ID", ALL[0].id),), (("ID", ALL[1].id),)]
