"""Every row of the guard table: a step that may not be taken is refused with 400 and changes nothing.

Source: ref §6.9; the wording of the refusals is not documented, so only their form is looked at.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.adapters.fake_cin7.documented import account
from tests.adapters.fake_cin7.documented.scene import BOX, Scene, line, placed

Refusal = Callable[[Scene], tuple[str, str, dict[str, Any]]]


def quoting(scene: Scene) -> tuple[str, str, dict[str, Any]]:
    return "POST", "sale/quote", {"SaleID": scene.sale_id, "Memo": "", "Status": "DRAFT", "Lines": [line()]}


def ordering(scene: Scene) -> tuple[str, str, dict[str, Any]]:
    return "POST", "sale/order", {"SaleID": scene.sale_id, "Memo": "", "Status": "DRAFT", "Lines": [line()]}


def adding(scene: Scene) -> tuple[str, str, dict[str, Any]]:
    return "POST", "sale/fulfilment", {"SaleID": scene.sale_id}


def picking(verb: str = "POST") -> Refusal:
    body = {"Status": "AUTHORISED", "Lines": [placed()]}
    return lambda scene: (verb, "sale/fulfilment/pick", {"TaskID": scene.sale_id} | body)


def packing(verb: str = "POST") -> Refusal:
    body = {"Status": "AUTHORISED", "Lines": [placed() | {"Box": BOX}]}
    return lambda scene: (verb, "sale/fulfilment/pack", {"TaskID": scene.sale_id} | body)


def shipping(verb: str = "POST", *boxes: str, **fields: Any) -> Refusal:
    rows = [{"ShipmentDate": account.DAY, "Carrier": account.CARRIER, "IsShipped": True, "TrackingNumber": "T9"}]
    body = {"Status": "AUTHORISED", "Lines": [row | {"Box": box} for row in rows for box in boxes or (BOX,)]}
    return lambda scene: (verb, "sale/fulfilment/ship", {"TaskID": scene.sale_id} | body | fields)


def invoicing(verb: str = "POST") -> Refusal:
    body = {"Status": "AUTHORISED", "InvoiceDate": account.DAY, "InvoiceDueDate": account.DAY, "Memo": ""}
    rows = {"CombineAdditionalCharges": False, "Lines": [line() | {"Account": "200"}]}
    return lambda scene: (verb, "sale/invoice", {"SaleID": scene.sale_id, "TaskID": scene.sale_id} | body | rows)


def paying(kind: str) -> Refusal:
    body = {"Type": kind, "Reference": "", "Amount": 1, "DatePaid": account.DAY, "Account": "718", "CurrencyRate": 1}
    return lambda scene: ("POST", "sale/payment", {"TaskID": scene.sale_id} | body)


def partly_shipped(scene: Scene) -> None:
    """Pack two boxes and let one of them leave."""
    two = placed() | {"Quantity": 2}
    scene.header(SkipQuote=True)
    order = {
        "SaleID": scene.sale_id,
        "Memo": "",
        "Status": "AUTHORISED",
        "Lines": [line() | {"Quantity": 2, "Total": 20}],
    }
    scene.caller.must("POST", "sale/order", order)
    scene.caller.must("POST", "sale/fulfilment/pick", {"TaskID": scene.sale_id, "Status": "AUTHORISED", "Lines": [two]})
    boxes = [placed() | {"Box": box} for box in (BOX, "Carton 2")]
    scene.caller.must("POST", "sale/fulfilment/pack", {"TaskID": scene.sale_id, "Status": "AUTHORISED", "Lines": boxes})
    scene.caller.must(*shipping()(scene))


ROWS: list[tuple[str, Callable[[Scene], object], Refusal]] = [
    ("quoting what has no quote", lambda s: s.header(SkipQuote=True), quoting),
    ("quoting twice", Scene.quoted, quoting),
    ("ordering before the quote is authorised", Scene.header, ordering),
    ("ordering twice", Scene.ordered, ordering),
    ("a fulfilment before the order", Scene.quoted, adding),
    ("a fulfilment beside one not yet picked", Scene.ordered, adding),
    ("a fulfilment beside one being picked", lambda s: s.picked("DRAFT"), adding),
    ("picking before the order", Scene.quoted, picking()),
    ("picking a drafted order", lambda s: s.ordered(status="DRAFT"), picking()),
    ("picking twice", Scene.picked, picking()),
    ("picking over what is picked", Scene.picked, picking("PUT")),
    ("packing before picking", Scene.ordered, packing()),
    ("packing a drafted pick", lambda s: s.picked("DRAFT"), packing()),
    ("packing twice", Scene.packed, packing()),
    ("packing over what is packed", Scene.packed, packing("PUT")),
    ("shipping before packing", Scene.picked, shipping()),
    ("shipping a drafted pack", lambda s: s.packed("DRAFT"), shipping()),
    ("shipping over a drafted pack", lambda s: s.packed("DRAFT"), shipping("PUT")),
    ("shipping twice", Scene.shipped, shipping()),
    ("shipping over what is shipped", Scene.shipped, shipping("PUT")),
    ("shipping the rest of a part", partly_shipped, shipping("POST", "Carton 2")),
    ("shipping over a part", partly_shipped, shipping("PUT", BOX, "Carton 2")),
    ("tracking numbers before the pack", Scene.picked, shipping("PUT", AddTrackingNumbers=True)),
    ("invoicing before the order", Scene.quoted, invoicing()),
    ("invoicing a drafted order", lambda s: s.ordered(status="DRAFT"), invoicing()),
    ("invoicing twice", lambda s: (s.ordered(), s.invoiced()), invoicing()),
    ("invoicing over an issued invoice", lambda s: (s.ordered(), s.invoiced()), invoicing("PUT")),
    ("paying what is not invoiced", Scene.ordered, paying("Payment")),
    ("paying a drafted invoice", lambda s: (s.ordered(), s.invoiced("DRAFT")), paying("Payment")),
    ("prepaying an ordered sale", Scene.ordered, paying("Prepayment")),
    ("prepaying before the quote", Scene.header, paying("Prepayment")),
    ("refunding without a credit note", lambda s: (s.ordered(), s.invoiced()), paying("Refund")),
]


@pytest.mark.parametrize(("prepare", "refused"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_it_is_refused_and_nothing_changes(prepare: Callable[[Scene], object], refused: Refusal) -> None:
    scene = Scene.opened()
    prepare(scene)
    before = scene.caller.get("sale", ID=scene.sale_id)
    answer = scene.caller.call(*refused(scene))
    assert answer.status == 400, answer.text
    assert answer.errors, answer.text
    assert all(isinstance(entry["ErrorCode"], int) for entry in answer.errors)
    assert scene.caller.get("sale", ID=scene.sale_id) == before


ALLOWED: list[tuple[str, Callable[[Scene], object], Refusal]] = [
    ("a fulfilment beside one that is picked", Scene.picked, adding),
    ("tracking numbers after the shipment", Scene.shipped, shipping("PUT", AddTrackingNumbers=True)),
    ("tracking numbers on a part", partly_shipped, shipping("PUT", AddTrackingNumbers=True)),
    ("a pack over its draft", lambda s: s.packed("DRAFT"), packing("PUT")),
    ("a shipment over its draft", lambda s: s.shipped("DRAFT"), shipping("PUT")),
    ("an order over its draft", lambda s: s.ordered(status="DRAFT"), ordering),
    ("a prepayment on an authorised quote", Scene.quoted, paying("Prepayment")),
]


@pytest.mark.parametrize(("prepare", "allowed"), [row[1:] for row in ALLOWED], ids=[row[0] for row in ALLOWED])
def test_it_is_allowed(prepare: Callable[[Scene], object], allowed: Refusal) -> None:
    scene = Scene.opened()
    prepare(scene)
    answer = scene.caller.call(*allowed(scene))
    assert answer.accepted, answer.text
