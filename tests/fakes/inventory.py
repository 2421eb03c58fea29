"""An inventory system in memory, with faults on demand.

Held to the port by `tests/contracts/test_inventory_system.py`, the same suite that the Cin7 adapter passes.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from application.ports.clock import Clock
from application.ports.errors import (
    CredentialsDoubted,
    CredentialsRefused,
    KeyRefused,
    NotSent,
    PortError,
    Refused,
    SaleRefused,
)
from application.ports.inventory import (
    FIRST_REPLY,
    Batch,
    Doubter,
    InventoryDirectory,
    InventorySystem,
    Item,
    PlannedCall,
    Recorder,
    SaleChange,
)
from domain.call_budget import Lane
from domain.connection import Company, Credentials
from domain.contact import Contact
from domain.errors import NotThere
from domain.identifiers import ContactId, ProductId, SaleId, Sku, folded
from domain.product import Product
from domain.reference_books import ReferenceBooks
from domain.remote_sale import OrderStage, RemoteSale
from domain.sale import Sale, SaleRef
from domain.sale_options import SaleOptions
from tests.fakes.inventory_account import FakeAccount, StoredSale, filled, header_of
from tests.fakes.planned import exchange, header_fields, order_fields, planned

__all__ = ["FakeAccount", "FakeInventory", "FakeInventoryDirectory", "StoredSale"]

Result = TypeVar("Result")


class FakeInventory(InventorySystem):
    """One opening of an account."""

    def __init__(
        self,
        account: FakeAccount,
        given: Credentials,
        clock: Clock,
        *,
        record: Recorder | None,
        doubt: Doubter | None,
        until: datetime | None,
    ) -> None:
        self._account, self._given, self._clock, self._record = account, given, clock, record
        self._doubt, self._until = doubt, until

    def company(self) -> Company:
        return self._call("company", lambda: self._account.company)

    def books(self) -> ReferenceBooks:
        return self._call("books", lambda: self._account.books)

    def contacts(self, changed_since: datetime | None, position: str | None) -> Batch[Contact]:
        rows = [row for row in self._account.contacts if _changed(row.modified_at, changed_since)]
        return self._call("contacts", lambda: self._batch(rows, position))

    def products(self, changed_since: datetime | None, position: str | None) -> Batch[Product]:
        rows = [row for row in self._account.products if _changed(row.modified_at, changed_since)]
        return self._call("products", lambda: self._batch(rows, position))

    def contact(self, contact_id: ContactId) -> Contact | None:
        found = [row for row in self._account.contacts if row.id.casefold() == contact_id.casefold()]
        return self._call("contact", lambda: found[0] if found else None)

    def contacts_named(self, name: str) -> tuple[Contact, ...]:
        found = tuple(row for row in self._account.contacts if folded(row.name) == folded(name))
        return self._call("contacts_named", lambda: found)

    def product(self, product_id: ProductId) -> Product | None:
        found = [row for row in self._account.products if row.id.casefold() == product_id.casefold()]
        return self._call("product", lambda: found[0] if found else None)

    def product_with(self, sku: Sku) -> Product | None:
        found = [row for row in self._account.products if folded(row.sku) == folded(sku)]
        return self._call("product_with", lambda: found[0] if found else None)

    def planned_calls(self, sale: Sale) -> tuple[PlannedCall, ...]:
        return (
            planned("open_sale", header_fields(sale)),
            planned("fill_sale", order_fields(sale, FIRST_REPLY)),
        )

    def reserve(self) -> None:
        """Nothing is counted here."""

    def open_sale(self, sale: Sale, *, not_after: datetime) -> SaleRef:
        def make() -> SaleRef:
            number = len(self._account.sales) + 1
            ref = SaleRef(id=SaleId(f"50000000-0000-4000-8000-{number:012d}"), number=f"SO-{number:05d}")
            now = self._clock.now()
            self._account.sales.append(StoredSale(header_of(ref, sale), sale, made_at=now, touched_at=now))
            return ref

        return self._call("open_sale", make, header_fields(sale), not_after=not_after)

    def fill_sale(self, ref: SaleRef, sale: Sale, *, not_after: datetime) -> RemoteSale:
        def fill() -> RemoteSale:
            stored = self._account.stored(ref)
            self._refuse_impossible(stored.remote, sale)
            stored.remote = filled(stored.remote, sale, self._account.stock)
            stored.touched(self._clock.now())
            return stored.remote

        return self._call("fill_sale", fill, order_fields(sale, ref.id), not_after=not_after)

    def correct_header(self, ref: SaleRef, sale: Sale, *, not_after: datetime) -> None:
        def correct() -> None:
            stored = self._account.stored(ref)
            if stored.header.type is not sale.type:
                raise SaleRefused((f"Sale {stored.remote.ref.number} keeps its type.",))
            stored.header = sale
            stored.remote = replace(stored.remote, key=sale.key, customer_id=sale.customer_id)

        self._call("correct_header", correct, header_fields(sale), not_after=not_after)

    def void_empty(self, ref: SaleRef) -> None:
        def void() -> None:
            stored = self._account.stored(ref)
            if not stored.remote.is_empty and not stored.remote.is_voided:
                raise Refused(f"Sale {stored.remote.ref.number} holds something, so it is not voided from here.")
            stored.remote = replace(stored.remote, status="VOIDED", stage=OrderStage.VOIDED, is_voided=True)

        self._call("void_empty", void)

    def sales_with(self, key: str, *, since: datetime) -> tuple[SaleRef, ...]:
        listed_until = self._clock.now() - self._account.listed_after
        found = [
            stored.remote.ref
            for stored in self._account.sales
            if stored.remote.key == key and since <= stored.made_at <= listed_until
        ]
        return self._call("sales_with", lambda: tuple(found))

    def sale(self, ref: SaleRef) -> RemoteSale:
        def read() -> RemoteSale:
            document, meanwhile = self._account.stored(ref).remote, self._account.while_reading
            self._account.while_reading = None
            if meanwhile:
                meanwhile()
            return document

        return self._call("sale", read)

    def sale_changes(self, since: datetime, position: str | None) -> Batch[SaleChange]:
        rows = [
            SaleChange(
                ref=stored.remote.ref,
                key=stored.remote.key,
                digest=stored.digest,
                says_shipped=stored.says_shipped,
            )
            for stored in self._account.sales
            if stored.touched_at >= since
        ]
        return self._call("sale_changes", lambda: self._batch(rows, position))

    def sale_url(self, ref: SaleRef) -> str:
        return f"https://inventory.example/Sale#{ref.id}"

    def _call(
        self,
        name: str,
        work: Callable[[], Result],
        request: Mapping[str, object] | None = None,
        *,
        not_after: datetime | None = None,
    ) -> Result:
        if not_after is not None and self._clock.now() > not_after:
            raise NotSent(f"{name}: it is past the moment until which this could be sent.")
        if self._until is not None and self._clock.now() >= self._until:
            raise NotSent(f"{name}: there is no time left.")
        self._account.calls.append(name)
        error: PortError | None = None
        try:
            return self._done(name, work)
        except PortError as raised:
            error = raised
            raise
        finally:
            if self._record is not None:
                self._record(exchange(name, request, self._clock.now(), error))
            if self._doubt is not None and isinstance(error, KeyRefused):
                self._doubt(error)

    def _done(self, name: str, work: Callable[[], Result]) -> Result:
        if self._given.application_key != self._account.opened_by.application_key:
            refusal = CredentialsRefused if name == "company" else CredentialsDoubted
            raise refusal("The key does not open this account.", blames_key=True)
        fault = self._account.fault_for(name)
        if fault and not fault.after:
            raise fault.error
        result = work()
        if fault:
            raise fault.error
        return result

    def _batch(self, rows: list[Item], position: str | None, size: int = 2) -> Batch[Item]:
        begin = int(position or 0)
        following = str(begin + size) if begin + size < len(rows) else None
        items = tuple(rows[begin : begin + size])
        return Batch(items=items, position=following, total=len(rows), asked_at=self._clock.now())

    def _refuse_impossible(self, remote: RemoteSale, sale: Sale) -> None:
        if remote.stage not in (OrderStage.NONE, OrderStage.DRAFT):
            raise SaleRefused((f"The order of sale {remote.ref.number} is {remote.stage.value}.",))
        known = {product.id for product in self._account.products}
        unknown = [f"Product {line.sku} was not found." for line in sale.lines if line.product_id not in known]
        if unknown:
            raise SaleRefused(tuple(unknown))


class FakeInventoryDirectory(InventoryDirectory):
    """Opens the accounts it was given, by their account id, in any system but `unknown`."""

    def __init__(self, *accounts: FakeAccount, clock: Clock) -> None:
        self._accounts = {account.opened_by.account_id: account for account in accounts}
        self._clock = clock
        self.lanes: list[Lane] = []

    def open(
        self,
        system: str,
        credentials: Credentials,
        *,
        lane: Lane,
        record: Recorder | None = None,
        doubt: Doubter | None = None,
        within: timedelta | None = None,
    ) -> InventorySystem:
        self._assert_known(system)
        self.lanes.append(lane)
        stranger = FakeAccount(opened_by=Credentials(account_id="nobody", application_key="nobody"))
        account = self._accounts.get(credentials.account_id, stranger)
        until = None if within is None else self._clock.now() + within
        return FakeInventory(account, credentials, self._clock, record=record, doubt=doubt, until=until)

    def notices(
        self,
        system: str,
        credentials: Credentials,  # noqa: ARG002  # the port's signature
        *,
        lane: Lane,  # noqa: ARG002  # as above
        within: timedelta | None = None,  # noqa: ARG002  # as above
    ) -> None:
        """It has no webhooks."""
        self._assert_known(system)

    def check(self, system: str, options: SaleOptions) -> None:  # noqa: ARG002  # the port's signature
        self._assert_known(system)

    def _assert_known(self, system: str) -> None:
        if system == "unknown":
            raise NotThere("There is no connection to “unknown” here.")


def _changed(modified_at: datetime | None, since: datetime | None) -> bool:
    return since is None or modified_at is None or modified_at >= since
