"""A price list with its customers and prices, page by page."""

import base64
import json
from dataclasses import dataclass
from typing import Final

from application.ports.storage.price_lists import StoredList
from application.ports.storage.unit_of_work import UnitOfWork, Work
from domain.errors import InvalidValue, NotThere
from domain.identifiers import ContactId, SupplierId
from domain.money import Currency
from domain.prices import BuyingTerms, PriceExplanation, effective_price, set_prices
from domain.product import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlace:
    """How far a list was shown: the keys of the last customer and of the last product."""

    customer: str = ""
    product: str = ""

    @property
    def cursor(self) -> str:
        """Write the place as an opaque text."""
        return base64.urlsafe_b64encode(json.dumps([self.customer, self.product]).encode()).decode()

    @classmethod
    def read(cls, cursor: str) -> "ListPlace":
        """Read a place back. Raises: InvalidValue for what `cursor` never wrote."""
        try:
            customer, product = json.loads(base64.b64decode(cursor, altchars=b"-_", validate=True))
        except (ValueError, TypeError, RecursionError) as error:
            raise _unknown() from error
        if not isinstance(customer, str) or not isinstance(product, str) or not (customer + product).isprintable():
            raise _unknown()
        return cls(customer=customer, product=product)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownList:
    """A list and a page of it; products without a price are shown with the reason, though they are not on it.

    Source: R19, R20. Shape: `next_place` is None on the last page.
    """

    price_list: StoredList
    customers: tuple[ContactId, ...]
    prices: tuple[tuple[Product, PriceExplanation], ...]
    next_place: ListPlace | None


FIRST: Final = ListPlace()


class ShowPriceList:
    """Prices what is on offer as the list does; what is shown is what the next version would say.

    Source: R19, R20, B11. Calls: none.
    """

    def __init__(self, *, work: Work) -> None:
        self._work = work

    def __call__(self, supplier: SupplierId, list_id: str, place: ListPlace, limit: int) -> ShownList:
        """Show so many customers and products of a list after this place. Raises: NotThere."""
        with self._work() as store:
            one = store.price_lists.get(supplier, list_id)
            if one is None:
                raise NotThere(f"Supplier {supplier} has no price list {list_id}.")
            customers = store.price_lists.customers(supplier, list_id, place.customer, limit)
            offers = store.publications.offers(supplier, place.product, limit)
            terms = _terms(store, supplier, one)
        currency = Currency(one.currency)
        return ShownList(
            price_list=one,
            customers=tuple(contact for _, contact in customers),
            prices=tuple((product, effective_price(product, terms, currency)) for _, product in offers),
            next_place=_next(place, customers, offers) if limit in (len(customers), len(offers)) else None,
        )


def _terms(store: UnitOfWork, supplier: SupplierId, one: StoredList) -> BuyingTerms:
    """Answer on which terms the list's customers buy; who share own prices are asked by any one of them."""
    shared = store.price_lists.customers(supplier, one.id, "", 1) if one.own_digest else ()
    customer = store.mirror.contact(supplier, shared[0][1]) if shared else None
    own_prices = set_prices(customer.record.own_prices if customer else ())
    return BuyingTerms(tier=one.tier, discount=one.discount, own_prices=own_prices)


def _unknown() -> InvalidValue:
    return InvalidValue("This cursor was not answered by the list: begin without one.", pointer="/cursor")


def _next(
    place: ListPlace, customers: tuple[tuple[str, ContactId], ...], offers: tuple[tuple[str, Product], ...]
) -> ListPlace:
    return ListPlace(
        customer=customers[-1][0] if customers else place.customer,
        product=offers[-1][0] if offers else place.product,
    )
