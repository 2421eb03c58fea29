"""What an account of the inventory system in memory holds: records, sales, and what shall go wrong next."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from application.ports.errors import NotFound
from domain.connection import Company, Credentials
from domain.contact import Contact
from domain.money import ZERO
from domain.product import Product
from domain.reference_books import ReferenceBooks
from domain.remote_sale import OrderStage, RemoteCharge, RemoteLine, RemoteSale
from domain.sale import Sale, SaleLine, SaleRef
from domain.sale_options import SaleStatus
from tests.builders import a_company, books, credentials


@dataclass(slots=True)
class StoredSale:
    """A sale as the other side holds it: tests read and change it as its staff would."""

    remote: RemoteSale
    header: Sale
    made_at: datetime
    touched_at: datetime
    says_shipped: bool = False

    def touched(self, at: datetime) -> None:
        """Let the list show it as touched."""
        self.touched_at = max(self.touched_at, at)

    @property
    def digest(self) -> str:
        """Answer what is the same for as long as nothing about it changed."""
        return f"{self.touched_at}:{self.remote.status}:{self.says_shipped}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with a call; `after` means that its work was done and only the answer is lost."""

    call: str
    error: BaseException
    after: bool


class FakeAccount:
    """What one account holds, whoever opens it and however often.

    `stock` limits what is there; a SKU it does not name never runs out. A sale shows up in `sales_with` once it is
    `listed_after` old. `while_reading` happens once, between a document's reading and its answer.
    """

    def __init__(
        self,
        *,
        company: Company | None = None,
        reference_books: ReferenceBooks | None = None,
        contacts: Iterable[Contact] = (),
        products: Iterable[Product] = (),
        opened_by: Credentials | None = None,
    ) -> None:
        self.company = company or a_company()
        self.books = reference_books or books()
        self.contacts, self.products = list(contacts), list(products)
        self.opened_by = opened_by or credentials()
        self.stock: dict[str, Decimal] = {}
        self.sales: list[StoredSale] = []
        self.calls: list[str] = []
        self.listed_after = timedelta(0)
        self.while_reading: Callable[[], None] | None = None
        self._faults: list[Fault] = []

    def fail(self, call: str, error: BaseException, *, after: bool = False, times: int = 1) -> None:
        """Make the next calls of this name fail, or the process end, before or after their work."""
        self._faults += [Fault(call, error, after)] * times

    def fault_for(self, call: str) -> Fault | None:
        """Take the next fault meant for this call."""
        fault = next((fault for fault in self._faults if fault.call == call), None)
        if fault:
            self._faults.remove(fault)
        return fault

    def stored(self, ref: SaleRef) -> StoredSale:
        """Answer a sale. Raises: NotFound."""
        for stored in self.sales:
            if stored.remote.ref.id == ref.id:
                return stored
        raise NotFound(f"There is no sale {ref.id}.")

    def change(self, ref: SaleRef, *, at: datetime | None = None, **changes: object) -> None:
        """Do to a sale's document what its staff, or a warehouse, might do; the list shows it from `at` on."""
        stored = self.stored(ref)
        stored.remote = replace(stored.remote, **changes)  # type: ignore[arg-type]  # any field of the document
        stored.touched(at or stored.touched_at)


def header_of(ref: SaleRef, sale: Sale) -> RemoteSale:
    return RemoteSale(
        ref=ref,
        key=sale.key,
        customer_id=sale.customer_id,
        customer_name=sale.customer_name,
        currency=sale.currency.code,
        status="ESTIMATED",
        stage=OrderStage.NONE,
        is_voided=False,
    )


def filled(remote: RemoteSale, sale: Sale, stock: Mapping[str, Decimal]) -> RemoteSale:
    drafted = sale.status is SaleStatus.DRAFT
    lines = tuple(_line(line, ZERO if drafted else _short(line, stock)) for line in sale.lines)
    short = any(line.backordered for line in lines)
    return replace(
        remote,
        status="ORDERING" if drafted else "BACKORDERED" if short else "ORDERED",
        stage=OrderStage.DRAFT if drafted else OrderStage.AUTHORISED,
        lines=lines,
        charges=tuple(RemoteCharge(description=c.description, price=c.price, tax=c.tax) for c in sale.charges),
        tax=sale.tax,
        total=sale.total,
    )


def _short(line: SaleLine, stock: Mapping[str, Decimal]) -> Decimal:
    return max(ZERO, line.quantity - stock.get(line.sku, line.quantity))


def _line(line: SaleLine, backordered: Decimal) -> RemoteLine:
    return RemoteLine(
        product_id=line.product_id,
        sku=line.sku,
        quantity=line.quantity,
        price=line.price,
        discount_percent=line.discount_percent,
        tax=line.tax,
        total=line.total,
        backordered=backordered,
    )
