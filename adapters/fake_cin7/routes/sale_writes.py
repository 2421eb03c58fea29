"""Changing a sale's header; undoing and voiding a sale.

Source: ref §6.4, §6.7 (D:21926, D:22501, L, G).
"""

from collections.abc import Callable

from adapters.fake_cin7.refusals import Refused
from adapters.fake_cin7.routes.events import attributes_changed, sale_event
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.record_events import stock_changed
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.routes.sale_addresses import billing_address, shipping_address
from adapters.fake_cin7.routes.sale_document import sale_document
from adapters.fake_cin7.routes.sale_header import Lookups, find_customer, location_or_refuse
from adapters.fake_cin7.routes.sale_view import view_of
from adapters.fake_cin7.routes.sales import attributes_of, find_sale
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.ordering import undo_sale, void_sale
from adapters.fake_cin7.state.sale import OPEN, Sale
from adapters.fake_cin7.wire import Row


@endpoint(
    "PUT",
    "sale",
    source="D:21926, ref §6.4",
    standing="simplified",
    note="switch put_after_authorisation; the same look-ups as POST",
)
def change_sale(visit: Visit) -> object:
    """Change a header; what is left out stays, lines are never touched.

    Source: ref §6.4 (L(AH): customer and Location must be there).
    """
    account, fields = visit.account, visit.fields()
    sale_id = fields.guid("ID")
    if sale_id is None:
        raise Refused("Required attribute ID is not provided.")
    sale = find_sale(account, sale_id)
    _check_changeable(account, sale)
    before = dict(sale.attributes)
    lookups = Lookups(account)
    customer = find_customer(account, fields)
    location = location_or_refuse(account, customer, lookups.location(fields))
    changes = _changes(lookups, fields)
    lookups.finish()
    if _may_change_everything(account, sale):
        _change_party(account, sale, customer, fields)
        sale.location = location
    else:
        _refuse_other_party(sale, customer, location)
    for name, value in changes.items():
        setattr(sale, name, value)
    sale.updated = account.now()
    attributes_changed(account, sale, before)
    return sale_document(view_of(visit), sale)


def _check_changeable(account: Account, sale: Sale) -> None:
    """Source: ref §6.4, §13.11 (G, see the switch)."""
    if sale.voided:
        raise Refused("Sale is voided and cannot be changed")
    if sale.order.status not in OPEN and account.switches["put_after_authorisation"] == "nothing":
        raise Refused(f"Sale cannot be changed when Sale Order status is {sale.order.status}")


def _may_change_everything(account: Account, sale: Sale) -> bool:
    return sale.order.status in OPEN or account.switches["put_after_authorisation"] == "anything"


def _refuse_other_party(sale: Sale, customer: Row, location: str) -> None:
    """Source: ref §6.4 (G: customer and currency not, texts yes)."""
    if customer["ID"] != sale.customer_id or location != sale.location:
        raise Refused(f"Customer and Location cannot be changed when Sale Order status is {sale.order.status}")


def _changes(lookups: Lookups, fields: Fields) -> Row:
    """Source: ref §1.8.6 (L): what is left out stays, an empty text clears."""
    found: Row = {
        "tax_rule": lookups.tax_rule(fields),
        "terms": lookups.terms(fields),
        "price_tier": lookups.price_tier(fields),
        "carrier": lookups.carrier(fields),
        "sales_representative": lookups.sales_representative(fields),
        "default_account": lookups.default_account(fields),
        "contact": fields.text("Contact", 256),
        "phone": fields.text("Phone", 50),
        "email": fields.text("Email", 256),
        "shipping_notes": fields.text("ShippingNotes", 1024),
        "note": fields.text("Note", 1024),
        "customer_reference": fields.text("CustomerReference", 256),
        "external_id": fields.text("ExternalID", 256),
        "ship_by": fields.day("ShipBy"),
        "order_date": fields.day("SaleOrderDate"),
        "tax_inclusive": fields.flag("TaxInclusive"),
        "skip_quote": fields.flag("SkipQuote"),
        "attributes": attributes_of(fields.inner("AdditionalAttributes")) or None,
    }
    changes = {name: value for name, value in found.items() if value is not None}
    return changes | ({"ship_by": None} if fields.raw("ShipBy") == "" else {})


def _change_party(account: Account, sale: Sale, customer: Row, fields: Fields) -> None:
    rate = fields.decimal("CurrencyRate", 5)
    if customer["Currency"] != account.me["Currency"] and rate is None and customer["ID"] != sale.customer_id:
        raise Refused("Required attribute CurrencyRate is not provided.")
    sale.customer_id, sale.customer = customer["ID"], customer["Name"]
    sale.customer_currency = customer["Currency"]
    sale.currency_rate = rate or sale.currency_rate
    if fields.has("BillingAddress"):
        sale.billing_address = billing_address(customer, fields.inner("BillingAddress"))
    if fields.has("ShippingAddress"):
        sale.shipping_address = shipping_address(account, customer, fields.inner("ShippingAddress"))


@endpoint(
    "DELETE",
    "sale",
    parameters="ID Void",
    source="D:22501, ref §6.7",
    note="switches undo_when_paid, void_again",
)
def end_sale(visit: Visit) -> object:
    """Undo a sale, or void it for good, and answer it whole.

    Source: ref §6.7 (D): `Void` is false by default, which undoes.
    """
    sale = find_sale(visit.account, visit.parameters.needed_guid("ID"))
    undo_or_void(visit.account, sale, void=bool(visit.parameters.flag("Void")))
    return sale_document(view_of(visit), sale)


def undo_or_void(account: Account, sale: Sale, *, void: bool) -> None:
    """Take a sale back, with its stock and its events.

    Source: ref §6.7 (D, C; preconditions G, see the switches).
    """
    if sale.voided:
        if account.switches["void_again"] == "reject" or not void:
            raise Refused("Sale is already voided")
        return
    if sale.has_payment and account.switches["undo_when_paid"] == "reject":
        raise Refused("Sale with payments cannot be undone or voided")
    products = [line.product_id for line in sale.order.lines]
    acting: Callable[[Account, Sale], None] = void_sale if void else undo_sale
    acting(account, sale)
    sale.updated = account.now()
    sale_event(account, sale, "Sale/Voided" if void else "Sale/Undo")
    stock_changed(account, products)
