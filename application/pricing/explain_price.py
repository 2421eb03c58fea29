"""Why a customer pays what it does for a product."""

from dataclasses import dataclass

from application.ports.storage.price_lists import StoredList
from application.ports.storage.unit_of_work import UnitOfWork, Work
from domain.contact import Contact
from domain.dated import Dated
from domain.errors import InvalidValue, NotThere
from domain.identifiers import ContactId, ProductId, Sku, SupplierId
from domain.money import Currency
from domain.price_list import currency_of
from domain.prices import PriceExplanation, buying_terms, effective_price
from domain.product import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedPrice:
    """A price with where its makings come from.

    Shape: `price_list` is the list on which Upstock was told it, None before that; `is_told` says whether the product
    is on offer there.
    """

    contact: Dated[Contact]
    product: Dated[Product]
    price: PriceExplanation
    price_list: StoredList | None
    is_told: bool


class ExplainPrice:
    """Explains from what was read, by the same function that makes price lists; Cin7 is never called.

    Source: B11.
    """

    def __init__(self, *, work: Work) -> None:
        self._work = work

    def __call__(self, supplier: SupplierId, contact: str, sku: str) -> ExplainedPrice:
        """Explain for a customer, by id or name, and a product, by SKU or id.

        Raises: NotThere for what was never read, InvalidValue for a name or SKU that several bear.
        """
        with self._work() as store:
            connection, books = store.connections.get(supplier), store.mirror.books(supplier)
            if connection is None or books is None:
                raise NotThere(f"Supplier {supplier} was never connected.")
            customer, product = _customer(store, supplier, contact), _product(store, supplier, sku)
            base = Currency(connection.company.base_currency)
            terms = buying_terms(customer.record, books.record)
            return ExplainedPrice(
                contact=customer,
                product=product,
                price=effective_price(product.record, terms, currency_of(customer.record.currency, base)),
                price_list=store.price_lists.list_of(supplier, customer.record.id),
                is_told=bool(store.publications.offers_among(supplier, [product.record.id])),
            )


def _customer(store: UnitOfWork, supplier: SupplierId, wanted: str) -> Dated[Contact]:
    by_id = store.mirror.contact(supplier, ContactId(wanted.strip()))
    if by_id:
        return by_id
    named = store.mirror.contacts_named(supplier, wanted)
    found = [one for one in named if one.record.is_active] or list(named)
    if not found:
        raise NotThere(f"No customer of {supplier} has the id or name “{wanted}”.")
    if len(found) > 1:
        ids = ", ".join(one.record.id for one in found)
        raise InvalidValue(f"{len(found)} customers are called “{wanted}”: name one by its id ({ids}).")
    return found[0]


def _product(store: UnitOfWork, supplier: SupplierId, wanted: str) -> Dated[Product]:
    found = store.mirror.products(supplier, ids=[ProductId(wanted.strip())], skus=[Sku(wanted)])
    exact = [one for one in found if wanted in (one.record.sku, one.record.id)]
    found = tuple(exact) if len(exact) == 1 else found
    if not found:
        raise NotThere(f"No product of {supplier} has the SKU “{wanted}”.")
    if len(found) > 1:
        ids = ", ".join(one.record.id for one in found)
        raise InvalidValue(f"{len(found)} products have the SKU “{wanted}”: name one by its id ({ids}).")
    return found[0]
