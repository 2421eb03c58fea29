"""Ingredients of a sale with nothing wrong, of which a test changes what it is about."""

from collections.abc import Iterable
from datetime import datetime

from domain.approved_order import ApprovedOrder
from domain.composing.compose_sale import Composition, Ingredients, compose_sale
from domain.composing.tax import TaxRules
from domain.connection import Company
from domain.contact import Contact
from domain.dated import Dated
from domain.identifiers import ContactId
from domain.product import Product
from domain.reference_books import ReferenceBooks
from domain.sale import Sale
from domain.sale_options import SaleOptions
from tests.builders import READ_AT, SUPPLIER, a_company, a_contact, a_product, an_approved_order, books, dated, options

CHAI = a_product("NW-001", id="a1", name="Chai")
CHANG = a_product("NW-002", id="a2", name="Chang")
SYRUP = a_product("NW-003", id="a3", name="Aniseed Syrup", sale_tax_rule="GST Free")
ROOM = Dated(books(), READ_AT)


def ingredients(
    order: ApprovedOrder | None = None,
    *,
    company: Company | None = None,
    default_location: str = "",
    chosen: SaleOptions | None = None,
    known: ReferenceBooks | None = None,
    books_read_at: datetime = READ_AT,
    contacts: Iterable[Contact] | None = None,
    products: Iterable[Product] = (CHAI, CHANG, SYRUP),
    matched_contact: str | None = None,
) -> Ingredients:
    return Ingredients(
        supplier=SUPPLIER,
        order=order or an_approved_order(),
        company=company or a_company(),
        default_location=default_location,
        options=chosen or options(),
        books=known or books(),
        books_read_at=books_read_at,
        candidates=tuple(map(dated, (a_contact(),) if contacts is None else contacts)),
        products=tuple(map(dated, products)),
        matched_contact=ContactId(matched_contact) if matched_contact else None,
    )


def sold(composition: Composition) -> Sale:
    """Answer the sale of a composition that has one; what stood against it fails the test."""
    assert composition.problems == ()
    assert composition.sale is not None
    return composition.sale


def sale_of(given: Ingredients) -> Sale:
    return sold(compose_sale(given))


def codes_of(given: Ingredients) -> list[str]:
    return [problem.code for problem in compose_sale(given).problems]


def rules(
    *, contact: Contact | None = None, company: Company | None = None, known: ReferenceBooks | None = None
) -> TaxRules:
    return TaxRules(
        customer=dated(contact or a_contact()),
        company=company or a_company(),
        books=dated(known or books()),
    )
