"""A sale as the two bodies that Cin7 Core takes, each field with where it comes from.

A body is drawn as a tree whose leaves are `Said`: the value and its source together, so that neither can be written
without the other.

Source: R15–R18, R24–R37; ref §6.2, §6.6.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from adapters.cin7_core.reading import as_day
from domain.address import Address
from domain.money import plain
from domain.sale import Sale, SaleCharge, SaleLine, SaleRef
from domain.sale_options import CreationMode, SaleStatus, SaleType

_TYPES = {SaleType.SIMPLE: "Simple", SaleType.ADVANCED: "Advanced"}
_STATUSES = {SaleStatus.DRAFT: "DRAFT", SaleStatus.AUTHORISED: "AUTHORISED"}
_MODES = {
    CreationMode.NO_PICK: "NOPICK",
    CreationMode.AUTO_PICK: "AUTOPICK",
    CreationMode.AUTO_PICK_PACK: "AUTOPICKPACK",
    CreationMode.AUTO_PICK_PACK_SHIP: "AUTOPICKPACKSHIP",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A value as it travels, and the path in `domain.sale.Sale` or the rule that it comes from."""

    value: str | int | float | bool
    source: str


Node: TypeAlias = "Said | Mapping[str, Node] | Sequence[Node] | None"
"""None is a field that is left out, so that Cin7's own default applies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A body and, for each JSON pointer into it, the source of what stands there. Source: B1."""

    body: Mapping[str, object]
    fields: Mapping[str, str]


def header_of(sale: Sale) -> Written:
    """Write the header of a sale, as `POST sale` takes it. Source: ref §6.2."""
    return _written({**_header(sale), "SaleType": Said(_TYPES[sale.type], "type")})


def corrected_header_of(ref: SaleRef, sale: Sale) -> Written:
    """Write a whole header, as `PUT sale` takes it; what is empty is said, else the old text would stay.

    The type of a sale cannot be changed, so it is not said.

    Source: ref §1.8 (6), §6.4.
    """
    emptied: dict[str, Node] = {
        "Contact": Said(sale.contact, "contact"),
        "Phone": Said(sale.phone, "phone"),
        "Email": Said(sale.email, "email"),
        "ShippingNotes": Said(sale.shipping_notes, "shipping_notes"),
        "CustomerReference": Said(sale.reference, "reference"),
        "SalesRepresentative": Said(sale.sales_representative, "sales_representative"),
        "ShipBy": Said(as_day(sale.ship_by) if sale.ship_by else "", "ship_by"),
    }
    return _written({"ID": Said(ref.id, "R13: the header that is already there"), **_header(sale), **emptied})


def order_of(sale: Sale, sale_id: str) -> Written:
    """Write lines and charges, as `POST sale/order` takes them. Source: R33, R34; ref §6.6."""
    return _written(
        {
            "SaleID": Said(sale_id, "R13: the sale that the first call makes"),
            "Memo": Said("", "R37: Cin7 asks for a memo, and an empty one will do"),
            "Status": Said(_STATUSES[sale.status], "status"),
            "AutoPickPackShipMode": Said(_MODES[sale.creation_mode], "creation_mode"),
            "Lines": [_line(line, f"lines/{index}") for index, line in enumerate(sale.lines)],
            "AdditionalCharges": [_charge(charge, f"charges/{index}") for index, charge in enumerate(sale.charges)],
            "TotalBeforeTax": _number(sale.total_before_tax, "total_before_tax"),
            "Tax": _number(sale.tax, "tax"),
            "Total": _number(sale.total, "total"),
        }
    )


def exact_number(value: Decimal) -> int | float | str:
    """Write a number so that its JSON shows exactly these digits.

    A float prints up to fifteen digits as they were; a longer number travels as text, which Cin7 reads as well.

    Source: ref §1.7.
    """
    shown = plain(value)
    if "." not in shown:
        return int(shown)
    return float(shown) if json.dumps(float(shown)) == shown else shown


def _header(sale: Sale) -> dict[str, Node]:
    return {
        "CustomerID": Said(sale.customer_id, "customer_id"),
        "Contact": _text(sale.contact, "contact"),
        "Phone": _text(sale.phone, "phone"),
        "Email": _text(sale.email, "email"),
        "SkipQuote": Said(value=True, source="R37: always sent, an approved order needs no quote"),
        "TaxInclusive": Said(value=False, source="R37: always sent, prices are without tax"),
        "TaxRule": _text(sale.tax_rule, "tax_rule"),
        "Terms": _text(sale.terms, "terms"),
        "PriceTier": _text(sale.price_tier, "price_tier"),
        "Location": _text(sale.location, "location"),
        "SaleOrderDate": _day(sale.order_date, "order_date"),
        "ShipBy": _day(sale.ship_by, "ship_by"),
        "BillingAddress": _address(sale.billing_address, "billing_address"),
        "ShippingAddress": _shipping_address(sale.shipping_address),
        "ShippingNotes": _text(sale.shipping_notes, "shipping_notes"),
        "CustomerReference": _text(sale.reference, "reference"),
        "SalesRepresentative": _text(sale.sales_representative, "sales_representative"),
        "ExternalID": Said(sale.key, "key"),
        "AutoPickPackShipMode": Said(_MODES[sale.creation_mode], "creation_mode"),
    }


def _address(address: Address | None, path: str) -> dict[str, Node] | None:
    if address is None:
        return None
    return {
        "ID": _text(address.id, f"{path}/id"),
        "Line1": _text(address.line1, f"{path}/line1"),
        "Line2": _text(address.line2, f"{path}/line2"),
        "City": _text(address.city, f"{path}/city"),
        "State": _text(address.state, f"{path}/state"),
        "Postcode": _text(address.postcode, f"{path}/postcode"),
        "Country": _text(address.country, f"{path}/country"),
    }


def _shipping_address(address: Address | None) -> dict[str, Node] | None:
    """Say that it is the customer's own, so that Cin7 finds it by its id and adds none. Source: R24; ref §4.2."""
    if (fields := _address(address, "shipping_address")) is None:
        return None
    own = Said(value=False, source="R24: always sent, the address is the customer's own")
    return {**fields, "ShipToOther": own}


def _line(line: SaleLine, path: str) -> dict[str, Node]:
    return {
        "ProductID": Said(line.product_id, f"{path}/product_id"),
        "SKU": Said(line.sku, f"{path}/sku"),
        "Name": _text(line.name, f"{path}/name"),
        "Quantity": _number(line.quantity, f"{path}/quantity"),
        "Price": _number(line.price, f"{path}/price"),
        "Discount": _number(line.discount_percent, f"{path}/discount_percent"),
        "Tax": _number(line.tax, f"{path}/tax"),
        "TaxRule": _text(line.tax_rule, f"{path}/tax_rule"),
        "Total": _number(line.total, f"{path}/total"),
        "Comment": _text(line.comment, f"{path}/comment"),
    }


def _charge(charge: SaleCharge, path: str) -> dict[str, Node]:
    return {
        "Description": Said(charge.description, f"{path}/description"),
        "Price": _number(charge.price, f"{path}/price"),
        "Quantity": Said(1, "R34: always sent, a charge is one amount"),
        "Discount": Said(0, "R34: always sent, a charge is the amount as approved"),
        "Tax": _number(charge.tax, f"{path}/tax"),
        "TaxRule": _text(charge.tax_rule, f"{path}/tax_rule"),
        "Total": _number(charge.price, f"{path}/price"),
    }


def _text(value: str, source: str) -> Said | None:
    return Said(value, source) if value.strip() else None


def _day(value: date | None, source: str) -> Said | None:
    return Said(as_day(value), source) if value else None


def _number(value: Decimal, source: str) -> Said:
    return Said(exact_number(value), source)


def _written(tree: Mapping[str, Node]) -> Written:
    return Written(
        body={name: _value(node) for name, node in tree.items() if node is not None},
        fields=dict(_sources(tree, "")),
    )


def _value(node: Node) -> object:
    if isinstance(node, Said):
        return node.value
    if isinstance(node, Mapping):
        return {name: _value(child) for name, child in node.items() if child is not None}
    return [_value(child) for child in node or ()]


def _sources(node: Node, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Said):
        yield pointer, node.source
        return
    children = node.items() if isinstance(node, Mapping) else enumerate(node or ())
    for name, child in children:
        yield from _sources(child, f"{pointer}/{name}")
