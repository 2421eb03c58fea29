"""Accounts that the suite of the inventory port runs on: in memory, Cin7's adapter over the fake, a real one."""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from adapters.cin7_core import Cin7Directory, make_session
from application.ports.clock import Clock
from application.ports.errors import Throttled, Unclear
from application.ports.inventory import Batch, InventoryDirectory, InventorySystem, Item, Recorder
from domain.call_budget import Lane
from domain.connection import Credentials
from domain.contact import Contact
from domain.money import ZERO, Currency, percent_of
from domain.product import Product
from domain.sale import Sale, SaleLine
from domain.sale_options import SaleStatus
from entrypoints.clock import SystemClock
from tests.builders import a_contact, a_product, a_sale, a_sale_line
from tests.fakes.budget import UnlimitedBudget
from tests.fakes.clock import StandingClock
from tests.fakes.inventory import FakeAccount, FakeInventoryDirectory
from tests.plugins.servers import ImitatedCin7
from tests.small_account import SMALL_ACCOUNT

LIVE_URL = "https://inventory.dearsystems.com/ExternalApi/v2/"
NOBODY = "00000000-0000-4000-8000-0000000000ff"
LIVE = ("CIN7_LIVE_ACCOUNT_ID", "CIN7_LIVE_KEY")


class Opened(ABC):
    """An account with an active customer and two products to sell at least, and what the suite needs around it."""

    directory: InventoryDirectory
    credentials: Credentials
    clock: Clock

    def account(self, *, key: str = "", record: Recorder | None = None) -> InventorySystem:
        """Open it, with its own key unless another is given."""
        given = replace(self.credentials, application_key=key) if key else self.credentials
        return self.directory.open("cin7_core", given, lane=Lane.ORDERS, record=record)

    @property
    def soon(self) -> datetime:
        """A deadline that is not past."""
        return self.clock.now() + timedelta(seconds=20)

    @property
    def just_before(self) -> datetime:
        """A moment after which everything of this test was made; clocks need not agree."""
        return self.clock.now() - timedelta(minutes=10)

    @abstractmethod
    def calls(self) -> int:
        """Count the calls that arrived."""

    @abstractmethod
    def lose_the_answer(self) -> None:
        """Let the next header be made and its answer be lost."""

    @abstractmethod
    def turn_away(self) -> None:
        """Let the next header not be made, because there are too many calls."""


class InMemory(Opened):
    """The system in memory that tests of the application use."""

    def __init__(self) -> None:
        self.clock = StandingClock()
        self.stored = FakeAccount(
            contacts=[
                a_contact(),
                a_contact("Sparrow Bakery", id="c0000000-0000-4000-8000-000000000002"),
                a_contact("Closed Corner", id="c0000000-0000-4000-8000-000000000004", is_active=False),
            ],
            products=[
                a_product(),
                a_product("NW-002", id="a0000000-0000-4000-8000-000000000002", name="Chang"),
                a_product("NW-004", id="a0000000-0000-4000-8000-000000000004", is_deprecated=True),
            ],
        )
        self.credentials = self.stored.opened_by
        self.directory = FakeInventoryDirectory(self.stored, clock=self.clock)

    def calls(self) -> int:
        return len(self.stored.calls)

    def lose_the_answer(self) -> None:
        self.stored.fail("open_sale", Unclear("The answer was lost.", answered=False), after=True)

    def turn_away(self) -> None:
        self.stored.fail("open_sale", Throttled("Too many calls.", retry_after=timedelta(seconds=60)))


class OverTheFake(Opened):
    """The Cin7 adapter talking to an imitated Cin7."""

    def __init__(self, cin7: ImitatedCin7) -> None:
        cin7.open_account(SMALL_ACCOUNT)
        self.cin7 = cin7
        self.clock, self.credentials, self.directory = cin7.clock, cin7.credentials, cin7.directory()

    def calls(self) -> int:
        return len(self.cin7.calls())

    def lose_the_answer(self) -> None:
        self.cin7.fault("POST", "sale", "commit_then_timeout")

    def turn_away(self) -> None:
        self.cin7.fault("POST", "sale", {"status": 429})


class Live(Opened):
    """The Cin7 adapter talking to a real trial account; its drafts stay there."""

    def __init__(self) -> None:
        if not all(os.environ.get(name) for name in LIVE):
            pytest.skip(f"needs a real Cin7 account: set {' and '.join(LIVE)}")
        self.clock, self._budget = SystemClock(), UnlimitedBudget()
        self.credentials = Credentials(account_id=os.environ[LIVE[0]], application_key=os.environ[LIVE[1]])
        self.directory = Cin7Directory(make_session(), LIVE_URL, self._budget, self.clock)

    def calls(self) -> int:
        return len(self._budget.asked)

    def lose_the_answer(self) -> None:
        pytest.skip("needs a real Cin7 account: and nobody can make one lose an answer")

    def turn_away(self) -> None:
        pytest.skip("needs a real Cin7 account: and nobody should use up its calls")


def a_sale_in(opened: Opened, *, status: SaleStatus = SaleStatus.DRAFT) -> Sale:
    """Compose a sale of two products out of what an account holds, with a key nobody used before."""
    account = opened.account()
    books, company = account.books(), account.company()
    buyer = next(row for row in every_contact(account) if row.is_active and row.currency == company.base_currency)
    rule = books.tax_rule(buyer.tax_rule) or books.tax_rules[0]
    sold = [product for product in every_product(account) if product.why_not_offered is None][:2]
    lines = [_line(product, rule.name, rule.percent) for product in sold]
    return replace(
        a_sale(lines=lines, status=status),
        key=f"upstock:contract:{uuid4().hex}",
        currency=Currency(company.base_currency),
        customer_id=buyer.id,
        tax_rule=rule.name,
        terms=buyer.payment_terms,
        price_tier=buyer.price_tier,
        location=buyer.location or (books.default_location or books.locations[0]).name,
        sales_representative="",
        billing_address=None,
        shipping_address=None,
        tax=sum((line.tax for line in lines), ZERO),
    )


def every_contact(account: InventorySystem) -> list[Contact]:
    """Read customers to the end."""
    return _every(account.contacts)


def every_product(account: InventorySystem) -> list[Product]:
    """Read products to the end."""
    return _every(account.products)


def _every(read: Callable[[datetime | None, str | None], Batch[Item]]) -> list[Item]:
    batch = read(None, None)
    found = list(batch.items)
    while batch.position is not None:
        batch = read(None, batch.position)
        found += batch.items
    return found


def _line(product: Product, rule: str, percent: Decimal) -> SaleLine:
    made = a_sale_line(product_id=product.id, sku=product.sku, name=product.name, quantity=2, price=10, total=20)
    return replace(made, tax_rule=rule, tax=percent_of(made.total, percent))


@pytest.fixture(params=["in_memory", "cin7_in_process", "cin7_over_http", pytest.param("live", marks=pytest.mark.live)])
def opened(request: pytest.FixtureRequest) -> Opened:
    if request.param == "in_memory":
        return InMemory()
    if request.param == "live":
        return Live()
    cin7 = request.getfixturevalue(request.param)
    assert isinstance(cin7, ImitatedCin7)
    return OverTheFake(cin7)
