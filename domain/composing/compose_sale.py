"""One order, one sale: every field decided, every decision with its reason, all problems at once."""

from dataclasses import dataclass
from datetime import datetime

from domain.approved_order import ApprovedOrder
from domain.composing.addresses import billing_address_for, shipping_address_for
from domain.composing.customer import which_customer
from domain.composing.decided import Decided, Findings, Value
from domain.composing.document import Document, document_of
from domain.composing.header import (
    currency_of,
    customer_currency,
    order_date_of,
    reference_for,
    ship_by_for,
    shipping_notes_for,
    text_of_person,
)
from domain.composing.origin import Origin, Origins
from domain.composing.tax import TaxRules
from domain.composing.terms import location_for, price_tier_for, sales_representative_for, terms_for
from domain.connection import Company
from domain.contact import Contact, Person
from domain.dated import Dated
from domain.identifiers import ContactId, SupplierId
from domain.problems import Problem
from domain.product import Product
from domain.reference_books import ReferenceBooks
from domain.sale import NAME_LIMIT, Sale, sale_key
from domain.sale_options import SaleOptions

PHONE_LIMIT = 50  # characters that Cin7 keeps (ref §6.2)
READING_ORDER = ("currency", "customer", "custom_fields", "lines", "charges")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredients:
    """Everything that a sale is made of, read before.

    Source: R10–R13, R15–R18, R24–R37. Shape: `candidates` are the customers found by the order's contact_id, by the
    match that a person stored for its name (`matched_contact`) and by exact name, deprecated ones included;
    `products` those found by id or SKU. One may be there twice.
    """

    supplier: SupplierId
    order: ApprovedOrder
    company: Company
    default_location: str
    options: SaleOptions
    books: ReferenceBooks
    books_read_at: datetime
    candidates: tuple[Dated[Contact], ...]
    products: tuple[Dated[Product], ...]
    matched_contact: ContactId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What came of composing: a sale, or everything that stands against one.

    Source: B1, B7. Shape: `sale` is None exactly when there are problems; `origins` has an entry for each field
    of the sale, and for its two totals.
    """

    sale: Sale | None
    origins: Origins
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def compose_sale(given: Ingredients) -> Composition:
    """Decide every field of the one sale that an order becomes; the same ingredients always make the same sale.

    Source: R2, R11, R13, R15–R18, R24–R37; B1, B7; architecture §4.3.
    """
    found = Findings()
    which = which_customer(given.order.customer, given.matched_contact, given.candidates)
    customer = found.take("customer_id", which)
    books = Dated(given.books, given.books_read_at)
    rules = TaxRules(customer=customer, company=given.company, books=books)
    document = document_of(given.order, given.products, given.options.freight, rules, found)
    found.take("currency", currency_of(given.order, given.company))
    sale = None
    if customer:
        found.take("customer_name", which)
        found.hear((), customer_currency(customer.record, given.company))
        sale = _sale(given, customer, document, rules, found)
    return Composition(
        sale=None if found.problems else sale,
        origins=found.origins,
        notes=tuple(found.notes),
        problems=tuple(sorted(found.problems, key=_place)),
    )


def _sale(given: Ingredients, customer: Dated[Contact], document: Document, rules: TaxRules, found: Findings) -> Sale:
    order, options, books, contact = given.order, given.options, rules.books, customer.record
    person = contact.main_person or Person(name="")
    tax_rule = found.take("tax_rule", rules.usual())
    for name in ("tax", "total", "total_before_tax"):
        found.origins[name] = Origin(rule="R33", source="what lines and charges come to")
    return Sale(
        key=found.take("key", _ours(sale_key(given.supplier, order.number))),
        currency=order.currency,
        customer_id=contact.id,
        customer_name=contact.name,
        contact=found.take("contact", text_of_person(customer, "name", person.name, NAME_LIMIT)),
        phone=found.take("phone", text_of_person(customer, "phone", person.phone, PHONE_LIMIT)),
        email=found.take("email", text_of_person(customer, "e-mail", person.email, NAME_LIMIT)),
        billing_address=found.take_address("billing_address", billing_address_for(customer)),
        shipping_address=found.take_address(
            "shipping_address", shipping_address_for(order, customer, options.address_field)
        ),
        shipping_notes=found.take("shipping_notes", shipping_notes_for(order, options)),
        reference=found.take("reference", reference_for(order)),
        order_date=found.take("order_date", order_date_of(order, given.company)),
        ship_by=found.take("ship_by", ship_by_for(order, options)),
        location=found.take("location", location_for(customer, given.default_location, books)),
        tax_rule=tax_rule.name if tax_rule else "",
        terms=found.take("terms", terms_for(customer, books)),
        price_tier=found.take("price_tier", price_tier_for(customer, books)),
        sales_representative=found.take("sales_representative", sales_representative_for(customer, books)),
        status=found.take("status", _chosen(options.status, "R15")),
        type=found.take("type", _chosen(options.type, "R16")),
        creation_mode=found.take("creation_mode", _chosen(options.creation_mode, "R17")),
        lines=document.lines,
        charges=document.charges,
        tax=document.tax,
    )


def _ours(key: str) -> Decided[str]:
    return Decided(key, Origin(rule="R37", source="our own mark, by which the sale is found again"))


def _chosen(value: Value, rule: str) -> Decided[Value]:
    return Decided(value, Origin(rule=rule, source="the sale options"))


def _place(problem: Problem) -> tuple[int, int]:
    part, _, number = problem.pointer.removeprefix("/").partition("/")
    first = number.partition("/")[0]
    return READING_ORDER.index(part), int(first) if first.isdecimal() else 0
