"""A warehouse that works at random on a few sales, and what really left it, judged from Cin7's own documents."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

from application.ordering.ledger import OrderLedger
from application.ports.storage.unit_of_work import UnitOfWork
from domain.events import Evidence
from domain.identifiers import OrderNumber
from domain.order import Order
from tests.builders import an_approved_order, an_order_line
from tests.dying_ledger import Killed
from tests.house import Document, House

API = "/ExternalApi/v2"


class FragileLedger(OrderLedger):
    """Ends the process just before a commit that changes an order, once it is armed."""

    is_armed = False

    def write_in(self, store: UnitOfWork, order: Order, *evidence: Evidence) -> Order:
        if self.is_armed:
            self.is_armed = False
            raise Killed
        return super().write_in(store, order, *evidence)


class Warehouse:
    """Approved orders, their sales, and what Upstock was told of them."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.numbers: list[OrderNumber] = []
        self.was_whole: set[OrderNumber] = set()
        self.was_voided: set[OrderNumber] = set()
        parts = house.container
        self.ledger = FragileLedger(work=parts.work, tasks=house.tasks, clock=house.clock, teller=parts.teller())
        house.exchange(parts.ledger, self.ledger)

    def approve(self, quantities: dict[str, int]) -> None:
        """Approve one more order of these products."""
        number = OrderNumber(f"UP-{len(self.numbers) + 1}")
        lines = [an_order_line(sku=sku, quantity=quantity) for sku, quantity in quantities.items()]
        self.house.approve(an_approved_order(number=number, reference=number, lines=lines))
        self.numbers.append(number)

    def act(self, number: OrderNumber, action: str, body: Document) -> None:
        """Let somebody try something; whoever is not ready for it changes nothing."""
        self.house.universe.clock.advance(1)
        try:
            self.house.cin7("POST", f"/_fake/sales/upstock:northwind:{number}/{action}", body)
        except AssertionError:
            return
        self.look()

    def authorise(self, number: OrderNumber) -> None:
        """Let the office authorise an order that was undone, as it stands."""
        sale = self.sale(number)
        fields = ("SKU", "Quantity", "Price", "Discount", "TaxRule", "Tax", "Total")
        lines = [{name: line[name] for name in fields} for line in sale["Order"]["Lines"]]
        if sale["Order"]["Status"] == "DRAFT":
            body: Document = {"SaleID": sale["ID"], "Memo": "", "Status": "AUTHORISED", "Lines": lines}
            self.house.cin7("POST", f"{API}/sale/order", body)

    def look(self) -> None:
        """Remember what was ever so, since a poll may be too late to see it."""
        for number in self.numbers:
            sale = self.sale(number)
            if sale["Status"] == "VOIDED":
                self.was_voided.add(number)
            if is_whole(sale):
                self.was_whole.add(number)

    def sale(self, number: OrderNumber) -> dict[str, Any]:
        """Answer the sale of an order as Cin7 shows it."""
        found = [sale for sale in self.house.sales() if sale["ExternalID"] == f"upstock:northwind:{number}"]
        assert len(found) == 1, found
        return cast("dict[str, Any]", found[0])

    def told(self, number: OrderNumber) -> list[str]:
        """Answer what Upstock is told of an order, in order."""
        return [event.type for event in self.house.events() if event.subject == f"order:{number}"]

    def surviving(self, deed: Callable[[], None]) -> None:
        """Do something during which the process may end, and start it again."""
        try:
            deed()
        except Killed:
            self.house.start()

    def all_is_well_again(self) -> None:
        """Let nothing go wrong from now on."""
        self.house.universe.faults.clear()
        self.ledger.is_armed = False


def is_whole(sale: dict[str, Any]) -> bool:
    """Say from the document's own words whether everything left: each task that holds goods, and enough of them."""
    if sale["Status"] == "VOIDED" or sale["Order"]["Status"] != "AUTHORISED":
        return False
    gone: Counter[str] = Counter()
    for task in sale["Fulfilments"]:
        goods = task["Pack"]["Lines"] or task["Pick"]["Lines"]
        if goods and task["Ship"]["Status"] != "AUTHORISED":
            return False
        for line in goods:
            gone[line["SKU"]] += int(Decimal(str(line["Quantity"])))
    ordered = {line["SKU"]: int(Decimal(str(line["Quantity"]))) for line in sale["Order"]["Lines"]}
    waits = any(line["BackorderQuantity"] for line in sale["Order"]["Lines"])
    return not waits and all(gone[sku] >= quantity for sku, quantity in ordered.items())
