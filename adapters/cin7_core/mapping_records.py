"""Cin7's records as ours: the company, customers, products and reference books.

Strict only about what makes a record nameless; everything else that is missing stays empty.

Source: ref §1.2, §2.2, §2.4, §3.1, §3.2, §4.2, §10.
"""

from collections.abc import Mapping
from typing import cast

from adapters.cin7_core.reading import Unreadable, amount, block, day, flag, guid, instant, number, rows, text, word
from adapters.cin7_core.wire import (
    AddressRow,
    AttachmentRow,
    CarrierRow,
    CompanyContactRow,
    CompanyRow,
    CustomerRow,
    LocationRow,
    OwnPriceRow,
    PersonRow,
    ProductRow,
    TaxComponentRow,
    TaxRow,
    TermsRow,
    TierRow,
)
from domain.address import Address, AddressBook, AddressKind
from domain.approved_order import FINEST
from domain.connection import Company, TaxCalculation
from domain.contact import Contact, OwnPrice, Person
from domain.identifiers import ContactId, ProductId, Sku
from domain.money import ZERO
from domain.product import Product, ProductKind
from domain.reference_books import Carrier, Location, PaymentTerms, PriceTier, SalesContact, TaxRule

_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")

TIERS = 10  # price columns of a product (ref §3.1)

_TIER_PRICES = tuple(f"PriceTier{tier}" for tier in range(1, TIERS + 1))

_ADDRESS_KINDS = {
    "BILLING": AddressKind.BILLING,
    "BUSINESS": AddressKind.BUSINESS,
    "SHIPPING": AddressKind.SHIPPING,
}


def company_from(document: object) -> Company:
    """Read the answer of `me`.

    Source: R1, R2, R33; ref §1.2. Raises: Unreadable when it names no company or no currency.
    """
    row = cast("CompanyRow", block(document))
    name, currency = text(row.get("Company")), word(row.get("Currency"))
    if not name or not currency:
        raise Unreadable("the account names no company or no currency")
    method = word(row.get("TaxCalculationMethod"))
    return Company(
        name=name,
        base_currency=currency,
        time_zone=text(row.get("TimeZone")) or "UTC",
        tax_calculation=TaxCalculation.TOTAL if method == "TOTAL" else TaxCalculation.ROW_TOTAL,
        default_tax_rule=text(row.get("DefaultSaleTaxRuleName")),
        quantity_places=_places(text(row.get("MaximumDecimalPlacesInQuantity"))),
        lock_date=day(row.get("LockDate")),
    )


def contact_from(record: object) -> Contact:
    """Read a customer.

    Source: R5, R21; ref §3.2, §4.2. Raises: Unreadable without an id or a name.
    """
    row = cast("CustomerRow", block(record))
    contact_id, name = guid(row.get("ID")), text(row.get("Name"))
    if not contact_id or not name:
        raise Unreadable("a customer without an id or a name")
    return Contact(
        id=ContactId(contact_id),
        name=name,
        currency=word(row.get("Currency")),
        is_active=word(row.get("Status")) != "DEPRECATED",
        price_tier=text(row.get("PriceTier")),
        discount=amount(row.get("Discount")),
        payment_terms=text(row.get("PaymentTerm")),
        tax_rule=text(row.get("TaxRule")),
        location=text(row.get("Location")),
        sales_representative=text(row.get("SalesRepresentative")),
        carrier=text(row.get("Carrier")),
        is_on_credit_hold=flag(row.get("IsOnCreditHold")),
        people=_people(row.get("Contacts")),
        addresses=AddressBook(tuple([_address(entry) for entry in rows(row.get("Addresses")) if block(entry)])),
        own_prices=_own_prices(row.get("ProductPrices")),
        modified_at=instant(row.get("LastModifiedOn")),
    )


def product_from(record: object) -> Product:
    """Read a product.

    Source: R6, R7, R20; ref §2.2, §2.4, §3.1. Raises: Unreadable without an id, InvalidValue without an SKU.
    """
    prices = block(record)
    row = cast("ProductRow", prices)
    if not (product_id := guid(row.get("ID"))):
        raise Unreadable("a product without an id")
    return Product(
        id=ProductId(product_id),
        sku=Sku(text(row.get("SKU"))),
        name=text(row.get("Name")),
        kind=ProductKind.SERVICE if word(row.get("Type")) == "SERVICE" else ProductKind.STOCK,
        is_deprecated=word(row.get("Status")) == "DEPRECATED",
        is_sellable=flag(row.get("Sellable"), default=True),
        tier_prices=tuple([amount(prices.get(name)) for name in _TIER_PRICES]),
        sale_tax_rule=text(row.get("SaleTaxRule")),
        discount_rule=text(row.get("DiscountRule")),
        category=text(row.get("Category")),
        brand=text(row.get("Brand")),
        unit=text(row.get("UOM")),
        barcode=text(row.get("Barcode")),
        description=text(row.get("Description")) or text(row.get("ShortDescription")),
        images=_images(row.get("Attachments")),
        modified_at=instant(row.get("LastModifiedOn")),
    )


def location_from(record: Mapping[str, object]) -> Location | None:
    """Read a warehouse; a bin, which is a row with a parent, is none. Source: R35; ref §10."""
    row = cast("LocationRow", record)
    name = text(row.get("Name"))
    if not name or text(row.get("ParentID")):
        return None
    gone = flag(row.get("IsDeprecated")) or flag(row.get("Deprecated"))
    return Location(id=guid(row.get("ID")), name=name, is_default=flag(row.get("IsDefault")), is_deprecated=gone)


def tax_rule_from(record: Mapping[str, object]) -> TaxRule | None:
    """Read a tax rule; without a percentage of its own its components are added up. Source: R33; ref §10."""
    row = cast("TaxRow", record)
    parts = [amount(cast("TaxComponentRow", block(part)).get("Percent")) for part in rows(row.get("Components"))]
    percent = number(row.get("TaxPercent"))
    if not (name := text(row.get("Name"))):
        return None
    return TaxRule(
        name=name,
        percent=sum(parts, ZERO) if percent is None else percent,
        is_active=flag(row.get("IsActive"), default=True),
        is_for_sales=flag(row.get("IsTaxForSale"), default=True),
    )


def terms_from(record: Mapping[str, object]) -> PaymentTerms | None:
    """Read payment terms. Source: R36; ref §10."""
    row = cast("TermsRow", record)
    active, default = flag(row.get("IsActive"), default=True), flag(row.get("IsDefault"))
    return PaymentTerms(name=name, is_active=active, is_default=default) if (name := text(row.get("Name"))) else None


def tier_from(record: Mapping[str, object]) -> PriceTier | None:
    """Read a price tier. Source: R20; ref §3.1."""
    row = cast("TierRow", record)
    code, name = number(row.get("Code")), text(row.get("Name"))
    return PriceTier(number=int(code), name=name) if name and code is not None and 1 <= code <= TIERS else None


def sales_contact_from(record: Mapping[str, object]) -> SalesContact | None:
    """Read somebody of the company; only those of type *Sale* may represent it in sales. Source: R26; ref §10."""
    row = cast("CompanyContactRow", record)
    name = text(row.get("Name"))
    return SalesContact(name=name) if name and word(row.get("Type")) == "SALE" else None


def carrier_from(record: Mapping[str, object]) -> Carrier | None:
    """Read a freight company; its description is the name that sales use. Source: ref §10."""
    description = text(cast("CarrierRow", record).get("Description"))
    return Carrier(name=description) if description else None


def _address(record: object) -> Address:
    row = cast("AddressRow", block(record))
    return Address(
        id=guid(row.get("ID")),
        line1=text(row.get("Line1")),
        line2=text(row.get("Line2")),
        city=text(row.get("City")),
        state=text(row.get("State")),
        postcode=text(row.get("Postcode")),
        country=text(row.get("Country")),
        kind=_ADDRESS_KINDS.get(word(row.get("Type")), AddressKind.BUSINESS),
        is_default=flag(row.get("DefaultForType")),
    )


def _people(value: object) -> tuple[Person, ...]:
    """Read the people with a name or an e-mail address; nobody can be reached by less. Source: R36; ref §4.2."""
    found = []
    for entry in rows(value):
        row = cast("PersonRow", block(entry))
        name, email = text(row.get("Name")), text(row.get("Email"))
        phone = text(row.get("Phone")) or text(row.get("MobilePhone"))
        if name or email:
            found.append(Person(name=name, email=email, phone=phone, is_default=flag(row.get("Default"))))
    return tuple(found)


def _own_prices(value: object) -> tuple[OwnPrice, ...]:
    """Read the prices that a customer has of its own, in the order of products. Source: R21; ref §3.2."""
    found = []
    for entry in rows(value):
        row = cast("OwnPriceRow", block(entry))
        if product_id := guid(row.get("ProductID")):
            found.append(OwnPrice(product_id=ProductId(product_id), price=amount(row.get("Price"))))
    return tuple(sorted(found, key=lambda own: own.product_id))


def _images(value: object) -> tuple[str, ...]:
    """Read the links to a product's pictures, the default one first; other files kept with it are none.

    Source: R7; ref §2.4: pictures come also without a content type of their own.
    """
    found = []
    for entry in rows(value):
        row = cast("AttachmentRow", block(entry))
        url, named = text(row.get("DownloadUrl")), text(row.get("FileName")).casefold()
        is_picture = word(row.get("ContentType")).startswith("IMAGE/") or named.endswith(_PICTURES)
        if is_picture and url.startswith(("https://", "http://")):
            found.append((not flag(row.get("IsDefault")), url))
    return tuple(url for _, url in sorted(found, key=lambda image: image[0]))


def _places(shown_as: str) -> int:
    """Read a .NET number format such as N2; beyond four places Cin7 keeps none. Source: ref §1.2, §1.7."""
    digits = shown_as[1:]
    return min(int(digits), FINEST) if shown_as[:1].upper() in ("N", "F") and digits.isdecimal() else FINEST
