"""An approved order as Upstock sends it, made of words."""

from collections import Counter
from decimal import Decimal
from typing import cast

from tests.features.account_in_words import AccountInWords
from tests.features.words import Row
from tests.house import Document

FIELDS = {
    "currency": "currency",
    "reference": "reference",
    "order date": "order_date",
    "delivery date": "delivery_date",
}
ID_OF = "id of "


class OrderInWords:
    """Harbour Café's order of twelve Chai, until a scenario says otherwise."""

    def __init__(self, number: str, account: AccountInWords) -> None:
        self._account = account
        self.document: Document = {
            "number": number,
            "currency": "AUD",
            "customer": {"name": "Harbour Café"},
            "order_date": "2026-05-04",
            "delivery_date": "2026-05-08",
            "reference": "PO-77",
            "lines": [_line({"sku": "NW-001"}, {"quantity": "12"})],
        }

    def says(self, what: str, value: str) -> None:
        """Let the order say something, or nothing of it."""
        if what == "customer":
            self.document["customer"] = {"name": value}
        else:
            self.document[FIELDS[what]] = value or None

    def has_lines(self, lines: list[Row]) -> None:
        """Let it have exactly these lines."""
        self.document["lines"] = [_line(self._named(row["product"]), row) for row in lines]

    def has_charges(self, charges: list[Row]) -> None:
        """Let it have exactly these charges."""
        self.document["charges"] = [
            {"description": row["description"] or None, "amount": row["amount"]} for row in charges
        ]

    def has_comments(self, comments: list[Row]) -> None:
        """Let it have these comments, each as often repeated as its row says."""
        self.document["comments"] = [
            {"text": " ".join([row["comment"]] * int(row.get("times", "1")))} for row in comments
        ]

    def has_custom_fields(self, fields: list[Row]) -> None:
        """Let it have these custom fields."""
        self.document["custom_fields"] = {row["field"]: row["value"] for row in fields}

    @property
    def goods(self) -> Counter[str]:
        """How much of each SKU was approved, in hundredths of a piece."""
        found: Counter[str] = Counter()
        for line in cast("list[dict[str, str]]", self.document["lines"]):
            sku = line.get("sku") or self._account.sku(line["product_id"])
            found[sku] += int(Decimal(line["quantity"]) * 100)
        return found

    def _named(self, product: str) -> Document:
        if product.startswith(ID_OF):
            return {"product_id": self._account.product_id(product.removeprefix(ID_OF))}
        return {"sku": product}


def _line(product: Document, row: Row) -> Document:
    return {
        **product,
        "quantity": row.get("quantity", "1"),
        "unit_price": row.get("price", "14.00"),
        "discount_percent": row.get("discount", "0"),
        "comment": row.get("comment") or None,
    }
