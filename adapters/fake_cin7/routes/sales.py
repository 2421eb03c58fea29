"""Reading a sale and making its header.

Source: ref §5.2, §6.1, §6.2 (D:20798, D:21351).
"""

from decimal import Decimal

from adapters.fake_cin7.refusals import Problem, Refused
from adapters.fake_cin7.routes.events import sale_created
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.routes.sale_addresses import billing_address, shipping_address
from adapters.fake_cin7.routes.sale_document import sale_document
from adapters.fake_cin7.routes.sale_header import Lookups, find_customer, location_or_refuse
from adapters.fake_cin7.routes.sale_view import view_of
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.customers import default_contact
from adapters.fake_cin7.state.sale import ADVANCED, SERVICE, SIMPLE, Sale
from adapters.fake_cin7.state.templates import ATTRIBUTES
from adapters.fake_cin7.values import new_guid
from adapters.fake_cin7.wire import Row

TYPES = {"SIMPLE": SIMPLE, "ADVANCED": ADVANCED}


@endpoint(
    "GET",
    "sale",
    parameters="ID CombineAdditionalCharges HideInventoryMovements IncludeTransactions CountryFormat",
    source="D:20798, ref §5.2",
    note="Transactions, ManualJournals, CreditNotes and Attachments are always empty",
)
def show_sale(visit: Visit) -> object:
    """Answer a whole sale.

    Source: ref §5.2 (D); an unknown ID: §13.1 (G, see the switch).
    """
    return sale_document(view_of(visit), find_sale(visit.account, visit.parameters.needed_guid("ID")))


def find_sale(account: Account, sale_id: str) -> Sale:
    """Find a sale or refuse.

    Source: ref §1.4 (400 or 404 with the error array, G).
    """
    sale = account.sales.by_id.get(sale_id)
    if sale is None:
        status = int(account.switches["missing_document"])
        raise Refused(Problem(f"Sale with specified ID '{sale_id}' not found", 404), status=status)
    return sale


@endpoint(
    "POST",
    "sale",
    source="D:21351, ref §6.1, §6.2",
    note="switches missing_location, skip_quote_omitted, unknown_carrier, external_id_unique",
)
def create_sale(visit: Visit) -> object:
    """Make a header, never lines, and answer the whole sale with its number.

    Source: ref §6.1 (D, C(7)): `Lines` and `Order` in the body are ignored.
    """
    account, fields = visit.account, visit.fields()
    sale = new_sale(account, fields)
    account.sales.add(sale)
    sale_created(account, sale)
    return sale_document(view_of(visit), sale)


def new_sale(account: Account, fields: Fields) -> Sale:
    """Make a sale from a header; nothing changes when it is refused.

    Source: ref §6.2 (D): defaults come from the customer.
    """
    customer = find_customer(account, fields)
    lookups = Lookups(account)
    location = location_or_refuse(account, customer, lookups.location(fields))
    named = _named(lookups, fields, customer)
    texts = _texts(fields, customer)
    settings = _settings(account, fields, customer)
    lookups.finish()
    _refuse_double(account, texts["external_id"])
    billing = billing_address(customer, fields.inner("BillingAddress"))
    shipping = shipping_address(account, customer, fields.inner("ShippingAddress"))
    now = account.now()
    sequence, number = account.counters.next_sale()
    return Sale(
        id=new_guid(),
        number=number,
        sequence=sequence,
        created=now,
        updated=now,
        customer_id=customer["ID"],
        customer=customer["Name"],
        base_currency=account.me["Currency"],
        location=location,
        billing_address=billing,
        shipping_address=shipping,
        **named,
        **texts,
        **settings,
    )


def _named(lookups: Lookups, fields: Fields, customer: Row) -> Row:
    """Source: ref §6.2: TaxRule, Terms, PriceTier, Carrier, representative default to the customer's."""
    return {
        "tax_rule": lookups.tax_rule(fields) or customer["TaxRule"],
        "terms": lookups.terms(fields) or customer["PaymentTerm"],
        "price_tier": lookups.price_tier(fields) or customer.get("PriceTier") or "",
        "carrier": _or_own(lookups.carrier(fields), customer.get("Carrier")),
        "sales_representative": _or_own(lookups.sales_representative(fields), customer.get("SalesRepresentative")),
        "default_account": lookups.default_account(fields) or customer.get("RevenueAccount", "200"),
    }


def _or_own(sent: str | None, own: str | None) -> str | None:
    return own if sent is None else sent


def _texts(fields: Fields, customer: Row) -> Row:
    """Source: ref §6.2 (D lengths; contact defaults G)."""
    contact = default_contact(customer) or {}
    return {
        "contact": _or_own(fields.text("Contact", 256), contact.get("Name")),
        "phone": _or_own(fields.text("Phone", 50), contact.get("Phone")),
        "email": _or_own(fields.text("Email", 256), contact.get("Email")),
        "shipping_notes": fields.text("ShippingNotes", 1024) or "",
        "note": fields.text("Note", 1024) or "",
        "customer_reference": fields.text("CustomerReference", 256) or "",
        "external_id": fields.text("ExternalID", 256) or None,
        "attributes": attributes_of(fields.inner("AdditionalAttributes")),
    }


def attributes_of(sent: Fields | None) -> dict[str, str]:
    """Read the ten additional attributes.

    Source: ref §6.2 (D): nested in a sale, flat on a product.
    """
    if sent is None:
        return {}
    return {name: sent.text(name, 256) or "" for name in ATTRIBUTES if sent.has(name)}


def _settings(account: Account, fields: Fields, customer: Row) -> Row:
    skip_quote = fields.flag("SkipQuote")
    if skip_quote is None:
        skip_quote = account.switches["skip_quote_omitted"] == "true"
    sale_type = TYPES[fields.one_of("SaleType", TYPES) or "SIMPLE"]
    return {
        "skip_quote": skip_quote,
        "type": SERVICE if fields.flag("ServiceOnly") else sale_type,
        "tax_inclusive": bool(fields.flag("TaxInclusive")),
        "ship_by": fields.day("ShipBy"),
        "order_date": fields.day("SaleOrderDate") or account.today(),
        "customer_currency": customer["Currency"],
        "currency_rate": _rate(account, fields, customer),
    }


def _rate(account: Account, fields: Fields, customer: Row) -> Decimal:
    """Source: ref §6.2 (D): required when the currencies differ; up to five places."""
    rate = fields.decimal("CurrencyRate", 5)
    if customer["Currency"] == account.me["Currency"]:
        return Decimal(1)
    if rate is None or rate <= 0:
        raise Refused("Required attribute CurrencyRate is not provided.")
    return rate


def _refuse_double(account: Account, external_id: str | None) -> None:
    """Source: ref §6.2, §13.5 (G, see the switch)."""
    if external_id is None or account.switches["external_id_unique"] == "no":
        return
    if any(sale.external_id == external_id for sale in account.sales.by_id.values()):
        raise Refused(f"Sale with ExternalID '{external_id}' already exists")
