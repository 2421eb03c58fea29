"""A house whose supplier's inventory system is one in memory, so that it can say what no real one would."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from application.ports.storage.shipping import SaleWatch
from application.shipping.sale_reads import SaleReads
from domain.attempt import Patience
from domain.fulfilment import Fulfilment
from domain.order import Order
from domain.sale import SaleRef
from tests.builders import a_contact, a_product, an_approved_order, credentials
from tests.fakes.inventory import FakeAccount, FakeInventoryDirectory
from tests.house import House

POLL = timedelta(minutes=6)


class Scene:
    """One connected supplier, and what its account in memory holds."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.account = FakeAccount(
            contacts=[a_contact()],
            products=[a_product()],
            opened_by=credentials(account_id="acc", application_key="key"),
        )
        house.container.directory.override(FakeInventoryDirectory(self.account, clock=house.clock))
        house.container.use_cases.reset()
        house.start()
        house.connect(account="acc", key="key")

    def approve(self, number: str = "UP-1001") -> Order:
        """Approve an order, and let its sale be made."""
        order = self.house.approve(an_approved_order(number=number, reference=number))
        assert order.sale is not None, order.problems
        return order

    def ship(self, order: Order, *fulfilments: Fulfilment) -> None:
        """Let these fulfilments be what the document shows."""
        self.change(order, fulfilments=fulfilments)

    def change(self, order: Order, **changes: object) -> None:
        """Let the document show this, and the list that it moved."""
        self.account.change(self.ref(order), at=self.house.clock.now(), **changes)

    def ref(self, order: Order) -> SaleRef:
        """Answer an order's sale."""
        assert order.sale is not None
        return order.sale

    def poll(self, times: int = 1) -> None:
        """Let so many polls come and everything be read that they found."""
        for _ in range(times):
            self.house.time_passes(POLL)

    def calls(self) -> list[str]:
        """Answer the calls about sales since the last time somebody asked, and forget them."""
        made = [call for call in self.account.calls if call in ("sale_changes", "sale", "sales_with", "void_empty")]
        self.account.calls.clear()
        return made

    def watch(self, order: Order) -> SaleWatch:
        """Answer what is known of an order's sale."""
        with self.house.use_cases.work() as store:
            return store.shipping.watch(order.key)

    def have_read(self, order: Order) -> None:
        """Ask for an order's sale to be read, as a hint from outside does."""
        reads = SaleReads(tasks=self.house.tasks, clock=self.house.clock, patience=Patience())
        with self.house.use_cases.work() as store:
            reads.ask(store, [store.shipping.watch(order.key)])

    def told(self, order: Order) -> list[str]:
        """Answer what Upstock is told of an order."""
        return [event.type for event in self.house.events() if event.subject == f"order:{order.key.number}"]

    def alarms(self, order: Order) -> list[str]:
        """Answer the kinds of alarms that are open about an order."""
        with self.house.use_cases.work() as store:
            page = store.alarms.page(order.key.supplier, is_open=True, kind=None, cursor=None, limit=100)
        return [each.alarm.kind.value for each in page.items if each.alarm.subject == f"order:{order.key.number}"]

    def another_sale(self, order: Order, *, fulfilments: Iterable[Fulfilment] = (), is_empty: bool = False) -> SaleRef:
        """Let one more sale carry the order's key."""
        stored, now = self.account.stored(self.ref(order)), self.house.clock.now()
        number = len(self.account.sales) + 1
        ref = replace(self.ref(order), id=f"50000000-0000-4000-8000-{number:012d}", number=f"SO-{number:05d}")  # type: ignore[arg-type]  # a plain text is fine here
        remote = replace(stored.remote, ref=ref, fulfilments=tuple(fulfilments))
        if is_empty:
            remote = replace(remote, lines=(), charges=(), stage=type(remote.stage).NONE)
        self.account.sales.append(replace(stored, remote=remote, made_at=now, touched_at=now))
        return ref
