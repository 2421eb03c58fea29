"""The whole connector in one process, driven by hand: real use cases, real adapters, an imitated Cin7."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from sqlite3 import Connection as SqliteConnection
from typing import TypeVar, cast

import sqlalchemy as sa
from dependency_injector import providers
from werkzeug.test import Client

from adapters.cin7_core.limits import Limits
from adapters.fake_cin7 import FakeTransport, Universe
from adapters.sql.call_budget import SqlCallBudget
from adapters.sql.engine import make_engine
from application.use_cases import UseCases, handlers
from domain.access import Actor
from domain.approved_order import ApprovedOrder
from domain.connection import Credentials
from domain.events import Event, Evidence
from domain.identifiers import OrderNumber, SupplierId, supplier_id
from domain.order import Order, OrderKey
from domain.reference_books import ReferenceBooks
from domain.sale_options import SaleOptions
from entrypoints.container import Container
from entrypoints.making import IMITATION
from entrypoints.settings import Settings
from tests.fakes.clock import StandingClock
from tests.fakes.cut_off import ClosedTo, CutOff, Interrupted, SlowedDown
from tests.fakes.tasks import MemoryTaskEngine
from tests.quiet_logs import keep_quiet

ACCOUNT = "7d6e0000-0000-4000-8000-000000000001"
KEY = "7d6e0000-0000-4000-8000-0000000000aa"
PUBLIC_URL = "https://connector.example"
OPERATOR = Actor(name="cli:tests")

keep_quiet()

Document = dict[str, object]
Part = TypeVar("Part")


class House:
    """One installation with its own database, tasks, clock and Cin7; time stands until `pass_time`."""

    def __init__(self, database_url: str, *, public_url: str = "") -> None:
        self.url = database_url
        self.clock = StandingClock()
        self.tasks = MemoryTaskEngine(self.clock)
        self.universe = Universe(sender=self.hear)
        self.universe.clock.stand_still(self.clock.now())
        self.container: Container = compose_with(settings_of(database_url, public_url), self)
        self.prepare_engine()
        self._cin7 = cast("FakeTransport", self.container.session().get_adapter(IMITATION)).app
        self.calls_seen = 0
        self.start()

    def prepare_engine(self) -> None:
        """Work on the engine that houses of the same file share one after the other."""
        if self.url.startswith("sqlite"):
            self.container.engine.override(providers.Object(engine_on(self.url)))

    def start(self) -> None:
        """Begin to work, also after parts were exchanged."""
        self.use_cases: UseCases = self.container.use_cases()
        self.tasks.run(handlers(self.use_cases), self.use_cases.run_due)

    def exchange(self, part: providers.Provider[Part], by: object) -> None:
        """Work with another part from now on."""
        part.override(providers.Object(by))
        self.container.directory.reset()
        self.container.use_cases.reset()
        self.start()

    def lift_the_budget(self) -> None:
        """Call as often as wanted, as against a fake that does not count."""
        self.exchange(self.container.budget, SqlCallBudget(self.container.engine(), self.clock, 1_000_000))

    def open_account(self, document: Document, *, account: str = ACCOUNT, key: str = KEY) -> None:
        """Let an account exist in Cin7."""
        self.universe.add_account({"account_id": account, "application_keys": [key], **document})

    def connect(
        self, supplier: str = "northwind", *, account: str = ACCOUNT, key: str = KEY, location: str = ""
    ) -> None:
        """Connect a supplier and read its catalogue."""
        self.use_cases.connect_account(
            supplier_id(supplier),
            Credentials(account_id=account, application_key=key),
            location=location,
            actor=OPERATOR,
        )
        self.settle()

    def hear(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """Take a webhook of Cin7's and answer its status; who opens this house over HTTP stands in between."""
        token = headers.get("Authorization", "").removeprefix("Bearer ")
        return 204 if self.use_cases.receive_notice(url.rpartition("/")[2], token, body) else 401

    def choose(self, options: SaleOptions, supplier: str = "northwind") -> None:
        """Choose how sales are made."""
        self.use_cases.change_sale_options(supplier_id(supplier), options, OPERATOR)

    def approve(self, approved: ApprovedOrder, supplier: str = "northwind") -> Order:
        """Approve an order and run whatever is due."""
        self.use_cases.approve_order(supplier_id(supplier), approved)
        self.settle()
        return self.order(approved.number, supplier)

    @property
    def order_supplier(self) -> SupplierId:
        """The supplier of every order that names none."""
        return SupplierId("northwind")

    def retry(self, *numbers: str, supplier: str = "northwind") -> None:
        """Retry orders as a person would, and run whatever is due."""
        self.use_cases.retry_orders(SupplierId(supplier), map(OrderNumber, numbers), OPERATOR)
        self.settle()

    def settle(self, within: timedelta = timedelta(minutes=5)) -> None:
        """Run what is due, and what becomes due for the budget's sake, letting time pass as needed."""
        until = self.clock.now() + within
        self.tasks.run_due()
        while (waiting := self.tasks.pending()) and min(task.due for task in waiting) <= until:
            self.pass_time(max(min(task.due for task in waiting) - self.clock.now(), timedelta(0)))

    def run_now(self) -> None:
        """Run what is due at this instant."""
        self.tasks.run_due()

    def pass_time(self, by: timedelta) -> None:
        """Let time pass for us and for Cin7, and run what became due."""
        self.clock.advance(by)
        self.universe.clock.advance(by.total_seconds())
        self.run_now()

    def time_passes(self, by: timedelta) -> None:
        """Let time pass as it does: each task runs when it is due, and every minute has its tick."""
        end, minute = self.clock.now() + by, self.clock.now()
        while (now := self.clock.now()) < end:
            if now >= minute:
                self.tasks.tick()
                minute += timedelta(minutes=1)
            due = [task.due for task in self.tasks.pending() if task.due > now]
            self.pass_time(min([*due, minute, end]) - now)

    def cut_off(self, by: timedelta) -> None:
        """Let Cin7 be out of reach for so long: no call gets as far as a connection."""
        session, root = self.container.session(), "https://"
        session.mount(root, CutOff(session.get_adapter(root), self.clock, until=self.clock.now() + by))

    def slow_down(self, each: timedelta) -> None:
        """Let every call to Cin7 take so long from now on."""
        session, root = self.container.session(), "https://"
        session.mount(root, SlowedDown(session.get_adapter(root), self.clock, each))

    def revoke_key(self, words: str = "Incorrect credentials!", *, key: str = KEY) -> None:
        """Let Cin7 refuse every call with this key, in these words, as after somebody deleted it there."""
        session, root = self.container.session(), "https://"
        session.mount(root, ClosedTo(session.get_adapter(root), key, words))

    def issue_key(self, key: str, *, account: str = ACCOUNT) -> None:
        """Let another key open the account too."""
        self.universe.account(account).keys.append(key)

    def during_the_next_call(self, do: Callable[[], object]) -> None:
        """Let something happen while Cin7 works on its next answer."""
        session, root = self.container.session(), "https://"
        session.mount(root, Interrupted(session.get_adapter(root), do))

    def forget_calls(self) -> None:
        """Let the log of calls begin anew, and the rate window with it."""
        self.pass_time(timedelta(minutes=2))
        self.calls_seen += len(self._requests())

    def books(self, supplier: str = "northwind") -> ReferenceBooks:
        """Answer the reference books as they were read when the supplier connected."""
        with self.use_cases.work() as store:
            books = store.mirror.books(SupplierId(supplier))
        assert books is not None, f"the books of {supplier} were never read"
        return books.record

    def close(self) -> None:
        """Let go of the database."""
        self.container.engine().dispose()

    def order(self, number: str, supplier: str = "northwind") -> Order:
        """Answer an order as it is stored."""
        with self.use_cases.work() as store:
            order = store.orders.get(OrderKey(SupplierId(supplier), OrderNumber(number)))
        assert order is not None, f"{supplier} has no order {number}"
        return order

    def evidence(self, number: str, supplier: str = "northwind") -> tuple[Evidence, ...]:
        """Answer what was done and seen for an order."""
        with self.use_cases.work() as store:
            return store.evidence.of(OrderKey(SupplierId(supplier), OrderNumber(number)))

    def events(self, supplier: str = "northwind") -> list[Event]:
        """Answer what Upstock is to be told."""
        with self.use_cases.work() as store:
            return [notice.event for notice in store.outbox.pending(SupplierId(supplier), 1000)]

    def cin7(self, method: str, path: str, body: Document | None = None, *, account: str = ACCOUNT) -> Document:
        """Use Cin7's own control plane or API, as the supplier or a test would, outside our budget."""
        client = Client(self._cin7)
        headers = {"api-auth-accountid": account, "api-auth-applicationkey": KEY}
        answer = client.open(path, method=method, json=body, headers={} if path.startswith("/_fake") else headers)
        assert answer.status_code < 400, f"{method} {path}: {answer.status_code} {answer.text[:300]}"
        return cast("Document", answer.get_json(silent=True) or {})

    def sales(self, account: str = ACCOUNT) -> list[Document]:
        """Answer every sale that Cin7 holds, as `GET /sale` shows it."""
        return cast("list[Document]", self.cin7("GET", f"/_fake/accounts/{account}")["sales"])

    def calls(self) -> list[tuple[str, str]]:
        """Answer every call that Cin7 saw, as method and path below its root."""
        return [(call["method"], call["path"]) for call in self._requests()]

    def writes(self) -> list[tuple[str, str, Document]]:
        """Answer every write that Cin7 received, as method, path and body."""
        made = (call for call in self._requests() if call["method"] in ("POST", "PUT"))
        return [(call["method"], call["path"], json.loads(call["body"])) for call in made]

    def callers(self) -> list[str]:
        """Answer the key of every call that Cin7 saw."""
        return [call["key"] for call in self._requests()]

    def _requests(self) -> list[Mapping[str, str]]:
        return cast("list[Mapping[str, str]]", self.cin7("GET", f"/_fake/requests?since={self.calls_seen}")["requests"])

    def fault(self, method: str, path: str, action: object, *, times: int = 1, nth: int | None = None) -> None:
        """Let something go wrong in Cin7."""
        match: Document = {"method": method, "path": path} | ({"nth": nth} if nth else {})
        self.universe.add_fault({"match": match, "action": action, "times": times})


@cache
def settings_of(database_url: str, public_url: str) -> Settings:
    """Answer the settings of a house; reading the environment for them takes a third of building it."""
    return Settings.load(
        database_url=database_url,
        cin7_url="fake:",
        cin7_calls_per_minute=60,
        secret_keys="a key of these tests",
        public_url=public_url,
    )


@cache
def engine_on(url: str) -> sa.Engine:
    """Answer the one engine of a file: SQLAlchemy compiles every statement once an engine."""
    engine = make_engine(url)
    sa.event.listen(engine, "connect", _forget_with_the_machine)
    return engine


def _forget_with_the_machine(connection: SqliteConnection, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")  # no test outlives the machine, so nothing need reach its disk


def compose_with(settings: Settings, house: House) -> Container:
    """Compose the connector around this house's clock, tasks and Cin7."""
    container = Container(settings=providers.Object(settings))
    container.clock.override(providers.Object(house.clock))
    container.tasks.override(providers.Object(house.tasks))
    container.universe.override(providers.Object(house.universe))
    container.directory.add_kwargs(limits=Limits(patience=0))  # this clock stands, so no wait would ever end
    return container
