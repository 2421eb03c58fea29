"""One company's Cin7: its settings, books, goods, customers, sales and webhooks.

Source: ref §12 (design notes), §1.2 (D).
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from adapters.fake_cin7.state.books import Books
from adapters.fake_cin7.state.catalogue import Catalogue
from adapters.fake_cin7.state.clock import Clock
from adapters.fake_cin7.state.customers import Customers
from adapters.fake_cin7.state.hooks import Hooks
from adapters.fake_cin7.state.sale import Sales
from adapters.fake_cin7.state.stock import Level, Stock
from adapters.fake_cin7.state.switches import Switches
from adapters.fake_cin7.values import new_guid
from adapters.fake_cin7.wire import Row

ME: Row = {
    "Company": "Fake company",
    "Currency": "AUD",
    "TimeZone": "UTC",
    "DefaultWeightUnits": "kg",
    "DefaultDimensionsUnits": "cm",
    "LockDate": None,
    "OpeningBalanceDate": "2020-01-01T00:00:00",
    "TaxCalculationMethod": "Row Total",
    "DefaultSaleTaxRuleId": None,
    "DefaultSaleTaxRuleName": None,
    "MaximumDecimalPlacesInQuantity": "N2",
    "ApplyCustomerDiscountsAfterOtherDiscounts": False,
    "DiscountRule": "Discount",
    "AutomaticallyApplyDiscounts": False,
    "RoundingTable": [],
}


@dataclass
class Counters:
    """Numbers given out; none is given twice.

    Source: ref §12, invariants: a number is assigned when the header is made and never reused.
    """

    sale: int = 0
    invoice: int = 0

    def next_sale(self) -> tuple[int, str]:
        """Give out the next order number, with its place in the order of all."""
        self.sale += 1
        return self.sale, f"SO-{self.sale:05d}"

    def next_invoice(self) -> str:
        """Give out the next invoice number."""
        self.invoice += 1
        return f"INV-{self.invoice:05d}"


@dataclass
class Account:
    """Everything of one company; its calls are told apart by account id and application key.

    Source: ref §1.1 (D, L): several application keys may exist on one account.
    """

    clock: Clock
    switches: Switches
    id: str = field(default_factory=new_guid)
    keys: list[str] = field(default_factory=list)
    me: Row = field(default_factory=lambda: dict(ME))
    books: Books = field(default_factory=Books)
    catalogue: Catalogue = field(default_factory=Catalogue)
    families: dict[str, Row] = field(default_factory=dict)
    attachments: dict[str, list[Row]] = field(default_factory=dict)
    customers: Customers = field(default_factory=Customers)
    custom_prices: dict[str, dict[str, Row]] = field(default_factory=dict)
    stock: Stock = field(default_factory=Stock)
    stock_snapshot: tuple[datetime, list[Level]] | None = None
    sales: Sales = field(default_factory=Sales)
    hooks: Hooks = field(default_factory=Hooks)
    counters: Counters = field(default_factory=Counters)

    def now(self) -> datetime:
        """Read the universe's clock."""
        return self.clock.now()

    def today(self) -> date:
        """Name the calendar day where the company is.

        Source: ref §1.2 (D): `TimeZone` of the company.
        """
        zone = self.me.get("TimeZone")
        return self.now().astimezone(ZoneInfo(zone) if zone else UTC).date()

    def tier_names(self) -> dict[str, str]:
        """Map price fields to the names the supplier gave its tiers.

        Source: ref §3.1 (D:5221).
        """
        return {f"PriceTier{int(row['Code'])}": row["Name"] for row in self.books.price_tiers}
