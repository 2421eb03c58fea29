"""The catalogue of everything that can keep an order from becoming a sale.

One entry a code: what happened, why it matters, how to fix it, who can. HTTP, console, command line and
manual show these texts and no others.
"""

from dataclasses import dataclass

from domain.errors import InvalidValue
from domain.identifiers import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemKind:
    """One entry of the catalogue. Source: B7."""

    what: str
    why: str
    fix: str
    who: str


@dataclass(frozen=True, slots=True)
class Cure:
    """What would release an order: the appearance of a thing of this kind and key. Source: B8."""

    kind: str
    key: str

    @classmethod
    def of(cls, kind: str, key: str) -> "Cure":
        """Name a cure; case and space in its key do not count."""
        return cls(kind, folded(key))


BOOK_CURES = frozenset({"tax_rule", "location", "terms"})
"""The kinds of cures that are entries of a reference book."""

ADDRESS_FIELD, FREIGHT_TAX_RULE, DEFAULT_LOCATION = (
    Cure("option", "address_field"),
    Cure("option", "freight_tax_rule"),
    Cure("option", "default_location"),
)
"""What a person may choose otherwise, here rather than in the inventory system. Source: B8."""

SUPPLIER, SUPPORT, UPSTOCK = "supplier", "support", "upstock"

CATALOGUE: dict[str, ProblemKind] = {
    "order_currency": ProblemKind(
        what="The order is in another currency than the Cin7 account.",
        why="Cin7 takes sales in the account's default currency only; another one would change the amounts.",
        fix="Ask the customer to order in the account's currency, or enter this sale in Cin7 by hand and link it.",
        who=SUPPLIER,
    ),
    "customer_currency": ProblemKind(
        what="The customer trades in another currency in Cin7.",
        why="Cin7 would take the order's amounts as amounts of that currency.",
        fix="Change the customer's currency in Cin7 to the account's default; the order then goes by itself.",
        who=SUPPLIER,
    ),
    "unknown_customer": ProblemKind(
        what="No customer in Cin7 matches the one on the order.",
        why="A sale needs a customer that exists in Cin7; none is ever created by guess.",
        fix="Create the customer in Cin7 under this name, or match it to another; the order then goes by itself.",
        who=SUPPLIER,
    ),
    "ambiguous_customer": ProblemKind(
        what="Several customers in Cin7 match the one on the order.",
        why="The goods and the invoice would go to one of them by chance.",
        fix="Choose the right customer among the candidates; the order then goes by itself.",
        who=SUPPLIER,
    ),
    "inactive_customer": ProblemKind(
        what="The customer is deprecated in Cin7.",
        why="Cin7 refuses sales to deprecated customers.",
        fix="Set the customer to Active in Cin7, or match the order to another one; the order then goes by itself.",
        who=SUPPLIER,
    ),
    "unknown_product": ProblemKind(
        what="A product on the order does not exist in Cin7.",
        why="A sale line needs a product that Cin7 knows by this SKU.",
        fix="Create the product in Cin7 with exactly this SKU; the order then goes by itself.",
        who=SUPPLIER,
    ),
    "one_product_two_prices": ProblemKind(
        what="One product stands on the order at two prices or discounts.",
        why="Cin7 refuses a sale that lists one product twice, and only after it has made an empty one.",
        fix="Approve the order again with one price for the product, under a new number, or link a sale made by hand.",
        who=SUPPLIER,
    ),
    "negative_charge": ProblemKind(
        what="A charge on the order takes money off.",
        why="Cin7 promises no sale with a negative charge; if it refuses one, an empty sale is left behind.",
        fix="Approve the order again under a new number with the discount on its lines, or link a sale made by hand.",
        who=SUPPLIER,
    ),
    "quantity_too_fine": ProblemKind(
        what="A quantity has more decimal places than the Cin7 account allows.",
        why="Cin7 would round it, and less or more would be shipped than was ordered.",
        fix="Allow more decimal places in Cin7 (Settings, General), then retry.",
        who=SUPPLIER,
    ),
    "unknown_address": ProblemKind(
        what="The address named on the order is not among the customer's addresses in Cin7.",
        why="The goods would go to another place, or Cin7 would add an address of its own accord.",
        fix="Add the address to the customer in Cin7 with exactly this first line; the order then goes by itself.",
        who=SUPPLIER,
    ),
    "ambiguous_address": ProblemKind(
        what="Several of the customer's addresses in Cin7 carry the name given on the order.",
        why="The goods would go to one of them by chance.",
        fix="Give the addresses different first lines in Cin7; the order then goes by itself.",
        who=SUPPLIER,
    ),
    "tax_rule_missing": ProblemKind(
        what="There is no active tax rule for sales that fits.",
        why="Every line of a sale needs one, and a guessed rate would be a wrong invoice.",
        fix="Set a tax rule in Cin7 that is active and for sales, as the detail says; the order then goes by itself.",
        who=SUPPLIER,
    ),
    "location_missing": ProblemKind(
        what="No location to sell from is known.",
        why="Cin7 needs to know which stock the goods come from.",
        fix="Set the customer's location in Cin7, or connect with a default location; the order then goes by itself.",
        who=SUPPLIER,
    ),
    "terms_missing": ProblemKind(
        what="The customer's payment terms do not exist in Cin7 or are not active.",
        why="Cin7 refuses a sale with terms that it does not know.",
        fix="Choose active payment terms for the customer in Cin7; the order then goes by itself.",
        who=SUPPLIER,
    ),
    "not_connected": ProblemKind(
        what="The supplier is not connected to an inventory system.",
        why="There is nowhere to send the order; it is kept.",
        fix="Connect the supplier; the order then goes by itself.",
        who=SUPPLIER,
    ),
    "disconnected": ProblemKind(
        what="The supplier was disconnected before the order reached Cin7.",
        why="The key was erased on disconnecting; the order is kept.",
        fix="Connect the supplier again; the order then goes by itself.",
        who=SUPPLIER,
    ),
    "connection_lost": ProblemKind(
        what="Cin7 no longer accepts the supplier's key.",
        why="The key was revoked or replaced in Cin7; nothing can be sent with it.",
        fix="Connect the supplier again with a working key; the order then goes by itself.",
        who=SUPPLIER,
    ),
    "other_company": ProblemKind(
        what="The order was approved for another company than the one that is connected.",
        why="A sale in the wrong company would be shipped and invoiced by somebody else.",
        fix="Connect the first company again, and the order goes by itself; or approve it under a new number, or ignore"
        " it.",
        who=SUPPLIER,
    ),
    "refused_by_cin7": ProblemKind(
        what="Cin7 refused the sale.",
        why="Its own words say why; repeating the same would be refused again.",
        fix="Put right in Cin7 what its message names, then retry.",
        who=SUPPLIER,
    ),
    "cin7_fails_on_it": ProblemKind(
        what="Cin7 fails on this order again and again.",
        why="Each try was answered with an internal error, and no sale came of it.",
        fix="Enter the sale in Cin7 by hand and link it, and report the case to Cin7's support.",
        who=SUPPORT,
    ),
    "unexpected_reply": ProblemKind(
        what="Cin7 answered in a way that its documentation does not know.",
        why="What it means is not certain, so nothing more was sent.",
        fix="Look at the evidence of the order; retry when Cin7 answers normally again.",
        who=SUPPORT,
    ),
    "several_sales": ProblemKind(
        what="More than one sale with lines exists in Cin7 for this order.",
        why="The goods could go out twice. A sale that holds lines is never voided by us.",
        fix="Void the wrong one in Cin7, then link the right one.",
        who=SUPPLIER,
    ),
    "sale_voided": ProblemKind(
        what="The sale made for this order was voided in Cin7 before it was complete.",
        why="Somebody decided so; making another by ourselves could contradict them.",
        fix="Retry to make a new sale, link another one, or ignore the order.",
        who=SUPPLIER,
    ),
    "sale_differs": ProblemKind(
        what="The sale in Cin7 carries our key but other products or quantities than the order.",
        why="Somebody changed it before it was complete; which of the two is right only a person can say.",
        fix="Correct the sale in Cin7 and link it, or void it and retry.",
        who=SUPPLIER,
    ),
    "tried_too_long": ProblemKind(
        what="Cin7 could not be reached for a whole day.",
        why="Trying for ever would hide the problem; the order is kept.",
        fix="See whether Cin7 works for you, then retry; nothing was lost.",
        who=SUPPORT,
    ),
    "internal": ProblemKind(
        what="The connector itself failed.",
        why="This is a fault of the connector, not of the order or the request; an order is kept.",
        fix="Report the reference in the detail to support; retry after the fault is mended.",
        who=SUPPORT,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that keeps an order back, in words that say what to do.

    Source: B7, B8. Shape: `pointer` is a JSON pointer into the approved order; `candidates` are ids to choose from.
    Raises: InvalidValue for a code that is not in the catalogue.
    """

    code: str
    detail: str
    pointer: str = ""
    cures: tuple[Cure, ...] = ()
    candidates: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.code not in CATALOGUE:
            raise InvalidValue(f"“{self.code}” is not in the catalogue of problems.")

    @property
    def fix(self) -> str:
        """Answer the catalogue's remedy."""
        return CATALOGUE[self.code].fix
