"""The reference books of an account: what sales, products and customers name.

Source: ref §10 (D).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from adapters.fake_cin7.state.layout import Layout
from adapters.fake_cin7.values import new_guid
from adapters.fake_cin7.wire import Row

LOCATION = Layout(
    {
        "ID": None,
        "Name": "",
        "IsDefault": False,
        "IsDeprecated": False,
        "Bins": [],
        "FixedAssetsLocation": False,
        "ParentID": None,
        "ParentName": None,
        "ReferenceCount": 0,
        "AddressLine1": "",
        "AddressLine2": "",
        "AddressCitySuburb": "",
        "AddressStateProvince": "",
        "AddressZipPostCode": "",
        "AddressCountry": "",
        "PickZones": None,
        "IsShopfloor": False,
        "IsCoMan": False,
        "IsStaging": False,
    }
)
TAX = Layout(
    {
        "ID": None,
        "Name": "",
        "Account": "820",
        "IsActive": True,
        "TaxInclusive": False,
        "TaxPercent": 0,
        "IsTaxForSale": True,
        "IsTaxForPurchase": False,
        "Components": [],
    }
)
PAYMENT_TERM = Layout(
    {"ID": None, "Name": "", "Duration": 0, "Method": "number of days", "IsActive": True, "IsDefault": False}
)
CARRIER = Layout({"CarrierID": None, "Description": ""})
ACCOUNT = Layout(
    {
        "Code": "",
        "Status": "ACTIVE",
        "Name": "",
        "Type": "REVENUE",
        "Description": "",
        "Class": "REVENUE",
        "SystemAccount": None,
        "SystemAccountCode": None,
        "BankAccountNumber": None,
        "BankAccountId": None,
        "ForPayments": False,
        "DisplayName": "",
        "OldCode": None,
    }
)
COMPANY_CONTACT = Layout(
    {
        "ContactID": None,
        "Name": "",
        **dict.fromkeys(("Phone", "Fax", "Email", "Website", "Comment")),
        "Type": "Sale",
        "DefaultForType": False,
    }
)
NAMED = Layout({"ID": None, "Name": ""})
PRICE_TIER = Layout({"Code": 0, "Name": ""})
DISCOUNT = Layout({"ID": None, "Name": "", "IsActive": False, "Type": "Simple", "DiscountLines": []})
DEAL = Layout(
    {
        "ID": None,
        "Name": "",
        "DateFrom": None,
        "DateTo": None,
        "IsActive": False,
        "AllowCoupons": False,
        "SingleCouponCodeUsage": False,
        "CustomersGroup": "All",
        "CouponCodes": None,
        "DealCustomers": [],
        "DealCustomerTags": [],
        "DealDiscounts": [],
    }
)


@dataclass
class Book:
    """The rows of one reference book, found by identifier and by name in any case."""

    layout: Layout
    id_field: str = "ID"
    name_field: str = "Name"
    rows: list[Row] = field(default_factory=list)

    def __iter__(self) -> Iterator[Row]:
        """Iterate over the rows in the order they were created."""
        return iter(self.rows)

    def add(self, kept: Row) -> Row:
        """Keep a new row; it gets the identifier it lacks."""
        row = self.layout.complete(kept)
        if not row[self.id_field]:
            row[self.id_field] = new_guid()
        self.rows.append(row)
        return row

    def by_id(self, identifier: str | None) -> Row | None:
        """Find a row by identifier, in any case."""
        wanted = (identifier or "").casefold()
        return next((row for row in self.rows if str(row[self.id_field]).casefold() == wanted), None)

    def by_name(self, name: str) -> Row | None:
        """Find a row by its whole name, in any case.

        Source: ref §1.5 (L): names compare without regard to case.
        """
        wanted = name.strip().casefold()
        return next((row for row in self.rows if str(row[self.name_field]).casefold() == wanted), None)

    def remove(self, row: Row) -> None:
        """Take a row out."""
        self.rows.remove(row)


@dataclass
class Books:
    """All reference books of one account."""

    locations: Book = field(default_factory=lambda: Book(LOCATION))
    tax_rules: Book = field(default_factory=lambda: Book(TAX))
    payment_terms: Book = field(default_factory=lambda: Book(PAYMENT_TERM))
    carriers: Book = field(default_factory=lambda: Book(CARRIER, "CarrierID", "Description"))
    accounts: Book = field(default_factory=lambda: Book(ACCOUNT, "Code"))
    contacts: Book = field(default_factory=lambda: Book(COMPANY_CONTACT, "ContactID"))
    categories: Book = field(default_factory=lambda: Book(NAMED))
    brands: Book = field(default_factory=lambda: Book(NAMED))
    units: Book = field(default_factory=lambda: Book(NAMED))
    price_tiers: Book = field(default_factory=lambda: Book(PRICE_TIER, "Code"))
    discounts: Book = field(default_factory=lambda: Book(DISCOUNT))
    deals: Book = field(default_factory=lambda: Book(DEAL))

    def default_location(self) -> Row | None:
        """Name the location used when nothing else says which."""
        return next((row for row in self.locations if row["IsDefault"]), next(iter(self.locations), None))
