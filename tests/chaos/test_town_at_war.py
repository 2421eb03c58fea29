"""Many suppliers' orders while everything fails: none is lost, none doubled, none left half made, and all is told.

``TOWN=1000/50/20`` in the environment makes it 1,000 orders of 50 suppliers and 20 kills. Source: B2, B3, B10, B18.
"""

import json
import os
import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from adapters.sql import make_engine
from adapters.sql.naming import table_of
from adapters.sql.tables import OutboxRow
from tests.chaos import war
from tests.chaos.town import Document, Upstock, token
from tests.chaos.war import WRONG, Size, Supplier, World, is_wrong
from tests.waiting import until

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(3600)]

SIZE = Size.read(os.environ.get("TOWN", "40/5/3"), lull=float(os.environ.get("TOWN_LULL", "1.5")))
HURRY = 10
PATIENCE = 300 + SIZE.orders * 2  # seconds; a budget of sixty calls a minute and blocks of a minute take their time
WORKERS = {"sqlite": 0, "postgres": 3}
TRUE_OF_FAULTS = {"refused_by_cin7", "unexpected_reply", "cin7_fails_on_it"}


class Town:
    """A world at war with the connector in it."""

    def __init__(self, folder: Path, database: str, url: str) -> None:
        self.begun, self.database, self.url = time.monotonic(), database, url
        self.world = World(SIZE.suppliers)
        self._environment = war.settings_of(self.world, url, hurry=HURRY)
        self.front = war.front(folder, self._environment, workers=WORKERS[database])
        self.upstock = Upstock(self.front.web, token(self._environment))
        self.orders = war.orders_for(self.world, SIZE.orders)
        self.held = 0

    def fight(self) -> None:
        """Have every order approved while everything fails, and wait until all are created or held."""
        war.connect_everybody(self.world, self.upstock)
        chance = random.Random(SIZE.orders)  # noqa: S311 - repeatable chance, not a secret
        with self.world.storm(SIZE.lull):
            war.fight(self.front, self.upstock, self.orders, SIZE.kills, chance)
            self._wait("half of the orders are settled", lambda: unsettled(self) <= SIZE.orders // 2)
        self._wait("every order is settled", lambda: unsettled(self) == 0)

    def settle(self) -> None:
        """Retry as people do what Cin7 refused, and wait until all is told and no empty sale is left."""
        held = assert_held_for_true_reasons(self)
        self.held = len(held)
        for supplier, number in held:
            until(lambda: self.retry(supplier, number) in (200, 202, 409), f"{number} is retried")  # noqa: B023 - at once
        self._wait("every retried order is created", lambda: not held_by_faults(self))
        self._wait("everything is told", lambda: untold(self.url) == 0)
        war.have_shipments_read(self.world, self.upstock)
        self._wait("no empty sale is left", lambda: empties(self.world) == 0)

    def retry(self, supplier: Supplier, number: str) -> int:
        """Retry an order once; 409 when it is not held any more, 0 when nobody answered."""
        return self.upstock.post(f"{supplier.name}/orders/{number}/retry")

    def report(self) -> Mapping[str, object]:
        """Say what happened, for people. Units: seconds."""
        log, sales = self.world.universe.log, [sale for each in self.world.suppliers for sale in self.world.sales(each)]
        struck = Counter(seen.fault for seen in log.entries if seen.fault)
        received = [one.outcome for one in self.world.inbox.received]
        return {
            "database": self.database,
            "orders/suppliers/kills": f"{SIZE.orders}/{SIZE.suppliers}/{SIZE.kills}",
            "never_restarted": self.front.dead_for_good,
            "calls": log.count,
            "gone_wrong": sum(struck.values()),
            "faults": dict(struck),
            "voided_doubles": sum(sale["Status"] == "VOIDED" for sale in sales),
            "held_by_faults_and_retried": self.held,
            "events": received.count("applied"),
            "deliveries": len(received),
            "highest_in_60_s": self.world.highest_in_a_minute(),
            "took": round(time.monotonic() - self.begun),
        }

    def close(self) -> None:
        """End it."""
        self.front.stop()
        self.world.close()

    @staticmethod
    def _wait(what: str, happened: Callable[[], bool]) -> None:
        """Look every second, since each look is work for everybody."""
        until(lambda: happened() or threading.Event().wait(1.0), what, seconds=PATIENCE)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path, request.param, str(request.getfixturevalue(f"{request.param}_url")))
    yield made
    made.close()


def test_nothing_is_lost_or_doubled_in_a_town_at_war(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.fight()
    town.settle()
    with capsys.disabled():
        print("\n" + json.dumps(town.report()))  # noqa: T201 - figures for whoever runs it
    assert_one_sale_each(town)
    assert_told_in_order(town)
    assert town.world.highest_in_a_minute() <= 60


def states(town: Town) -> dict[tuple[Supplier, str], Document]:
    return {
        (supplier, number): order
        for supplier in town.world.suppliers
        for number, order in town.upstock.orders(supplier.name).items()
    }


def unsettled(town: Town) -> int:
    return sum(order["state"] not in ("created", "held") for order in states(town).values())


def held_by_faults(town: Town) -> dict[tuple[Supplier, str], Document]:
    found = states(town).items()
    return {key: order for key, order in found if order["state"] != "created" and not is_wrong(key[1])}


def assert_held_for_true_reasons(town: Town) -> dict[tuple[Supplier, str], Document]:
    """See that each held order says what is true: of itself, or of what Cin7 answered to it."""
    for (_, number), order in states(town).items():
        if is_wrong(number):
            assert [problem["code"] for problem in order["problems"]] == [WRONG[int(number[-1])]], order
    held = held_by_faults(town)
    for order in held.values():
        [problem] = order["problems"]
        assert problem["code"] in TRUE_OF_FAULTS, order
        if problem["code"] == "refused_by_cin7":
            assert "Injected fault" in problem["detail"], order
    return held


def empties(world: World) -> int:
    return sum(
        not sale["Order"]["Lines"]
        for supplier in world.suppliers
        for sale in world.sales(supplier)
        if sale["Status"] != "VOIDED"
    )


def assert_one_sale_each(town: Town) -> None:
    """Count the sales of every order, and their lines."""
    shown = states(town)
    assert set(shown) == {(supplier, order["number"]) for supplier, order in town.orders}
    wanted: Counter[tuple[str, str, int]] = Counter()
    for supplier, order in town.orders:
        if not is_wrong(order["number"]):
            wanted[supplier.account, f"upstock:{supplier.name}:{order['number']}", len(order["lines"])] += 1
    there = Counter(
        (supplier.account, sale["ExternalID"], len(sale["Order"]["Lines"]))
        for supplier in town.world.suppliers
        for sale in town.world.sales(supplier)
        if sale["Status"] != "VOIDED"
    )
    assert there == wanted


def untold(url: str) -> int:
    table = table_of(OutboxRow)
    asked = sa.select(sa.func.count()).select_from(table).where(table.c.delivered_at.is_(None))
    return int(str(_asked(url, asked)[0][0]))


def assert_told_in_order(town: Town) -> None:
    """Compare what Upstock heard of each subject, each event at its first arrival, with the order it was written in."""
    table = table_of(OutboxRow)
    rows = _asked(town.url, sa.select(table.c.supplier, table.c.subject, table.c.event_id).order_by(table.c.sequence))
    written: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for supplier, subject, event in rows:
        written[supplier, subject].append(event)
    heard: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in town.world.inbox.received:
        if one.outcome == "applied":
            heard[one.supplier, one.subject].append(one.id)
    assert heard == written


def _asked(url: str, statement: sa.Executable) -> list[tuple[Any, ...]]:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(statement)]
    finally:
        engine.dispose()
