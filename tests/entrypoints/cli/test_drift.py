"""Shipments and drift on the command line, told of what is stored."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from application.reporting.report_drift import DriftedOrder
from domain.drift import Difference, Drift, DriftKind
from domain.order import Order, OrderState
from domain.shipment import Concern, Shipment, ShipmentStatus
from entrypoints.cli.drift import drift_table
from entrypoints.cli.orders import told
from tests.builders import NOON, a_parcel, a_sale_ref, an_order
from tests.entrypoints.cli.conftest import Run


@pytest.fixture
def shipped() -> Order:
    parcels = (a_parcel(), replace(a_parcel(), tracking=None, boxes="Box 2"))
    shipment = Shipment(status=ShipmentStatus.UNDONE, parcels=parcels, concern=Concern.UNDONE_AFTER_SHIPPED)
    return replace(an_order(state=OrderState.SHIPPED, sale=a_sale_ref(), next_attempt_at=None), shipment=shipment)


def test_an_order_tells_how_far_its_goods_are_and_how_each_parcel_is_followed(shipped: Order) -> None:
    lines = told(shipped).split("\n")
    assert lines[2:] == [
        "  Goods: undone",
        "    Box 1 · Federal Shipping · 1Z999 · 12.5 × NW-001",
        "    Box 2 · Federal Shipping · no tracking · 12.5 × NW-001",
        "  Alarm: undone after shipped",
    ]


def test_an_order_of_which_nothing_left_tells_nothing_of_goods() -> None:
    assert "Goods" not in told(an_order())


def test_each_difference_has_a_row(shipped: Order) -> None:
    differences = (
        Difference(kind=DriftKind.QUANTITY, sku="NW-001", approved="12", remote="10"),
        Difference(kind=DriftKind.SHIP_BY, approved="2026-05-08", remote=""),
    )
    drift = Drift(
        key=shipped.key,
        differences=differences,
        value=Decimal("184.80"),
        remote_value=Decimal("154.00"),
        first_seen=NOON,
        read_at=NOON,
    )
    shown = drift_table((DriftedOrder(order=shipped, drift=drift, age=timedelta(hours=1)),)).split("\n")
    assert [line.split() for line in shown[2:]] == [
        ["UP-1001", "SO-00045", "quantity", "NW-001", "12", "10", "184.80", "AUD", "2026-05-04", "12:00"],
        ["UP-1001", "SO-00045", "ship", "by", "2026-05-08", "184.80", "AUD", "2026-05-04", "12:00"],
    ]


def test_where_both_sides_agree_the_command_says_so(connected: Run) -> None:
    people, machines = connected("drift"), connected("drift", "--json")
    assert (people.exit_code, people.stdout.strip()) == (0, "Upstock and Cin7 agree on every order.")
    assert json.loads(machines.stdout) == {"items": [], "next_cursor": None}
