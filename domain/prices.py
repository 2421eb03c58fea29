"""What a customer pays for one unit of a product, and why: nothing else prices anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from domain.contact import Contact, OwnPrice
from domain.identifiers import folded
from domain.money import HUNDRED, ZERO, Currency, less_percent, plain
from domain.product import Product
from domain.reference_books import PriceTier, ReferenceBooks

FIRST_TIER = 1
UNKNOWN_TIER = 0  # the number of a tier that the account does not have: no product has a price in it


class WhyNotSet(Enum):
    """Why a customer has no price for a product, so that the product is left off its list."""

    NO_PRICE = "no_price"
    UNKNOWN_TIER = "unknown_tier"
    IMPOSSIBLE_DISCOUNT = "impossible_discount"
    NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyingTerms:
    """On which terms a customer buys.

    Source: R20, R21, R22.
    Shape:  `own_prices` holds only prices that are set, by product id in small letters: see `set_prices`; `notes`
            say what was decided where the customer's tier is not plainly one of the account's.
    Units:  `discount` is a percentage.
    """

    tier: PriceTier
    discount: Decimal = ZERO
    own_prices: Mapping[str, Decimal] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceExplanation:
    """A price with everything that made it, or why there is none.

    Source: B11.
    Shape:  `amount` is None exactly when `why_not_set` says why; `ignored` names what Cin7 holds and no price uses;
            `before_rounding` is None where there was nothing to calculate with.
    Units:  for one unit, in `currency`; `discount` is a percentage.
    """

    amount: Decimal | None
    why_not_set: WhyNotSet | None
    currency: Currency
    tier: PriceTier
    tier_price: Decimal
    own_price: Decimal | None
    discount: Decimal
    before_rounding: Decimal | None
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def effective_price(product: Product, terms: BuyingTerms, currency: Currency) -> PriceExplanation:
    """Decide what a customer on these terms pays: its own price, else its tier's, less its discount.

    A price of 0 is no price, whether Cin7 says so or nothing is left of it: a product is never given away. A
    discount that cannot be is not guessed at; the product has no price until somebody puts it right.

    Source: R20, R21, R22, R23; ref §3.
    """
    tier_price, own_price = product.tier_price(terms.tier.number), _own_price(product, terms)
    amount, before, why = _priced(tier_price if own_price is None else own_price, terms, currency)
    return PriceExplanation(
        amount=amount,
        why_not_set=why,
        currency=currency,
        tier=terms.tier,
        tier_price=tier_price,
        own_price=own_price,
        discount=terms.discount,
        before_rounding=before,
        ignored=_ignored(product, own_price, tier_price) if product.discount_rule or own_price is not None else (),
        notes=terms.notes,
    )


def amount_of(product: Product, terms: BuyingTerms, currency: Currency) -> Decimal | None:
    """Answer what `effective_price` decides without saying why, in half its time: lists ask it a million times."""
    own_price = _own_price(product, terms)
    price = product.tier_price(terms.tier.number) if own_price is None else own_price
    return _priced(price, terms, currency)[0]


def is_possible(discount: Decimal) -> bool:
    """Answer whether a customer's discount is a percentage at all. Source: R22; ref §3.3 (0 to 100)."""
    return ZERO <= discount <= HUNDRED


def set_prices(own_prices: Iterable[OwnPrice]) -> dict[str, Decimal]:
    """Keep the own prices that are set, by product; the first one where a product stands twice.

    Source: R20, R21 (0 is not set).
    """
    found: dict[str, Decimal] = {}
    for own in own_prices:
        if own.price > ZERO:
            found.setdefault(own.product_id.lower(), own.price)
    return found


def buying_terms(contact: Contact, books: ReferenceBooks) -> BuyingTerms:
    """Read a customer's terms, its tier found by name among the account's. Source: R20, R21, R22."""
    tier, notes = tier_for(contact.price_tier, books)
    return BuyingTerms(tier=tier, discount=contact.discount, own_prices=set_prices(contact.own_prices), notes=notes)


def tier_for(name: str, books: ReferenceBooks) -> tuple[PriceTier, tuple[str, ...]]:
    """Find the tier that a customer names, and say what was decided where the name is not plainly one.

    No name is the first tier; a name of two tiers is the lower one, as on sales; a former name is the tier that had
    it. A name that is none of the account's is no tier: another one's prices would be a guess.

    Source: R20; ref §3.1; architecture §4.3 (a customer without a tier has tier 1).
    """
    if not name.strip():
        named = (tier for tier in books.price_tiers if tier.number == FIRST_TIER)
        first = next(named, PriceTier(number=FIRST_TIER, name=f"Tier {FIRST_TIER}"))
        return first, ("The customer has no price tier in Cin7: the first one counts.",)
    tier = books.price_tier(name)
    if tier is None:
        note = f"The customer's price tier “{name}” is not among the account's: only its own prices count."
        return PriceTier(number=UNKNOWN_TIER, name=name.strip()), (note,)
    if folded(tier.name) != folded(name):
        return tier, (f"The customer's price tier “{name}” is now called “{tier.name}”.",)
    *others, last = sorted(row.number for row in books.price_tiers if folded(row.name) == folded(name))
    if others:
        numbers = f"{', '.join(map(str, others))} and {last}"
        return tier, (f"Tiers {numbers} have one name, “{tier.name}”: tier {tier.number} counts.",)
    return tier, ()


def _own_price(product: Product, terms: BuyingTerms) -> Decimal | None:
    return terms.own_prices.get(product.id.lower()) if terms.own_prices else None


def _priced(
    price: Decimal, terms: BuyingTerms, currency: Currency
) -> tuple[Decimal | None, Decimal | None, WhyNotSet | None]:
    """Answer the amount, what it was before rounding, and why there is none."""
    if price <= ZERO:
        unknown = terms.tier.number == UNKNOWN_TIER
        return None, None, WhyNotSet.UNKNOWN_TIER if unknown else WhyNotSet.NO_PRICE
    if not is_possible(terms.discount):
        return None, None, WhyNotSet.IMPOSSIBLE_DISCOUNT
    before = less_percent(price, terms.discount) if terms.discount else price
    amount = currency.rounded(before)
    return (amount, before, None) if amount > ZERO else (None, before, WhyNotSet.NOTHING_LEFT)


def _ignored(product: Product, own_price: Decimal | None, tier_price: Decimal) -> tuple[str, ...]:
    said = []
    if own_price is not None and tier_price > ZERO:
        said.append(f"The tier's price of {plain(tier_price)}: the customer's own price replaces it.")
    if product.discount_rule:
        said.append(f"The product's discount rule “{product.discount_rule}”: product discounts are not imported.")
    return tuple(said)
