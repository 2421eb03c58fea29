"""Random legal and illegal steps over HTTP: the fake's sales and stock are what the documentation predicts.

`FAKE_CIN7_RUNS=500 pytest tests/adapters/fake_cin7/test_state_machine.py` hunts further than the suite does.

Source: ref §5.4, §6.9, §7, §12; the predictions are in sale_model.py.
"""

import os
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.adapters.fake_cin7 import fulfilment_steps, hand_steps, sale_steps
from tests.adapters.fake_cin7 import sale_model as model
from tests.adapters.fake_cin7.sale_house import LOCATION, STOCK, House

AMOUNTS = st.fixed_dictionaries({}, optional={sku: st.integers(1, 6) for sku in STOCK}).filter(bool)
MODES = st.sampled_from(["NOPICK", "AUTOPICK", "AUTOPICKPACK", "AUTOPICKPACKSHIP"])
WRITABLE = st.sampled_from([model.DRAFT, model.AUTHORISED, model.AUTHORISED])
PICKS = st.integers(0, 20)


class SalesInAnyOrder(RuleBasedStateMachine):
    """A few sales of one account, written and fulfilled in any order, by the API and by the warehouse."""

    @initialize()
    def open_account(self) -> None:
        self.house = House.opened()

    def some_sale(self, pick: int) -> model.Sale:
        return self.house.sales[pick % len(self.house.sales)]

    @precondition(lambda self: len(self.house.sales) < 3)
    @rule(simple=st.booleans(), skip_quote=st.sampled_from([True, True, False]))
    def create(self, *, simple: bool, skip_quote: bool) -> None:
        sale_steps.create(self.house, simple=simple, skip_quote=skip_quote)

    @precondition(lambda self: self.house.sales)
    @rule(pick=PICKS, status=WRITABLE)
    def quote(self, *, pick: int, status: str) -> None:
        sale_steps.quote(self.house, self.some_sale(pick), status)

    @precondition(lambda self: self.house.sales)
    @rule(pick=PICKS, status=WRITABLE, lines=AMOUNTS, mode=MODES)
    def order(self, *, pick: int, status: str, lines: dict[str, int], mode: str) -> None:
        sale_steps.order(self.house, self.some_sale(pick), status, Counter(lines), mode)

    @precondition(lambda self: self.house.sales)
    @rule(pick=PICKS, steps=st.integers(1, 6), lines=AMOUNTS, part=st.booleans())
    def advance(self, *, pick: int, steps: int, lines: dict[str, int], part: bool) -> None:
        for _ in range(steps):
            advance(self.house, self.some_sale(pick), Counter(lines), part=part)

    @precondition(lambda self: self.house.sales)
    @rule(pick=PICKS)
    def add_fulfilment(self, *, pick: int) -> None:
        fulfilment_steps.add_fulfilment(self.house, self.some_sale(pick))

    @precondition(lambda self: self.house.sales)
    @rule(pick=PICKS, status=WRITABLE, part=st.booleans())
    def pick(self, *, pick: int, status: str, part: bool) -> None:
        fulfilment_steps.pick(self.house, self.some_sale(pick), status, part=part)

    @precondition(lambda self: self.house.sales)
    @rule(pick=PICKS, status=WRITABLE, two_boxes=st.booleans())
    def pack(self, *, pick: int, status: str, two_boxes: bool) -> None:
        fulfilment_steps.pack(self.house, self.some_sale(pick), status, two_boxes=two_boxes)

    @precondition(lambda self: self.house.sales)
    @rule(pick=PICKS, status=WRITABLE, part=st.booleans())
    def ship(self, *, pick: int, status: str, part: bool) -> None:
        fulfilment_steps.ship(self.house, self.some_sale(pick), status, part=part)

    @precondition(lambda self: self.house.sales)
    @rule(pick=PICKS, number=st.sampled_from(["AP1", "AP2", "1Z-9"]))
    def add_tracking(self, *, pick: int, number: str) -> None:
        fulfilment_steps.add_tracking(self.house, self.some_sale(pick), number)

    @precondition(lambda self: self.house.sales)
    @rule(pick=PICKS, status=WRITABLE)
    def invoice(self, *, pick: int, status: str) -> None:
        sale_steps.invoice(self.house, self.some_sale(pick), status)

    @precondition(lambda self: self.house.sales)
    @rule(pick=PICKS, part=st.booleans())
    def pay(self, *, pick: int, part: bool) -> None:
        sale_steps.pay(self.house, self.some_sale(pick), part=part)

    @precondition(lambda self: self.house.sales)
    @rule(pick=PICKS)
    def undo(self, *, pick: int) -> None:
        sale_steps.undo(self.house, self.some_sale(pick))

    @precondition(lambda self: len(self.house.sales) > 1)
    @rule(pick=PICKS, hand=st.booleans(), seldom=st.integers(0, 3))
    def void(self, *, pick: int, hand: bool, seldom: int) -> None:
        if seldom:
            return  # a void sale takes no further step, so most runs do without
        if hand:
            hand_steps.by_hand(self.house, self.some_sale(pick), "void")
        else:
            sale_steps.void(self.house, self.some_sale(pick))

    @precondition(lambda self: self.house.sales)
    @rule(pick=PICKS, action=st.sampled_from(["pick", "pack", "ship", "invoice", "pay", "undo"]))
    def by_hand(self, *, pick: int, action: str) -> None:
        hand_steps.by_hand(self.house, self.some_sale(pick), action)

    @invariant()
    def every_status_column_is_as_predicted(self) -> None:
        for sale in self.house.sales:
            document = self.house.document(sale)
            for column, expected in predicted_columns(sale).items():
                claim = f"{column} is {document[column]!r}, not one of {expected}"
                assert document[column] in expected, self.house.story(sale, claim)
            for stage, status in (("Quote", sale.quote), ("Order", sale.order)):
                claim = f"{stage}.Status is {document[stage]['Status']!r}, not {status!r}"
                assert document[stage]["Status"] == status, self.house.story(sale, claim)

    @invariant()
    def the_list_says_what_the_sale_says(self) -> None:
        rows = {row["SaleID"]: row for row in self.house.caller.get("saleList")["SaleList"]}
        assert set(rows) == {sale.id for sale in self.house.sales}
        for sale in self.house.sales:
            document, row = self.house.document(sale), rows[sale.id]
            assert listed(row) == detailed(document), self.house.history

    @invariant()
    def numbers_are_given_once_and_stay(self) -> None:
        numbers = [sale.number for sale in self.house.sales]
        assert len(set(numbers)) == len(numbers)
        for sale in self.house.sales:
            assert self.house.document(sale)["Order"]["SaleOrderNumber"] == sale.number

    @invariant()
    def backorders_are_what_stock_could_not_cover(self) -> None:
        for sale in self.house.sales:
            lines = self.house.document(sale)["Order"]["Lines"]
            short = Counter({line["SKU"]: line["BackorderQuantity"] for line in lines if line["BackorderQuantity"]})
            assert short == sale.backordered, self.house.history

    @invariant()
    def stock_is_neither_lost_nor_promised_twice(self) -> None:
        rows = self.house.caller.get("ref/productavailability", Location=LOCATION)["ProductAvailabilityList"]
        for sku, initial in STOCK.items():
            row = next((row for row in rows if row["SKU"] == sku), {"OnHand": 0, "Allocated": 0, "Available": 0})
            promised = sum(sale.allocated[sku] for sale in self.house.sales)
            assert row["Available"] == initial - promised, (sku, row, promised, self.house.history)
            assert row["Available"] == row["OnHand"] - row["Allocated"], (sku, row)
            assert row["OnHand"] >= 0, (sku, row)
            assert row["Allocated"] >= 0, (sku, row)


def advance(house: House, sale: model.Sale, lines: Counter[str], *, part: bool) -> None:
    """Take the next step that may be taken, so that runs get far."""
    task, done = fulfilment_steps.last_task(sale), model.AUTHORISED
    work = fulfilment_steps
    ways: list[tuple[object, Callable[[], None]]] = [
        (sale.may_quote() and sale.order == model.NA, lambda: sale_steps.quote(house, sale, done)),
        (sale.may_order(), lambda: sale_steps.order(house, sale, done, lines, "NOPICK")),
        (sale.tasks and sale.may_pick(task), lambda: work.pick(house, sale, done, part=part)),
        (sale.may_pack(task), lambda: work.pack(house, sale, done, two_boxes=part)),
        (sale.may_ship(task), lambda: work.ship(house, sale, done, part=part)),
        (sale.left_to_pick() and sale.may_add_fulfilment(), lambda: work.add_fulfilment(house, sale)),
        (sale.may_invoice(), lambda: sale_steps.invoice(house, sale, done)),
        (sale.may_pay(), lambda: sale_steps.pay(house, sale, part=part)),
    ]
    for may, go in ways:
        if may:
            go()
            return


def predicted_columns(sale: model.Sale) -> dict[str, set[str]]:
    return {
        "Status": sale.statuses(),
        "CombinedPickingStatus": sale.picking(),
        "CombinedPackingStatus": sale.packing(),
        "CombinedShippingStatus": sale.shipping(),
        "FulFilmentStatus": sale.fulfilment(),
        "CombinedInvoiceStatus": sale.invoicing(),
        "CombinedPaymentStatus": sale.payment(),
        "Type": {"Simple Sale" if sale.simple else "Advanced Sale"},
    }


SHARED_COLUMNS = (
    "Status", "CombinedPickingStatus", "CombinedPackingStatus", "CombinedShippingStatus", "CombinedInvoiceStatus",
    "CombinedPaymentStatus", "FulFilmentStatus", "CombinedTrackingNumbers", "Type", "Customer", "CustomerID",
    "CustomerReference", "ShipBy", "ExternalID", "BaseCurrency", "CustomerCurrency",
)  # fmt: skip


def listed(row: dict[str, Any]) -> dict[str, Any]:
    own = {"QuoteStatus": row["QuoteStatus"], "OrderStatus": row["OrderStatus"], "Updated": row["Updated"]}
    return own | {column: row[column] for column in SHARED_COLUMNS}


def detailed(document: dict[str, Any]) -> dict[str, Any]:
    own = {
        "QuoteStatus": document["Quote"]["Status"],
        "OrderStatus": document["Order"]["Status"],
        "Updated": document["LastModifiedOn"],
    }
    return own | {column: document[column] for column in SHARED_COLUMNS}


MORE_RUNS = int(os.environ.get("FAKE_CIN7_RUNS", "0"))
"""How many random runs to hunt with; without it the suite makes the same few runs each time."""

SalesInAnyOrder.TestCase.settings = settings(
    max_examples=MORE_RUNS or 30,
    derandomize=not MORE_RUNS,
    database=None,
    stateful_step_count=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestSalesInAnyOrder = pytest.mark.slow(SalesInAnyOrder.TestCase)
