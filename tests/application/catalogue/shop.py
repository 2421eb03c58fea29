"""A house whose account is held in memory, two records a page, so that anything may happen to it."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from application.ports.storage.mirror import Stream, StreamRun
from application.ports.tasks import Task
from domain.contact import Contact
from domain.identifiers import ProductId, Sku
from domain.product import Product
from tests.builders import SUPPLIER, a_contact, a_product, credentials
from tests.fakes.clock import StandingClock
from tests.fakes.inventory import FakeAccount, FakeInventoryDirectory
from tests.fakes.inventory_account import Fault
from tests.house import House

LONG_AGO = datetime.fromisoformat("2026-01-01T00:00:00+00:00")


def goods(many: int) -> list[Product]:
    """Products that nobody changed for long."""
    return [a_product(f"NW-{n:03d}", id=f"p-{n:03d}", modified_at=LONG_AGO) for n in range(many)]


def people(many: int) -> list[Contact]:
    """Customers whom nobody changed for long."""
    return [a_contact(f"Customer {n}", id=f"c-{n:03d}", modified_at=LONG_AGO) for n in range(many)]


class SlowAccount(FakeAccount):
    """An account whose answers may take time, in which something may happen."""

    _clock: StandingClock | None = None
    meanwhile: Callable[[], object] | None = None
    """What happens once, while the next answer is on its way."""

    def takes(self, time: timedelta, clock: StandingClock) -> None:
        """Let every answer from now on take so long."""
        self._clock, self._time = clock, time

    def fault_for(self, call: str) -> Fault | None:
        if self._clock:
            self._clock.advance(self._time)
        happens, self.meanwhile = self.meanwhile, None
        if happens:
            happens()
        return super().fault_for(call)


class Shop:
    """The account and the house that reads it."""

    def __init__(self, house: House, *, products: int = 0, contacts: int = 0) -> None:
        self.house = house
        self.account = SlowAccount(products=goods(products), contacts=people(contacts), opened_by=credentials())
        self.directory = FakeInventoryDirectory(self.account, clock=house.clock)
        house.exchange(house.container.directory, self.directory)

    def connect(self) -> None:
        """Connect and read everything."""
        key = credentials()
        self.house.connect(account=key.account_id, key=key.application_key)
        self.account.calls.clear()

    def begin(self, *, hours: int = 24) -> None:
        """Let some hours pass without a tick."""
        self.house.pass_time(timedelta(hours=hours))

    def run(self, stream: Stream = Stream.PRODUCTS) -> StreamRun:
        """Answer the latest pass."""
        with self.house.use_cases.work() as store:
            run = store.stream_runs.latest(SUPPLIER, stream)
        assert run is not None, f"{stream.value} were never read"
        return run

    def sells(self, *skus: str) -> list[str]:
        """Answer which of these are in the mirror."""
        with self.house.use_cases.work() as store:
            found = store.mirror.products(SUPPLIER, ids=[ProductId("")], skus=map(Sku, skus))
        return [each.record.sku for each in found]

    def remove(self, *numbers: int) -> None:
        """Let products leave the account as if they had never been."""
        gone = {f"p-{n:03d}" for n in numbers}
        self.account.products[:] = [product for product in self.account.products if product.id not in gone]

    def waiting(self, *tasks: Task) -> list[str]:
        """Answer the subjects of such tasks that wait."""
        return [pending.subject for pending in self.house.tasks.pending() if pending.task in tasks]


def names_of(calls: Iterable[str]) -> dict[str, int]:
    """Count calls by name."""
    counted: dict[str, int] = {}
    for call in calls:
        counted[call] = counted.get(call, 0) + 1
    return counted
