"""Products that are priced once for all lists whose customers buy on the same terms."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from domain.catalogue_events import PriceEntry
from domain.contact import OwnPrice
from domain.price_list import PriceList
from domain.product import Product

_Terms = tuple[str, int, Decimal]  # currency, tier, discount
_Priced = tuple[PriceEntry | None, ...]  # for each product its entry, None where it has no price


class PricedPage:
    """A few products in their order, for many lists.

    Own prices replace the entries of their products alone, so that a customer who has some costs a copy and not a
    catalogue: a fifth of the time.

    Source: R19, R20, R21.
    """

    def __init__(self, products: Sequence[Product]) -> None:
        self._products = products
        self._places = {product.id.lower(): place for place, product in enumerate(products)}
        self._priced: dict[_Terms, _Priced] = {}

    def entries(self, one: PriceList, own_prices: Iterable[OwnPrice]) -> tuple[PriceEntry, ...]:
        """Answer what `PriceList.entries` does for these products."""
        priced, terms = self._without_own_prices(one), one.terms(own_prices)
        if own := terms.own_prices.keys() & self._places.keys():
            replaced = {place: one.entry(terms, self._products[place]) for place in map(self._places.__getitem__, own)}
            priced = tuple(replaced.get(place, entry) for place, entry in enumerate(priced))
        return tuple(entry for entry in priced if entry)

    def _without_own_prices(self, one: PriceList) -> _Priced:
        key = (one.currency.code, one.tier.number, one.discount)
        if key not in self._priced:
            terms = one.terms(())
            self._priced[key] = tuple(one.entry(terms, product) for product in self._products)
        return self._priced[key]
