"""What people and other programs do in Cin7 with an order's sales, through its own API and pages."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import cast

from application.ports.inventory import FIRST_REPLY
from tests.features.account_in_words import AccountInWords
from tests.features.order_in_words import OrderInWords
from tests.features.sale_in_words import SaleInWords
from tests.house import Document, House

API = "/ExternalApi/v2"
TAX = Decimal("0.10")
HEADER: Mapping[str, Callable[[str], Document]] = {
    "ship by": lambda day: {"ShipBy": day},
    "shipping address": lambda line: {
        "ShippingAddress": {"Line1": line, "City": "Perth", "Postcode": "6000", "Country": "Australia"}
    },
}


class HandsInCin7:
    """Works on the sales of one order."""

    def __init__(self, house: House, key: str, account: AccountInWords, order: OrderInWords) -> None:
        self._house, self._key, self._account, self._order = house, key, account, order

    @property
    def sales(self) -> list[SaleInWords]:
        """Every sale that was made for the order, voided ones too."""
        found = map(SaleInWords, self._house.sales())
        return [sale for sale in found if sale.is_for(self._key, self._order.document["reference"])]

    def received(self) -> list[tuple[str, str, Document]]:
        """Answer what was sent to make the order's one sale; what was sent again counts once."""
        [sale] = self.sales
        calls: list[tuple[str, str, Document]] = []
        for method, path, body in self._house.writes():
            call = (method, path, {name: FIRST_REPLY if value == sale.id else value for name, value in body.items()})
            if call not in calls:
                calls.append(call)
        return calls

    def make(self, kind: str) -> None:
        """Make one more sale with the order's key: empty, complete or voided."""
        customer = cast("dict[str, str]", self._order.document["customer"])["name"]
        header = {"CustomerID": self._account.customer(customer)["ID"], "Location": "Main Warehouse", "SkipQuote": True}
        made = self._house.cin7("POST", f"{API}/sale", {**header, "ExternalID": self._key})
        if kind == "complete":
            self._fill(made["ID"], "AUTHORISED", [_sold(line) for line in self._lines()])
        elif kind == "voided":
            self._house.cin7("POST", f"/_fake/sales/{made['ID']}/void")

    def discount(self, sale: SaleInWords, percent: Decimal) -> None:
        """Give a discount on every line, as the supplier does on its drafts."""
        self._fill(sale.id, "DRAFT", [_discounted(line, percent) for line in sale.rows("Lines")])

    def fill_again(self, sale: SaleInWords, status: str) -> None:
        """Save the order as it is, in another status."""
        self._fill(sale.id, status, [_kept(line) for line in sale.rows("Lines")])

    def change(self, what: str, value: str) -> None:
        """Change one thing on a draft, as the supplier does in Cin7's own pages."""
        [sale] = self.sales
        if what in HEADER:
            same = {"ID": sale.id, "CustomerID": sale.document["CustomerID"], "Location": sale.document["Location"]}
            self._house.cin7("PUT", f"{API}/sale", {**same, **HEADER[what](value)})
            return
        field, _, sku = what.partition(" of ")
        lines = [_kept(line) for line in sale.rows("Lines")]
        if field == "product":
            lines[0]["SKU"] = value
        else:
            line = next(line for line in lines if line["SKU"] == sku)
            line[field.capitalize()] = float(value)
        self._fill(sale.id, "DRAFT", [_computed(line) for line in lines])

    def _fill(self, sale_id: object, status: str, lines: list[Document]) -> None:
        body: Document = {"SaleID": sale_id, "Memo": "", "Status": status, "Lines": list(lines)}
        self._house.cin7("POST", f"{API}/sale/order", body)

    def _lines(self) -> list[dict[str, str]]:
        return cast("list[dict[str, str]]", self._order.document["lines"])


def _sold(line: dict[str, str]) -> Document:
    total = Decimal(line["quantity"]) * Decimal(line["unit_price"]) * (100 - Decimal(line["discount_percent"])) / 100
    return {
        "SKU": line["sku"],
        "Quantity": float(line["quantity"]),
        "Price": float(line["unit_price"]),
        "Discount": float(line["discount_percent"]),
        "TaxRule": "GST on Income",
        "Tax": float(total * TAX),
        "Total": float(total),
    }


def _kept(line: Document) -> Document:
    return {what: line[what] for what in ("SKU", "Quantity", "Price", "Discount", "TaxRule", "Tax", "Total")}


def _computed(line: Document) -> Document:
    quantity, price, discount = (Decimal(str(line[what])) for what in ("Quantity", "Price", "Discount"))
    total = quantity * price * (100 - discount) / 100
    return {**line, "Total": float(total), "Tax": float(total * TAX)}


def _discounted(line: Document, percent: Decimal) -> Document:
    kept = (100 - percent) / 100
    changed = {what: float(Decimal(str(line[what])) * kept) for what in ("Tax", "Total")}
    unchanged = {what: line[what] for what in ("SKU", "Quantity", "Price", "TaxRule")}
    return {**unchanged, **changed, "Discount": float(percent)}
