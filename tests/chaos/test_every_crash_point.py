"""A process is killed at every point of the crash matrix; another one goes on, and both sides are counted.

Source: B2, B3; architecture §11.
"""

import signal
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from threading import Thread
from typing import cast

import pytest
import requests

from adapters.fake_cin7 import Universe, make_server
from adapters.fake_cin7.control.snapshot import whole_account
from adapters.fake_upstock import Inbox
from adapters.fake_upstock import make_server as make_upstock
from domain.approved_order import ApprovedOrder
from domain.identifiers import OrderNumber, SupplierId
from domain.order import OrderKey, OrderState
from entrypoints.container import Container
from tests.builders import an_approved_order
from tests.chaos.crash_points import NUMBERS, Call, CrashPoint
from tests.chaos.mortal import World, composed, live
from tests.chaos.town import Document
from tests.house import ACCOUNT, KEY, OPERATOR
from tests.small_account import CAFE, SMALL_ACCOUNT
from tests.waiting import until

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(120)]

SUPPLIER, NUMBER = SupplierId("northwind"), OrderNumber("UP-1001")
OUR_KEY = "upstock:northwind:UP-1001"
LONG = 60.0  # seconds that a busy machine may need

forks = get_context("forkserver")
forks.set_forkserver_preload(["tests.chaos.mortal"])


class Scene:
    """A supplier who is connected, its Cin7, Upstock, and processes of the connector that come and go."""

    def __init__(self, database_url: str, universe: Universe, cin7_url: str, inbox: Inbox, upstock_url: str) -> None:
        self.universe, self.inbox = universe, inbox
        self.world = World(
            database_url=database_url,
            cin7_url=f"{cin7_url}/ExternalApi/v2/",
            upstock_url=upstock_url,
            upstock_secret=inbox.secret,
        )
        self.connector: Container = composed(self.world)  # to ask things of; it never works
        self._processes: list[ForkServerProcess] = []

    def connector_starts(self, order: ApprovedOrder, point: CrashPoint | None = None) -> ForkServerProcess:
        """Start a process that has the order approved and works."""
        process = forks.Process(target=live, args=(self.world, order, point), daemon=True)
        process.start()
        self._processes.append(process)
        return process

    def fault(self, method: str, path: str, action: str) -> None:
        """Let one call go wrong."""
        self.universe.add_fault({"match": {"method": method, "path": path}, "action": action, "times": 1})

    def twin_is_there(self) -> None:
        """Let Cin7 hold an empty sale for the order that nobody knows of."""
        twin = {"CustomerID": CAFE, "Location": "Main Warehouse", "SkipQuote": True, "ExternalID": OUR_KEY}
        headers = {"api-auth-accountid": ACCOUNT, "api-auth-applicationkey": KEY}
        assert requests.post(f"{self.world.cin7_url}sale", json=twin, headers=headers, timeout=10).ok

    def has_struck(self) -> bool:
        """Answer whether everything that was to go wrong did."""
        return all(fault.struck == fault.times for fault in self.universe.faults)

    def state(self) -> OrderState | None:
        """Answer how the order stands."""
        with self.connector.use_cases().work() as store:
            order = store.orders.get(OrderKey(SUPPLIER, NUMBER))
        return order.state if order else None

    def untold(self) -> int:
        """Answer how many events wait."""
        with self.connector.use_cases().work() as store:
            return len(store.outbox.pending(SUPPLIER, 100))

    def have_shipments_read(self) -> None:
        """Ask for it as a person does, since the connector itself takes minutes to look."""
        self.connector.use_cases().request_job(SUPPLIER, ["shipments"], OPERATOR)

    def sales(self) -> list[Document]:
        """Answer every sale, voided ones included."""
        with self.universe.lock:
            return cast("list[Document]", whole_account(self.universe.account(ACCOUNT))["sales"])

    def close(self) -> None:
        """End every process."""
        for process in self._processes:
            process.kill()
            process.join()
        self.connector.engine().dispose()


@pytest.fixture
def scene(connected_database_url: str) -> Iterator[Scene]:
    universe, inbox = Universe(), Inbox()
    universe.add_account({"account_id": ACCOUNT, "application_keys": [KEY], **SMALL_ACCOUNT})
    universe.switches.choose({"throttle": "off"})
    cin7, upstock = make_server(universe), make_upstock(inbox)
    for server in (cin7, upstock):
        Thread(target=server.serve_forever, daemon=True).start()
    made = Scene(connected_database_url, universe, cin7.url, inbox, upstock.url)
    yield made
    made.close()
    cin7.shutdown()
    upstock.shutdown()


def test_every_row_of_the_matrix_is_a_point() -> None:
    assert {point.point.number for point in CrashPoint} == set(NUMBERS)


@pytest.mark.parametrize("point", CrashPoint, ids=lambda point: f"{point.point.number}-{point.name.casefold()}")
def test_a_kill_there_costs_no_order_and_doubles_none(point: CrashPoint, scene: Scene) -> None:
    order = an_approved_order(currency="EUR" if point.point.is_refused else "AUD")
    kill_there(scene, order, point)
    scene.connector_starts(order)
    if point.point.is_refused:
        until(lambda: scene.state() is OrderState.HELD, "the order is held", seconds=LONG)
        assert scene.sales() == []
        assert_told_in_order(scene, ["order.held"])
        return
    until(lambda: scene.state() is OrderState.CREATED, "the order is created", seconds=LONG)
    if point.point.twin:
        scene.have_shipments_read()
        until(lambda: len(living(scene)) == 1, "the empty double is voided", seconds=LONG)
        assert len(scene.sales()) == 2
    assert_one_complete_sale(scene)
    assert_told_in_order(scene, ["order.sale_created"])


def kill_there(scene: Scene, order: ApprovedOrder, point: CrashPoint) -> None:
    """Let a process work until it is killed at this point."""
    where = point.point.where
    if point.point.twin:
        scene.twin_is_there()
    for (method, path), action in point.point.mishap.items():
        scene.fault(method, path, action)
    if isinstance(where, Call):
        scene.fault(where.method, where.path, where.fate)
    process = scene.connector_starts(order, point)
    if point.point.twin:
        until(lambda: not process.is_alive() or scene.state() is OrderState.CREATED, "it went on", seconds=LONG)
        if process.is_alive():
            scene.have_shipments_read()
    if isinstance(where, Call):
        until(scene.has_struck, "the call is under way", seconds=LONG)
        process.kill()
    process.join(LONG)
    assert process.exitcode == -signal.SIGKILL
    assert scene.has_struck()


def living(scene: Scene) -> list[Document]:
    return [sale for sale in scene.sales() if sale["Status"] != "VOIDED"]


def assert_one_complete_sale(scene: Scene) -> None:
    [sale] = living(scene)
    assert sale["ExternalID"] == OUR_KEY
    assert [(line["SKU"], line["Quantity"]) for line in sale["Order"]["Lines"]] == [("NW-001", 12)]


def assert_told_in_order(scene: Scene, wanted: list[str]) -> None:
    """Look at what Upstock heard of the order: all of it in order, and what came again under the id that it had."""
    until(lambda: scene.untold() == 0, "everything is told", seconds=LONG)
    heard = [one for one in scene.inbox.received if one.subject == f"order:{NUMBER}"]
    assert [one.type for one in heard if one.outcome == "applied"] == wanted
    assert {one.id for one in heard} == {one.id for one in heard if one.outcome == "applied"}
