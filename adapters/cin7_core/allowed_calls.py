"""The only calls this connector ever makes to Cin7 Core.

Nothing about invoices, payments, credit notes, journals, stock or purchases is here, and nothing outside it can be
sent: a supplier's own link from Cin7 to its accounts goes on undisturbed.

Source: R3; architecture §6.2.
"""

from dataclasses import dataclass
from enum import Enum

from adapters.cin7_core.wire import CustomerRow, ProductRow

MOST_ROWS = 1000  # that Cin7 gives at once (ref §1.6)
WITH_OWN_PRICES = 200  # customers at once: each may bring a price for every product, and one page is held in memory


class Effect(Enum):
    """What a call may change, which decides how its failure is understood.

    *create* is looked for before it is repeated, *replace* is harmless to repeat, *void* touches empty headers and our
    own webhooks only.
    """

    READ = "read"
    CREATE = "create"
    REPLACE = "replace"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedCall:
    """A method and path of Cin7's documentation.

    Shape: `fixed` are parameters that are never left to chance; `rows` is where a list stands in the answer, `page`
    how many of them are asked for at once, and `fields` what is read of each, none for everything.
    """

    method: str
    path: str
    effect: Effect = Effect.READ
    fixed: tuple[tuple[str, str], ...] = ()
    rows: str = ""
    page: int = MOST_ROWS
    fields: tuple[str, ...] = ()

    @property
    def is_write(self) -> bool:
        """Answer whether it may change something, so that a lost answer leaves a doubt."""
        return self.effect is not Effect.READ

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


ME = AllowedCall(method="GET", path="me")
COMPANY_CONTACTS = AllowedCall(method="GET", path="me/contacts", rows="MeContactsList")
PRODUCTS = AllowedCall(method="GET", path="product", rows="Products", fields=tuple(ProductRow.__annotations__))
CUSTOMERS = AllowedCall(
    method="GET", path="customer", rows="CustomerList", page=WITH_OWN_PRICES, fields=tuple(CustomerRow.__annotations__)
)
PRICE_TIERS = AllowedCall(method="GET", path="ref/priceTier", rows="PriceTiers")
LOCATIONS = AllowedCall(method="GET", path="ref/location", rows="LocationList")
TAX_RULES = AllowedCall(method="GET", path="ref/tax", rows="TaxRuleList")
PAYMENT_TERMS = AllowedCall(method="GET", path="ref/paymentterm", rows="PaymentTermList")
CARRIERS = AllowedCall(method="GET", path="ref/carrier", rows="CarrierList")
SALE_LIST = AllowedCall(method="GET", path="saleList", rows="SaleList")
SALE = AllowedCall(method="GET", path="sale")
OPEN_SALE = AllowedCall(method="POST", path="sale", effect=Effect.CREATE)
CORRECT_SALE = AllowedCall(method="PUT", path="sale", effect=Effect.REPLACE)
FILL_SALE = AllowedCall(method="POST", path="sale/order", effect=Effect.REPLACE)
VOID_SALE = AllowedCall(method="DELETE", path="sale", effect=Effect.VOID, fixed=(("Void", "true"),))
WEBHOOKS = AllowedCall(method="GET", path="webhooks", rows="Webhooks")
REGISTER_WEBHOOK = AllowedCall(method="POST", path="webhooks", effect=Effect.CREATE)
REPLACE_WEBHOOK = AllowedCall(method="PUT", path="webhooks", effect=Effect.REPLACE)
REMOVE_WEBHOOK = AllowedCall(method="DELETE", path="webhooks", effect=Effect.VOID)

ALLOWED_CALLS = frozenset(
    {
        ME,
        COMPANY_CONTACTS,
        PRODUCTS,
        CUSTOMERS,
        PRICE_TIERS,
        LOCATIONS,
        TAX_RULES,
        PAYMENT_TERMS,
        CARRIERS,
        SALE_LIST,
        SALE,
        OPEN_SALE,
        CORRECT_SALE,
        FILL_SALE,
        VOID_SALE,
        WEBHOOKS,
        REGISTER_WEBHOOK,
        REPLACE_WEBHOOK,
        REMOVE_WEBHOOK,
    }
)


class CallNotAllowed(Exception):
    """A call outside the list was about to be made: our bug, stopped before any socket opens."""


def assert_allowed(call: AllowedCall) -> None:
    """Stop a call that the list does not hold.

    Source: R3. Raises: CallNotAllowed.
    """
    if call not in ALLOWED_CALLS:
        raise CallNotAllowed(f"{call} is not in adapters/cin7_core/allowed_calls.py: this connector never makes it.")
