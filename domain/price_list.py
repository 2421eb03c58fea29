"""The fewest price lists that give every customer exactly one."""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, count

from domain.catalogue_events import PriceEntry
from domain.contact import Contact, OwnPrice
from domain.errors import InvalidValue
from domain.identifiers import ContactId, folded
from domain.money import ZERO, Currency, plain
from domain.prices import UNKNOWN_TIER, BuyingTerms, amount_of, set_prices, tier_for
from domain.product import Product
from domain.reference_books import PriceTier, ReferenceBooks

_SHORT = re.compile(r"[a-z0-9.-]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """What of an active customer decides its price list: small enough to hold every customer of an account at once.

    Source: R19. Shape: `own_digest` stands for its own prices. Units: `discount` is a percentage.
    """

    id: ContactId
    name: str
    currency: str = ""
    price_tier: str = ""
    discount: Decimal = ZERO
    own_digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceList:
    """Customers who pay the same for everything.

    Source: R19.
    Shape:  `customers` are sorted by id and never none; customers with the same own prices share `own_digest`, which
            is empty where there are none. The id stays when a tier is renamed and when own prices change.
    Units:  `discount` is a percentage; prices are in `currency`.
    """

    id: str
    name: str
    currency: Currency
    tier: PriceTier
    discount: Decimal
    own_digest: str
    customers: tuple[ContactId, ...]

    def terms(self, own_prices: Iterable[OwnPrice]) -> BuyingTerms:
        """Answer the terms that all its customers buy on, given the own prices of any one of them."""
        return BuyingTerms(tier=self.tier, discount=self.discount, own_prices=set_prices(own_prices))

    def entries(self, own_prices: Iterable[OwnPrice], products: Iterable[Product]) -> Iterator[PriceEntry]:
        """Price the products, in their order, and leave out those without a price.

        Source: R19, R20. Memory is one product.
        """
        terms = self.terms(own_prices)
        for product in products:
            if entry := self.entry(terms, product):
                yield entry

    def entry(self, terms: BuyingTerms, product: Product) -> PriceEntry | None:
        """Price one product on its customers' terms, None where it has no price. Source: R20."""
        price = amount_of(product, terms, self.currency)
        return None if price is None else PriceEntry(product_id=product.id, sku=product.sku, price=price)


def own_digest(own_prices: Iterable[OwnPrice]) -> str:
    """Answer one text for all own prices that are set, empty for none.

    Two customers have the same exactly when the same products have equal prices, in whatever order and with however
    many zeros Cin7 writes them.

    Source: R19, R21.
    """
    prices = set_prices(own_prices)
    if not prices:
        return ""
    return _digest([[product_id, plain(price)] for product_id, price in sorted(prices.items())])


def buyer_of(contact: Contact) -> Buyer:
    """Take of a customer what decides its price list. Source: R19."""
    return Buyer(
        id=contact.id,
        name=contact.name,
        currency=contact.currency,
        price_tier=contact.price_tier,
        discount=contact.discount,
        own_digest=own_digest(contact.own_prices),
    )


def price_lists(buyers: Iterable[Buyer], books: ReferenceBooks, base: Currency) -> tuple[PriceList, ...]:
    """Group customers who buy alike: same currency, tier, discount and own prices.

    Each customer is on exactly one list and no list is without one, so no list could be spared. A customer of another
    currency than the account's has its list in its own, because Cin7 means its tier prices so.

    Source: R19; ref §3.1 (tier prices are plain numbers in the customer's currency).
    """
    grouping = _Grouping(books, base)
    groups: dict[_Key, list[Buyer]] = defaultdict(list)
    for buyer in buyers:
        groups[grouping.key(buyer)].append(buyer)
    made = [_made(key, grouping.tiers[key[1]], members, base) for key, members in groups.items()]
    return _told_apart(sorted(made, key=lambda one: (one.currency != base, one.tier.number, one.discount, one.id)))


_Key = tuple[str, str, str, str]  # currency, tier, discount, digest of own prices


class _Grouping:
    """Finds each tier name and each currency once, however many customers have it."""

    def __init__(self, books: ReferenceBooks, base: Currency) -> None:
        self._books, self._base = books, base
        self._tier_keys: dict[str, str] = {}
        self._currencies: dict[str, str] = {}
        self.tiers: dict[str, PriceTier] = {}

    def key(self, buyer: Buyer) -> _Key:
        if buyer.price_tier not in self._tier_keys:
            self._tier_keys[buyer.price_tier] = self._tier_key(buyer.price_tier)
        if buyer.currency not in self._currencies:
            self._currencies[buyer.currency] = currency_of(buyer.currency, self._base).code
        currency, tier = self._currencies[buyer.currency], self._tier_keys[buyer.price_tier]
        return currency, tier, plain(buyer.discount), buyer.own_digest

    def _tier_key(self, name: str) -> str:
        tier, _ = tier_for(name, self._books)
        key = str(tier.number) if tier.number != UNKNOWN_TIER else f"unknown-{_digest(folded(name))[:16]}"
        self.tiers.setdefault(key, tier)
        return key


def currency_of(code: str, base: Currency) -> Currency:
    """Answer the currency of a customer; one without a currency that exists buys in the account's.

    Such a customer's orders are held for its currency all the same. Source: R2, R19.
    """
    try:
        return Currency(code) if code else base
    except InvalidValue:
        return base


def _made(key: _Key, tier: PriceTier, members: list[Buyer], base: Currency) -> PriceList:
    code, tier_key, discount, own = key
    members.sort(key=lambda buyer: (folded(buyer.id), buyer.id))
    first, currency = members[0], Currency(code)
    if tier.number == UNKNOWN_TIER:  # written in one way or another: as its first customer writes it
        tier = replace(tier, name=first.price_tier.strip())
    abroad = "" if currency == base else f"{code.lower()}-"
    if own:
        list_id, name = f"own-{_short(folded(first.id))}", f"{first.name} prices"
    else:
        less = f"-less-{discount}" if discount != "0" else ""
        list_id, name = f"tier-{tier_key}{less}", _tier_name(tier, discount)
    return PriceList(
        id=f"{abroad}{list_id}",
        name=name if currency == base else f"{name} in {code}",
        currency=currency,
        tier=tier,
        discount=Decimal(discount),
        own_digest=own,
        customers=tuple(buyer.id for buyer in members),
    )


def _tier_name(tier: PriceTier, discount: str) -> str:
    name = tier.name.strip() or f"Tier {tier.number}"
    return f"{name} less {discount} %" if discount != "0" else name


def _told_apart(lists: list[PriceList]) -> tuple[PriceList, ...]:
    """Give lists of equal names their tier's number, and where that does not do, their id. Source: R19."""
    names = Counter(folded(one.name) for one in lists)
    taken = {name for name, times in names.items() if times == 1}
    told: list[PriceList] = []
    for one in lists:
        if names[folded(one.name)] == 1:
            told.append(one)
            continue
        numbered = (f"{one.name} (tier {one.tier.number})", f"{one.name} ({one.id})")
        tries = chain(numbered, (f"{one.name} ({one.id}, {nth})" for nth in count(2)))
        name = next(name for name in tries if folded(name) not in taken)
        taken.add(folded(name))
        told.append(replace(one, name=name))
    return tuple(told)


def _short(text: str) -> str:
    """Make a text fit for an id, the same one always."""
    return text if _SHORT.fullmatch(text) else _digest(text)[:32]


def _digest(document: object) -> str:
    return hashlib.sha256(json.dumps(document).encode()).hexdigest()
