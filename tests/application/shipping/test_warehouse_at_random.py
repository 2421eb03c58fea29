"""Whatever a warehouse does, and whatever fails meanwhile: shipped is told for what wholly left, once, in time.

`SHIPPING_RUNS=200 pytest -m slow tests/application/shipping/test_warehouse_at_random.py` hunts further than CI does.
"""

import os
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from domain.identifiers import OrderNumber
from domain.order import OrderState
from tests.application.shipping.warehouse import Warehouse, is_whole
from tests.house import House
from tests.small_account import SMALL_ACCOUNT

POLL = timedelta(minutes=6)  # five, and the minute's tick that begins it
RECOVERY = timedelta(minutes=12)  # a poll, and what failed before is tried again

QUANTITIES = st.fixed_dictionaries({}, optional={sku: st.integers(1, 4) for sku in ("NW-001", "NW-002")}).filter(bool)
STEPS = ("pick", "pick", "pack", "pack", "ship", "ship", "ship", "invoice", "pay")
FAULTS = st.sampled_from([{"status": 500}, {"status": 429}, {"status": 404}, "reset", "html_200", "timeout"])
TRACKING = st.sampled_from(["", "1Z1", "1Z2"])


class WarehouseAtRandom(RuleBasedStateMachine):
    """A few orders, worked on in any order."""

    connected: Path
    place: Path
    made = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).made += 1
        file = copyfile(self.connected, self.place / f"{self.made}.sqlite3")
        self.house = House(f"sqlite:///{file}")
        self.house.open_account(SMALL_ACCOUNT)
        self.house.lift_the_budget()
        self.warehouse = Warehouse(self.house)
        self.is_troubled = False
        self.warehouse.approve({"NW-001": 4, "NW-002": 2})

    def teardown(self) -> None:
        self.settle()
        self.house.close()

    @precondition(lambda self: len(self.warehouse.numbers) < 3)
    @rule(quantities=QUANTITIES)
    def approve(self, quantities: dict[str, int]) -> None:
        if not self.is_troubled:
            self.warehouse.approve(quantities)

    @rule(which=st.integers(0, 9), steps=st.integers(1, 4), part=st.booleans(), tracking=TRACKING)
    def advance(self, *, which: int, steps: int, part: bool, tracking: str) -> None:
        """Take the next steps that a sale is ready for."""
        for _ in range(steps):
            for action in ("ship", "pack", "pick"):
                followed = {"tracking_number": tracking} if tracking and action == "ship" else {}
                self.warehouse.act(self._some(which), action, {**({"partial": True} if part else {}), **followed})

    @rule(which=st.integers(0, 9), action=st.sampled_from(STEPS), part=st.booleans())
    def work(self, *, which: int, action: str, part: bool) -> None:
        self.warehouse.act(self._some(which), action, {"partial": True} if part else {})

    @rule(which=st.integers(0, 9), tracking=TRACKING)
    def track(self, *, which: int, tracking: str) -> None:
        if tracking:
            self.warehouse.act(self._some(which), "ship", {"tracking_number": tracking})

    @rule(which=st.integers(0, 9), again=st.booleans())
    def undo(self, *, which: int, again: bool) -> None:
        self.warehouse.act(self._some(which), "undo", {})
        if again:
            self.warehouse.authorise(self._some(which))

    @rule(which=st.integers(0, 9), seldom=st.integers(0, 5))
    def void(self, *, which: int, seldom: int) -> None:
        if not seldom:
            self.warehouse.act(self._some(which), "void", {})

    @rule(action=FAULTS, path=st.sampled_from(["sale", "sale", "saleList"]), times=st.integers(1, 2))
    def fail(self, *, action: object, path: str, times: int) -> None:
        if path == "saleList" and action == {"status": 404}:
            return  # nothing that a poll knows what to do about: its task crashes, and says so
        self.house.fault("GET", path, action, times=times)
        self.is_troubled = True

    @rule()
    def be_killed(self) -> None:
        self.warehouse.ledger.is_armed = True
        self.is_troubled = True

    @rule(minutes=st.integers(1, 7))
    def time_passes(self, minutes: int) -> None:
        self.warehouse.surviving(lambda: self.house.time_passes(timedelta(minutes=minutes)))

    @rule()
    def settle(self) -> None:
        """Let everything work for one poll: then each side knows of the other."""
        wait = RECOVERY if self.is_troubled else POLL
        self.warehouse.all_is_well_again()
        self.is_troubled = False
        self.house.time_passes(wait)
        for number in self.warehouse.numbers:
            sale, order, told = self.warehouse.sale(number), self.house.order(number), self.warehouse.told(number)
            story = f"{number}: {order.state}, {order.shipment}, {told}\n{sale['Fulfilments']}"
            if sale["Status"] == "VOIDED":
                assert order.state is OrderState.VOIDED, story
            elif is_whole(sale):
                assert told.count("order.shipped") == 1, story
                assert order.state is OrderState.SHIPPED, story
                assert order.shipment.concern is None, story

    @invariant()
    def nothing_is_told_twice_nor_too_soon(self) -> None:
        for number in self.warehouse.numbers:
            told = self.warehouse.told(number)
            assert told.count("order.shipped") <= 1, told
            assert told.count("order.voided") <= 1, told
            assert "order.shipped" not in told or number in self.warehouse.was_whole, told
            assert "order.voided" not in told or number in self.warehouse.was_voided, told

    def _some(self, which: int) -> OrderNumber:
        return self.warehouse.numbers[which % len(self.warehouse.numbers)]


@pytest.fixture
def connected(sqlite_template: Path, tmp_path: Path) -> Path:
    """A database in which the small account was connected, to begin every story with."""
    file = Path(copyfile(sqlite_template, tmp_path / "connected.sqlite3"))
    house = House(f"sqlite:///{file}")
    house.open_account(SMALL_ACCOUNT)
    house.connect()
    house.close()
    return file


@pytest.mark.slow
def test_shipped_is_told_exactly_for_what_wholly_left(connected: Path, tmp_path: Path) -> None:
    class Machine(WarehouseAtRandom):
        place = tmp_path

    Machine.connected = connected
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=int(os.environ.get("SHIPPING_RUNS", "6")),
            stateful_step_count=14,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
