"""One account of a fake with little stock, the sales made in it, and how a step is taken there."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.adapters.fake_cin7 import sale_model as model
from tests.adapters.fake_cin7.documented.caller import Answer, Caller

LOCATION = "Main Warehouse"
STOCK = {"MUG": 30, "CUP": 5}
CUSTOMER = "Sparrow Cafe"
DAY = "2026-05-08T00:00:00"
SEED: dict[str, Any] = {
    "me": {"Company": "Acme", "Currency": "AUD", "TimeZone": "Australia/Sydney", "TaxCalculationMethod": "Row Total"},
    "price_tiers": [{"Code": n, "Name": f"Tier {n}"} for n in range(1, 11)],
    "tax_rules": [{"Name": "Tax free", "TaxPercent": 0, "IsTaxForSale": True, "IsActive": True, "TaxInclusive": False}],
    "locations": [{"Name": LOCATION, "IsDefault": True, "IsDeprecated": False}],
    "payment_terms": [
        {"Name": "30 days", "Duration": 30, "Method": "number of days", "IsActive": True, "IsDefault": True}
    ],
    "carriers": [{"Description": "AusPost"}],
    "sales_representatives": ["API Sales"],
    "products": [
        {"SKU": sku, "Name": sku.title(), "Category": "Homeware", "Type": "Stock", "UOM": "Item", "Status": "Active"}
        for sku in STOCK
    ],
    "stock": [{"SKU": sku, "Location": LOCATION, "OnHand": count, "OnOrder": 0} for sku, count in STOCK.items()],
    "customers": [
        {"Name": CUSTOMER, "Status": "Active", "Currency": "AUD", "PaymentTerm": "30 days", "TaxRule": "Tax free"}
        | {"AccountReceivable": "610", "RevenueAccount": "200", "PriceTier": "Tier 1", "Location": LOCATION}
    ],
}


@dataclass(slots=True)
class House:
    """The account, its sales as the model has them, and the story of the steps so far."""

    caller: Caller
    sales: list[model.Sale] = field(default_factory=list)
    history: list[str] = field(default_factory=list)
    _documents: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def opened(cls) -> "House":
        """Open an account with two products, one of them scarce."""
        return cls(Caller().open_account(SEED))

    def document(self, sale: model.Sale) -> dict[str, Any]:
        """Return the sale as GET /sale has it since the last step."""
        if sale.id not in self._documents:
            self._documents[sale.id] = self.caller.get("sale", ID=sale.id)
        return self._documents[sale.id]

    def story(self, sale: model.Sale, claim: str) -> str:
        """Tell a wrong claim with the model and the steps that led there."""
        return f"{claim}\nthe model: {sale}\n" + "\n".join(self.history)

    def attempt(self, sale: model.Sale, call: tuple[str, str], body: Any, *, allowed: bool) -> Answer | None:
        """Take a step a second later: an allowed one moves `LastModifiedOn`, a refused one changes nothing.

        Source: ref §6.9 (HTTP 400 and the error array), §12 ("Updated bumps on every change").
        """
        before = self.document(sale)
        self.caller.control("POST", "clock", {"advance": 1})
        answer = self.caller.call(*call, body)
        self.history.append(f"{'may' if allowed else 'may not'} {call} {body} -> {answer.status} {answer.text[:160]}")
        self.changed(sale)
        after = self.document(sale)
        if allowed:
            assert answer.accepted, self.story(sale, "a step that may be taken was refused")
            assert after["LastModifiedOn"] > before["LastModifiedOn"], self.story(sale, "LastModifiedOn stood still")
            return answer
        assert answer.status == 400, self.story(sale, "a step that may not be taken was not refused with 400")
        assert answer.errors, self.story(sale, "a refusal without the error array")
        assert after == before, self.story(sale, "a refused step changed the sale")
        return None

    def changed(self, sale: model.Sale) -> None:
        """Forget the document read; the list is read after each step and tells if another sale's changed too."""
        self._documents.pop(sale.id, None)

    def free_stock(self) -> dict[str, int]:
        """Return what no sale holds."""
        return {sku: count - sum(sale.allocated[sku] for sale in self.sales) for sku, count in STOCK.items()}

    def adopt_tasks(self, sale: model.Sale) -> None:
        """Take over the ids of fulfilment tasks that the fake has made. Source: ref §6.3 (TaskID of a Simple sale)."""
        rows = self.caller.get("sale/fulfilment", SaleID=sale.id)["Fulfilments"]
        known = {task.id for task in sale.tasks}
        sale.tasks += [model.Task(id=row["TaskID"]) for row in rows if row["TaskID"] not in known]
        if sale.simple:
            assert [task.id for task in sale.tasks] == [sale.id], self.story(sale, "a Simple sale has one task, itself")

    def task_row(self, sale: model.Sale, task: model.Task) -> dict[str, Any]:
        """Return one fulfilment of the sale's document."""
        rows: list[dict[str, Any]] = self.document(sale)["Fulfilments"]
        return next(row for row in rows if row["TaskID"] == task.id)

    def adopt_boxes(self, sale: model.Sale, task: model.Task) -> None:
        """Take over how the fake packed by itself: the names of boxes are its own business."""
        task.boxes = {}
        for line in self.task_row(sale, task)["Pack"]["Lines"]:
            task.boxes.setdefault(line["Box"], Counter())[line["SKU"]] += int(line["Quantity"])
        assert task.packed_goods() == task.picked, self.story(sale, "packed is not what was picked")


def order_lines(goods: Counter[str]) -> list[dict[str, Any]]:
    """Return lines as POST /sale/order takes them. Source: ref §6.6 (SKU alone is enough)."""
    return [
        {"SKU": sku, "Name": sku.title(), "Quantity": count, "Price": model.UNIT_PRICE, "Discount": 0}
        | {"Tax": 0, "TaxRule": "Tax free", "Total": count * model.UNIT_PRICE}
        for sku, count in sorted(goods.items())
    ]


def placed_lines(goods: Counter[str]) -> list[dict[str, Any]]:
    """Return lines as pick and pack take them. Source: ref §7."""
    return [{"SKU": sku, "Location": LOCATION, "Quantity": count} for sku, count in sorted(goods.items())]


def one_of(goods: Counter[str]) -> Counter[str]:
    """Return a single piece out of these goods."""
    return Counter({min(goods): 1})
