"""A sale as Cin7 shows it, said in words."""

from collections import Counter
from decimal import Decimal
from typing import cast

from tests.features.words import Row, same_amount
from tests.house import Document

FIELDS = {
    "customer": "Customer",
    "reference": "CustomerReference",
    "shipping notes": "ShippingNotes",
    "shipping address": "ShippingAddress.Line1",
    "billing address": "BillingAddress.Line1",
    "location": "Location",
    "terms": "Terms",
    "price tier": "PriceTier",
    "contact": "Contact",
    "phone": "Phone",
    "e-mail": "Email",
    "sales representative": "SalesRepresentative",
    "our key": "ExternalID",
    "type": "Type",
    "status": "Status",
    "order status": "Order.Status",
    "picking": "CombinedPickingStatus",
    "packing": "CombinedPackingStatus",
    "shipping": "CombinedShippingStatus",
}
DAYS = {"order date": "SaleOrderDate", "ship by": "ShipBy"}
AMOUNTS = {"tax": "Order.Tax"}
ANSWERS = {
    "quote skipped": ("SkipQuote", True),
    "prices include tax": ("TaxCalculation", "Inclusive"),
    "shipped to another": ("ShippingAddress.ShipToOther", True),
}

LINE = {
    "product": "SKU",
    "name": "Name",
    "description": "Description",
    "tax rule": "TaxRule",
    "comment": "Comment",
    "quantity": "Quantity",
    "price": "Price",
    "amount": "Price",
    "discount": "Discount",
    "tax": "Tax",
    "total": "Total",
}
NUMBERS = ("quantity", "price", "amount", "discount", "tax", "total")


class SaleInWords:
    """One sale of Cin7."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def id(self) -> str:
        """Cin7's id."""
        return str(self.document["ID"])

    @property
    def is_voided(self) -> bool:
        """Tell whether it is gone for good."""
        return self.document["Status"] == "VOIDED"

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing stands on it."""
        return not self.rows("Lines") and not self.rows("AdditionalCharges")

    @property
    def goods(self) -> Counter[str]:
        """How much of each SKU stands on it, in hundredths of a piece."""
        found: Counter[str] = Counter()
        for line in self.rows("Lines"):
            found[str(line["SKU"])] += int(Decimal(str(line["Quantity"])) * 100)
        return found

    def is_for(self, key: str, reference: object) -> bool:
        """Tell whether it was made for an order, by either of the marks that it carries."""
        return self.document["ExternalID"] == key or self.document["CustomerReference"] == reference

    def says(self, what: str) -> str:
        """Answer what the sale says, empty for nothing."""
        if what in DAYS:
            return str(self._value(DAYS[what]))[:10]
        if what in ANSWERS:
            field, yes = ANSWERS[what]
            return "yes" if self._value(field) == yes else "no"
        if what in AMOUNTS:
            return f"{Decimal(str(self._value(AMOUNTS[what]))):.2f}"
        return str(self._value(FIELDS[what])).replace("\n", " / ")

    def rows(self, part: str) -> list[Document]:
        """Answer the rows of a part of its order."""
        return cast("list[Document]", cast("Document", self.document["Order"])[part])

    def _value(self, path: str) -> object:
        value: object = self.document
        for step in path.split("."):
            value = cast("Document", value)[step]
        return "" if value is None else value


def is_said(cells: Row, there: Document) -> bool:
    """Tell whether a row of a sale says what these cells say."""
    return all(
        same_amount(cell, there[LINE[what]]) if what in NUMBERS else cell == str(there[LINE[what]] or "")
        for what, cell in cells.items()
    )
