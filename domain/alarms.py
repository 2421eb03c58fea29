"""What in an account will make prices or orders go wrong, before it does."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from domain.connection import Company
from domain.contact import Contact
from domain.identifiers import folded
from domain.money import HUNDRED, ZERO, Currency, plain
from domain.price_list import currency_of
from domain.prices import UNKNOWN_TIER, is_possible, tier_for
from domain.product import Product
from domain.reference_books import PriceTier, ReferenceBooks


class AlarmKind(Enum):
    """Everything that is watched for; each has its remedy in `FIXES`. Source: B13."""

    ZERO_PRICE = "zero_price"
    ZERO_OWN_PRICE = "zero_own_price"
    TIER_HOLE = "tier_hole"
    TWIN_TIERS = "twin_tiers"
    UNKNOWN_TIER = "unknown_tier"
    DISCOUNT = "discount"
    CURRENCY = "currency"
    CREDIT_HOLD = "credit_hold"
    LOCK_DATE = "lock_date"
    SHIPMENT_UNDONE = "shipment_undone"
    SHIPMENT_CHANGED = "shipment_changed"
    SHIPMENT_UNCLEAR = "shipment_unclear"
    SALE_GONE = "sale_gone"
    SEVERAL_SALES = "several_sales"
    ODD_ANSWER = "odd_answer"
    CONNECTOR_FAILED = "connector_failed"


FIXES: dict[AlarmKind, str] = {
    AlarmKind.ZERO_PRICE: "Set a price in Cin7, or mark the product there as not sellable.",
    AlarmKind.ZERO_OWN_PRICE: "Set the customer's own price in Cin7, or remove it there.",
    AlarmKind.TIER_HOLE: "Set the product's price in that tier in Cin7, or leave it out of it on purpose.",
    AlarmKind.TWIN_TIERS: "Rename one of the two tiers in Cin7.",
    AlarmKind.UNKNOWN_TIER: "Choose one of the account's tiers for the customer in Cin7.",
    AlarmKind.DISCOUNT: "Set the customer's discount in Cin7 to 0 or more and less than 100.",
    AlarmKind.CURRENCY: "Change the customer's currency in Cin7 to the account's, or take its orders by hand.",
    AlarmKind.CREDIT_HOLD: "Settle the account with the customer and take the hold off in Cin7.",
    AlarmKind.LOCK_DATE: "Move the lock date in Cin7 to an earlier day.",
    AlarmKind.SHIPMENT_UNDONE: "Ship the goods in Cin7 again, or tell the customer what happened.",
    AlarmKind.SHIPMENT_CHANGED: "Ship the rest in Cin7, and tell the customer that more is to come.",
    AlarmKind.SHIPMENT_UNCLEAR: "Compare the sale with the order (see drift), and mark it shipped in Upstock by hand.",
    AlarmKind.SALE_GONE: "Find out who deleted the sale in Cin7, and whether the goods really left.",
    AlarmKind.SEVERAL_SALES: "Void the wrong sale in Cin7, so that nothing goes out twice.",
    AlarmKind.ODD_ANSWER: "See whether Cin7 works in your browser; if it does, show Cin7's support what it answered.",
    AlarmKind.CONNECTOR_FAILED: "Tell whoever runs the connector the reference; meanwhile it tries again by itself.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One thing that somebody should put right in Cin7.

    Source: B13. Shape: `subject` is what it is about, as ``product:`` or ``contact:`` and its id, ``tier:`` and its
    name, ``order:`` and its number, ``task:`` and the connector's own work, ``answer:`` and what was asked of Cin7, or
    ``account``; one kind concerns a subject
    at most once.
    """

    kind: AlarmKind
    subject: str
    detail: str

    @property
    def fix(self) -> str:
        """Answer the remedy."""
        return FIXES[self.kind]


def alarms_of_product(product: Product, used: Iterable[PriceTier]) -> tuple[Alarm, ...]:
    """Watch one product that is on offer: without a price in every tier that customers have, or in some of them.

    Source: R20, B13; ref §3.1 (0 is both "free" and "no price").
    """
    tiers = [tier for tier in used if tier.number != UNKNOWN_TIER]
    holes = [tier for tier in tiers if product.tier_price(tier.number) <= ZERO]
    if product.why_not_offered is not None or not holes:
        return ()
    named, subject = f"“{product.name}” ({product.sku})", f"product:{product.id}"
    if len(holes) == len(tiers):
        detail = f"{named} has no price in any tier that customers have: only own prices can sell it."
        return (Alarm(kind=AlarmKind.ZERO_PRICE, subject=subject, detail=detail),)
    names = ", ".join(f"“{tier.name}”" for tier in sorted(holes, key=lambda tier: tier.number))
    detail = f"{named} has no price in {names}, while others have one: it is left off those price lists."
    return (Alarm(kind=AlarmKind.TIER_HOLE, subject=subject, detail=detail),)


def alarms_of_contact(contact: Contact, books: ReferenceBooks, base: Currency) -> tuple[Alarm, ...]:
    """Watch one customer who may order. Source: R2, R20, R21, R22, B13."""
    if not contact.is_active:
        return ()
    found = []
    if contact.is_on_credit_hold:
        found.append((AlarmKind.CREDIT_HOLD, "is on credit hold: Cin7 may refuse to authorise its sales."))
    if tier_for(contact.price_tier, books)[0].number == UNKNOWN_TIER:
        told = f"has the price tier “{contact.price_tier}”, which the account does not have: only its own prices count."
        found.append((AlarmKind.UNKNOWN_TIER, told))
    if not is_possible(contact.discount) or contact.discount == HUNDRED:
        found.append((AlarmKind.DISCOUNT, f"has a discount of {plain(contact.discount)} %, which leaves no price."))
    if currency_of(contact.currency, base) != base:
        told = f"trades in {contact.currency}, the account in {base.code}: its orders are held."
        found.append((AlarmKind.CURRENCY, told))
    if zeros := sum(own.price <= ZERO for own in contact.own_prices):
        told = f"has {zeros} own price{'s' if zeros > 1 else ''} of 0: the tier's price counts there."
        found.append((AlarmKind.ZERO_OWN_PRICE, told))
    named, subject = f"“{contact.name}”", f"contact:{contact.id}"
    return tuple(Alarm(kind=kind, subject=subject, detail=f"{named} {told}") for kind, told in found)


def alarms_of_account(company: Company, books: ReferenceBooks, today: date) -> tuple[Alarm, ...]:
    """Watch what concerns everybody: tiers of one name, and a lock date that today's orders fall under.

    Source: B13; ref §1.2 (`LockDate`), §3.1 (customers name their tier, and Cin7 forbids no name twice).
    """
    found = []
    for name, times in Counter(folded(tier.name) for tier in books.price_tiers if tier.name.strip()).items():
        if times > 1:
            (detail,) = tier_for(name, books)[1]
            found.append(Alarm(kind=AlarmKind.TWIN_TIERS, subject=f"tier:{name}", detail=detail))
    if company.lock_date is not None and company.lock_date >= today:
        detail = f"The account is locked up to {company.lock_date:%Y-%m-%d}: Cin7 may refuse sales of today."
        found.append(Alarm(kind=AlarmKind.LOCK_DATE, subject="account", detail=detail))
    return tuple(found)
