"""Records of Cin7 Core as its documentation declares them, as far as we read them.

Live answers deviate, so values are read by `reading`, whatever is declared here.

Source: ref §1.2, §2.2, §2.4, §3.2, §4.2, §10.
"""

from decimal import Decimal
from typing import TypedDict


class CompanyRow(TypedDict, total=False):
    """The answer of `me`. Source: ref §1.2."""

    Company: str
    Currency: str
    TimeZone: str
    LockDate: str | None
    TaxCalculationMethod: str
    DefaultSaleTaxRuleName: str
    MaximumDecimalPlacesInQuantity: str


class AddressRow(TypedDict, total=False):
    """An address of a customer. Source: ref §4.2."""

    ID: str
    Line1: str
    Line2: str | None
    City: str | None
    State: str | None
    Postcode: str | None
    Country: str
    Type: str
    DefaultForType: bool


class PersonRow(TypedDict, total=False):
    """A contact person of a customer. Source: ref §4.2."""

    Name: str
    Phone: str | None
    MobilePhone: str | None
    Email: str | None
    Default: bool


class OwnPriceRow(TypedDict, total=False):
    """What a customer pays for one product. Source: ref §3.2."""

    ProductID: str
    Price: Decimal | int


class CustomerRow(TypedDict, total=False):
    """A customer. Source: ref §4.2."""

    ID: str
    Name: str
    Status: str
    Currency: str
    PaymentTerm: str
    TaxRule: str
    PriceTier: str | None
    Discount: Decimal | int
    Location: str | None
    SalesRepresentative: str | None
    Carrier: str | None
    IsOnCreditHold: bool
    LastModifiedOn: str
    Addresses: list[AddressRow]
    Contacts: list[PersonRow]
    ProductPrices: list[OwnPriceRow]


class AttachmentRow(TypedDict, total=False):
    """A file kept with a product. Source: ref §2.4."""

    ContentType: str
    FileName: str
    DownloadUrl: str
    IsDefault: str | bool


class ProductRow(TypedDict, total=False):
    """A product. Source: ref §2.2, §3.1."""

    ID: str
    SKU: str
    Name: str
    Type: str
    Status: str
    Sellable: bool
    SaleTaxRule: str | None
    DiscountRule: str | None
    Category: str
    Brand: str | None
    UOM: str
    Barcode: str | None
    Description: str | None
    ShortDescription: str | None
    Attachments: list[AttachmentRow]
    LastModifiedOn: str
    PriceTier1: Decimal | int
    PriceTier2: Decimal | int
    PriceTier3: Decimal | int
    PriceTier4: Decimal | int
    PriceTier5: Decimal | int
    PriceTier6: Decimal | int
    PriceTier7: Decimal | int
    PriceTier8: Decimal | int
    PriceTier9: Decimal | int
    PriceTier10: Decimal | int


class LocationRow(TypedDict, total=False):
    """A warehouse, or a bin when it has a parent. Source: ref §10."""

    ID: str
    Name: str
    IsDefault: bool
    IsDeprecated: bool
    Deprecated: bool
    ParentID: str | None


class TaxComponentRow(TypedDict, total=False):
    """A part of a tax rule. Source: ref §10."""

    Percent: str


class TaxRow(TypedDict, total=False):
    """A tax rule. Source: ref §10."""

    Name: str
    IsActive: bool
    TaxPercent: Decimal | int
    IsTaxForSale: bool
    Components: list[TaxComponentRow]


class TermsRow(TypedDict, total=False):
    """Payment terms. Source: ref §10."""

    Name: str
    IsActive: bool
    IsDefault: bool


class TierRow(TypedDict, total=False):
    """A price tier. Source: ref §3.1."""

    Code: int
    Name: str


class CompanyContactRow(TypedDict, total=False):
    """Somebody of the supplier's own company. Source: ref §10."""

    Name: str
    Type: str


class CarrierRow(TypedDict, total=False):
    """A freight company. Source: ref §10."""

    Description: str


class WebhookRow(TypedDict, total=False):
    """A webhook; PUT replaces the whole of it, and GET leaves the token empty. Source: ref §9.1."""

    ID: str
    Type: str
    IsActive: bool
    ExternalURL: str
    ExternalAuthorizationType: str
    ExternalBearerToken: str | None
