"""The mapping is found by trying, so it says what the code does."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from application.ordering.plan import Preview, plan
from application.ports.inventory import PlannedCall
from domain.approved_order import ApprovedOrder, Buyer, Charge, Comment, OrderLine
from domain.composing.origin import Origin
from domain.identifiers import OrderNumber
from domain.money import Currency
from domain.problems import Problem
from entrypoints.manual.field_mapping import INPUTS, MappingPage, SampleHeld, mapping_page

SAMPLE = ApprovedOrder(
    number=OrderNumber("UP-1"),
    currency=Currency("AUD"),
    customer=Buyer(name="Harbour Café"),
    order_date=date(2026, 5, 4),
    lines=(OrderLine(sku="NW-001", quantity=Decimal(1), unit_price=Decimal(14)),),
    reference="PO-77",
    comments=(Comment(text="Leave it"),),
    charges=(Charge(description="Freight", amount=Decimal(30)),),
)
OTHER = ApprovedOrder(
    number=OrderNumber("UP-2"),
    currency=Currency("EUR"),
    customer=Buyer(name="Quai Ouest"),
    order_date=date(2026, 5, 5),
    delivery_date=date(2026, 5, 9),
    lines=(OrderLine(sku="NW-002", quantity=Decimal(2), unit_price=Decimal(15), comment="ripe"),),
    reference="PO-78",
    comments=(Comment(text="Ring"),),
    charges=(Charge(description="Delivery", amount=Decimal(31)),),
)


def said(order: ApprovedOrder) -> Preview:
    """What an imagined system is told: the reference, a line's goods, its total, whether there is a comment."""
    if order.currency != SAMPLE.currency:
        return Preview(plan=None, problems=(Problem(code="order_currency", detail="Only AUD is taken."),))
    line = order.lines[0]
    body: dict[str, object] = {
        "Reference": order.reference,
        "Quote": False,
        "Lines": [{"SKU": line.sku, "Total": float(line.quantity * line.unit_price)}],
    }
    names = {"/Reference": "reference", "/Quote": "R37: never", "/Lines/0/SKU": "sku", "/Lines/0/Total": "total"}
    if order.delivery_date:
        body["ShipBy"] = str(order.delivery_date)
        names["/ShipBy"] = "ship_by"
    origins: Mapping[str, Origin] = {
        "reference": Origin(rule="R27", source="the reference"),
        "sku": Origin(rule="R33", source="the SKU"),
        "total": Origin(rule="R33" if line.quantity == 1 else "R11", source="quantity times price"),
        "ship_by": Origin(rule="R30", source="the delivery date"),
    }
    call = PlannedCall(method="POST", path="sale", body=body, fields=names)
    return Preview(plan=plan((call,), origins), problems=())


@pytest.fixture(scope="module")
def page() -> MappingPage:
    return mapping_page(said, SAMPLE, OTHER)


def test_a_field_becomes_what_changes_with_it(page: MappingPage) -> None:
    becomes = {each.name: (each.becomes, each.rules) for each in page.inputs if each.becomes}
    assert becomes == {
        "Reference": (("Reference",), ("R27",)),
        "Line: product": (("Lines › SKU",), ("R33",)),
        "Line: quantity": (("Lines › Total",), ("R11",)),
        "Line: price": (("Lines › Total",), ("R33",)),
        "Delivery date": (("ShipBy",), ("R30",)),
    }


def test_a_field_that_holds_the_order_says_why(page: MappingPage) -> None:
    assert {each.name: each.holds for each in page.inputs if each.holds} == {"Currency": "Only AUD is taken."}


def test_each_field_of_a_call_says_where_it_comes_from_and_what_moves_it(page: MappingPage) -> None:
    (call,) = page.calls
    assert call.name == "POST sale"
    assert [(field.name, field.value, field.inputs) for field in call.fields] == [
        ("Reference", "PO-77", ("Reference",)),
        ("Quote", "false", ()),
        ("Lines › SKU", "NW-001", ("Line: product",)),
        ("Lines › Total", "14.0", ("Line: quantity", "Line: price")),
    ]


def test_neighbours_of_one_part_with_the_same_reasons_are_one_row() -> None:
    def address(order: ApprovedOrder) -> Preview:
        body: dict[str, object] = {"To": {"City": order.reference, "Zone": order.reference, "Own": False}, "Memo": ""}
        names = {"/To/City": "city", "/To/Zone": "city", "/To/Own": "R24: always", "/Memo": "R37: always"}
        call = PlannedCall(method="POST", path="sale", body=body, fields=names)
        return Preview(plan=plan((call,), {"city": Origin(rule="R24", source="the address")}), problems=())

    rows = mapping_page(address, SAMPLE, OTHER).calls[0].fields
    assert [(row.name, row.value) for row in rows] == [
        ("To › City, Zone", "PO-77, PO-77"),
        ("To › Own", "false"),
        ("Memo", ""),
    ]


def test_a_field_that_follows_another_rule_otherwise_names_both(page: MappingPage) -> None:
    assert [[origin.rule for origin in field.origins] for field in page.calls[0].fields] == [
        ["R27"],
        ["R37"],
        ["R33"],
        ["R33", "R11"],
    ]


def test_a_sample_that_would_be_held_is_refused_with_its_problems() -> None:
    with pytest.raises(SampleHeld, match="Only AUD is taken"):
        mapping_page(said, replace(SAMPLE, currency=Currency("EUR")), OTHER)


def test_every_field_of_an_order_is_tried() -> None:
    full = replace(OTHER, custom_fields=(("field", "value"),), approved_at=None)
    tried = {
        name
        for name in (field.name for field in fields(ApprovedOrder))
        for change in INPUTS.values()
        if getattr(change(SAMPLE, full), name) != getattr(SAMPLE, name)
    }
    assert tried | {"approved_at"} == {field.name for field in fields(ApprovedOrder)}
