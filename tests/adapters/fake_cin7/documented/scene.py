"""One account on which one documented example is replayed, and the steps that bring a sale to an example's state."""

from dataclasses import dataclass, field
from typing import Any

from tests.adapters.fake_cin7.documented import account
from tests.adapters.fake_cin7.documented.caller import Caller

BOX = "Carton 1"


@dataclass(slots=True)
class Scene:
    """A caller of the account and the sale of the example, once there is one."""

    caller: Caller
    sale_id: str = ""
    values: dict[str, Any] = field(default_factory=lambda: dict(OUR_NAMES))

    @classmethod
    def opened(cls) -> "Scene":
        """Open the account in an emptied fake."""
        return cls(Caller().open_account(account.seed()))

    def header(self, **fields: Any) -> str:
        """Make a sale's header and return its id."""
        body = {
            "CustomerID": account.guid("customer"), "Location": account.LOCATION, "SkipQuote": False,
            "ShipBy": account.DAY, "Carrier": account.CARRIER, "SalesRepresentative": account.CONTACT,
            "Phone": "03 9", "Email": "po@corner.example", "Contact": "Kai", "DefaultAccount": "200",
            "ShippingAddress": account.ADDRESS | {"Country": "Australia", "Company": "Corner", "Contact": "Kai"},
        }  # fmt: skip
        self.sale_id = self.caller.must("POST", "sale", body | fields)["ID"]
        return self.sale_id

    def quoted(self, **fields: Any) -> str:
        """Make a sale whose quote is authorised."""
        sale = self.header(**fields)
        body = {"SaleID": sale, "Memo": "", "Status": "AUTHORISED", "CombineAdditionalCharges": False}
        self.caller.must("POST", "sale/quote", body | {"Lines": [line()], "AdditionalCharges": [charge()]})
        return sale

    def ordered(self, *, mode: str = "NOPICK", status: str = "AUTHORISED", **fields: Any) -> str:
        """Make a sale whose order is authorised, picked as the mode says."""
        sale = self.quoted(**fields)
        body = {"SaleID": sale, "Memo": "", "Status": status, "AutoPickPackShipMode": mode}
        self.caller.must("POST", "sale/order", body | {"Lines": [line()], "AdditionalCharges": [charge()]})
        return sale

    def task(self) -> str:
        """Return the id of the sale's last fulfilment; an Advanced sale gets its first one by asking for it."""
        rows = self.caller.get("sale/fulfilment", SaleID=self.sale_id)["Fulfilments"]
        rows = rows or self.caller.must("POST", "sale/fulfilment", {"SaleID": self.sale_id})["Fulfilments"]
        return str(rows[-1]["TaskID"])

    def picked(self, status: str = "AUTHORISED", **fields: Any) -> str:
        """Make a sale whose only fulfilment is picked, and return the task."""
        self.ordered(**fields)
        task = self.task()
        self.caller.must("POST", "sale/fulfilment/pick", {"TaskID": task, "Status": status, "Lines": [placed()]})
        return task

    def packed(self, status: str = "AUTHORISED", **fields: Any) -> str:
        """Make a sale whose only fulfilment is packed in one box, and return the task."""
        task = self.picked(**fields)
        body = {"TaskID": task, "Status": status, "Lines": [placed() | {"Box": BOX}]}
        self.caller.must("POST", "sale/fulfilment/pack", body)
        return task

    def shipped(self, status: str = "AUTHORISED", **fields: Any) -> str:
        """Make a sale whose only box is on its way, or drafted to be, and return the task."""
        task = self.packed(**fields)
        row = {"ShipmentDate": account.DAY, "Carrier": account.CARRIER, "Box": BOX, "TrackingNumber": "T1"}
        body = {"TaskID": task, "Status": status, "Lines": [row | {"IsShipped": status == "AUTHORISED"}]}
        self.caller.must("POST", "sale/fulfilment/ship", body)
        return task

    def invoiced(self, status: str = "AUTHORISED", *, task: str = "") -> str:
        """Invoice the sale at hand, in a task of the sale's own unless another is named, and return the task."""
        body = {"SaleID": self.sale_id, "TaskID": task or self.sale_id, "CombineAdditionalCharges": False}
        body |= {
            "LinkedFulfillmentNumber": "1",
            "Memo": "",
            "Status": status,
            "InvoiceDate": account.DAY,
            "InvoiceDueDate": account.DAY,
        }
        rows = {"Lines": [line() | {"Account": "200"}], "AdditionalCharges": [charge() | {"Account": "200"}]}
        return str(self.caller.must("POST", "sale/invoice", body | rows)["Invoices"][-1]["TaskID"])

    def paid(self, amount: float = 1) -> str:
        """Invoice the sale at hand, pay a part of it and return the payment's id."""
        body = {"TaskID": self.invoiced(), "Type": "Payment", "Reference": "", "Amount": amount}
        body |= {"DatePaid": account.DAY, "Account": "718", "CurrencyRate": 1}
        return str(self.caller.must("POST", "sale/payment", body)["ID"])


def line() -> dict[str, Any]:
    """Return the one line of every sale here."""
    row = {"ProductID": account.guid(account.GOOD), "SKU": account.GOOD, "Name": "Jug", "Quantity": 1, "Price": 10}
    return row | {"Discount": 0, "Tax": 1, "TaxRule": account.TAX_RULE, "Total": 10, "Comment": ""}


def charge() -> dict[str, Any]:
    """Return the one charge of every sale here: a service of the account."""
    row = {"Description": f"{account.SERVICE} of clay", "Price": 5, "Quantity": 1, "Discount": 0}
    return row | {"Tax": 0.5, "Total": 5, "TaxRule": account.TAX_RULE, "Comment": ""}


def placed() -> dict[str, Any]:
    """Return the one line of every pick and pack here, out of a batch."""
    row = {"SKU": account.GOOD, "Location": account.LOCATION, "Quantity": 1}
    return row | {"BatchSN": "B1", "ExpiryDate": account.DAY}


OUR_NAMES: dict[str, Any] = {
    "CustomerID": account.guid("customer"),
    "Customer": account.CUSTOMER,
    "ProductID": account.guid(account.GOOD),
    "ProductSKU": account.GOOD,
    "ProductName": f"{account.GOOD} of clay",
    "Lines[].SKU": account.GOOD,
    "Lines[].Name": f"{account.GOOD} of clay",
    "Lines[].LocationID": account.guid("hall"),
    "LocationID": account.guid("hall"),
    "LocationName": account.LOCATION,
    "Location": account.LOCATION,
    "DefaultLocation": account.LOCATION,
    "TaxRule": account.TAX_RULE,
    "Terms": account.TERM,
    "PaymentTerm": account.TERM,
    "PriceTier": "Tier 1",
    "Carrier": account.CARRIER,
    "SalesRepresentative": account.CONTACT,
    "Category": account.CATEGORY,
    "UOM": account.UNIT,
    "Account": "200",
    "DefaultAccount": "200",
    "RevenueAccount": "200",
    "AccountReceivable": "610",
    "Currency": "AUD",
    "Box": BOX,
    "AdditionalCharges[].Description": f"{account.SERVICE} of clay",
}
"""Our names for what the documented bodies name; ids and names of theirs exist nowhere here."""
