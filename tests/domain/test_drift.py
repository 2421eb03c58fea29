from dataclasses import replace
from datetime import date

import pytest

from domain.drift import Difference, DriftKind, differences
from domain.remote_sale import Delivery, OrderStage, RemoteSale
from domain.sale_options import SaleStatus
from domain.shipment import NOTHING_SHIPPED, Shipment, ShipmentStatus
from tests.builders import (
    DELIVERY_DATE,
    a_remote_line,
    a_remote_sale,
    a_sale,
    a_sale_charge,
    a_sale_line,
    an_address,
)
from tests.builders.shipping import CHANG_ID

ASKED = a_sale(charges=[a_sale_charge()])
HERE = Delivery(address=an_address(), ship_by=DELIVERY_DATE)
SAME = replace(a_remote_sale(ASKED), delivery=HERE)
CHANG = a_sale_line(product_id=CHANG_ID, sku="NW-002", quantity=2)


def said(remote: RemoteSale, shipment: Shipment = NOTHING_SHIPPED) -> list[tuple[DriftKind, str, str, str]]:
    found = differences(ASKED, remote, shipment)
    return [(each.kind, each.sku, each.approved, each.remote) for each in found]


def test_a_sale_that_is_as_it_was_asked_for_does_not_drift() -> None:
    assert said(SAME) == []


def test_an_answer_that_shows_the_order_alone_says_nothing_of_its_delivery() -> None:
    assert said(replace(SAME, delivery=None)) == []


@pytest.mark.parametrize(
    ("lines", "difference"),
    [
        ([a_sale_line(quantity=10)], (DriftKind.QUANTITY, "NW-001", "12", "10")),
        ([a_sale_line(price="13.50")], (DriftKind.PRICE, "NW-001", "14", "13.5")),
        ([a_sale_line(discount_percent=5)], (DriftKind.DISCOUNT, "NW-001", "0", "5")),
        ([], (DriftKind.LINE_GONE, "NW-001", "12", "0")),
        ([a_sale_line(), CHANG], (DriftKind.LINE_ADDED, "NW-002", "0", "2")),
        (
            [a_sale_line(quantity=6), a_sale_line(quantity=6, price=13)],
            (DriftKind.PRICE, "NW-001", "14", "14 / 13"),
        ),
    ],
)
def test_lines_that_differ_are_named(lines: list[object], difference: tuple[DriftKind, str, str, str]) -> None:
    remote = replace(SAME, lines=tuple(map(a_remote_line, lines)))  # type: ignore[arg-type]  # sale lines
    assert said(remote) == [difference]


def test_a_line_that_is_split_or_renamed_in_cin7_does_not_drift() -> None:
    split = (a_remote_line(a_sale_line(quantity=5)), a_remote_line(a_sale_line(quantity=7, sku="NW-001-NEW")))
    assert said(replace(SAME, lines=split)) == []


def test_another_freight_another_place_and_another_day_are_named() -> None:
    moved = Delivery(address=replace(an_address(), line1="9 Elsewhere Road"), ship_by=date(2026, 6, 1))
    found = said(replace(SAME, delivery=moved, charges=()))
    assert [(kind, there) for kind, _, _, there in found] == [
        (DriftKind.CHARGE, "0"),
        (DriftKind.ADDRESS, f"9 Elsewhere Road, {an_address().city}, {an_address().postcode}"),
        (DriftKind.SHIP_BY, "2026-06-01"),
    ]
    no_day = Delivery(address=an_address(), ship_by=None)
    assert said(replace(SAME, delivery=no_day)) == [(DriftKind.SHIP_BY, "", "2026-05-08", "")]


def test_what_was_not_asked_for_cannot_drift() -> None:
    asked = replace(ASKED, ship_by=None, shipping_address=None)
    moved = Delivery(address=replace(an_address(), line1="Elsewhere"), ship_by=date(2026, 6, 1))
    assert differences(asked, replace(SAME, delivery=moved), NOTHING_SHIPPED) == ()


def test_cin7_may_write_state_and_country_its_own_way() -> None:
    written = replace(an_address(), state="Western Australia", country="AU", line1="1  QUAY street")
    assert said(replace(SAME, delivery=Delivery(address=written, ship_by=DELIVERY_DATE))) == []


def test_a_voided_sale_drifts_as_a_whole() -> None:
    assert said(replace(SAME, is_voided=True, lines=())) == [(DriftKind.SALE, "", "approved", "voided")]


def test_a_sale_that_went_back_to_draft_drifts_unless_a_draft_was_asked_for() -> None:
    drafted = replace(SAME, stage=OrderStage.DRAFT)
    assert said(drafted) == [(DriftKind.SALE, "", "authorised", "draft")]
    assert differences(replace(ASKED, status=SaleStatus.DRAFT), drafted, NOTHING_SHIPPED) == ()


@pytest.mark.parametrize(("was_whole", "told"), [(True, "shipped"), (False, "partly_shipped")])
def test_a_shipment_that_was_undone_drifts_from_what_upstock_was_told(was_whole: bool, told: str) -> None:
    undone = Shipment(status=ShipmentStatus.UNDONE, was_whole=was_whole)
    expected = Difference(kind=DriftKind.SHIPMENT, approved=told, remote="undone")
    assert differences(ASKED, SAME, undone) == (expected,)
