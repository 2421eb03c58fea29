"""How the documented examples about sales, fulfilments, invoices and payments are replayed here."""

from typing import Any

from tests.adapters.fake_cin7.documented import account
from tests.adapters.fake_cin7.documented.comparison import Call, Preparation
from tests.adapters.fake_cin7.documented.scene import Scene

HEADER_VALUES: dict[str, Any] = {"TaxInclusive": "false", "CurrencyRate": "1", "SkipQuote": "false"}
HEADER_VALUES |= {"AutoPickPackShipMode": "NOPICK", "Email": "po@corner.example", "Phone": "03 9", "Contact": "Kai"}
ORDER_VALUES: dict[str, Any] = {"$.Status": "DRAFT", "AutoPickPackShipMode": "NOPICK", "BackorderQuantity": 0}


def _complete(scene: Scene) -> str:
    """Bring a sale through every stage, its invoice drafted, as the documented sales are."""
    scene.shipped()
    scene.invoiced("DRAFT")
    return scene.sale_id


def _complete_sale_read(scene: Scene) -> Call:
    return Call(query={"ID": _complete(scene), "IncludeTransactions": "true"})


def _sale_changed(scene: Scene) -> Call:
    return Call(values=HEADER_VALUES | {"$.ID": _complete(scene)})


def _sale_voided(scene: Scene) -> Call:
    return Call(query={"ID": _complete(scene), "Void": "true"})


def _listed(scene: Scene) -> Call:
    scene.header(CustomerReference="PO 1", ShipBy="")
    _complete(scene)
    return Call()


def _quoted(scene: Scene) -> Call:
    return Call(query={"SaleID": scene.quoted()})


def _quoting(scene: Scene) -> Call:
    return Call(values={"SaleID": scene.header(), "$.Status": "AUTHORISED"})


def _ordered(scene: Scene) -> Call:
    return Call(query={"SaleID": scene.ordered(status="DRAFT")})


def _ordering(scene: Scene) -> Call:
    return Call(values=ORDER_VALUES | {"SaleID": scene.quoted()})


def _fulfilments_read(scene: Scene) -> Call:
    scene.shipped()
    return Call(query={"SaleID": scene.sale_id})


def _fulfilment_added(scene: Scene) -> Call:
    scene.shipped()
    return Call(values={"SaleID": scene.sale_id})


def _fulfilment_undone(scene: Scene) -> Call:
    scene.shipped(SaleType="Advanced")
    scene.caller.must("POST", "sale/fulfilment", {"SaleID": scene.sale_id})
    return Call(query={"TaskID": scene.task(), "Void": "false"})


def _stage_read(reach: str) -> Preparation:
    def prepare(scene: Scene) -> Call:
        return Call(query={"TaskID": getattr(scene, reach)()})

    return prepare


def _picking(scene: Scene) -> Call:
    scene.ordered()
    return Call(values={"TaskID": scene.task(), "$.Status": "AUTHORISED", "Quantity": 1})


def _picking_again(scene: Scene) -> Call:
    return Call(values={"TaskID": scene.picked("DRAFT"), "$.Status": "AUTHORISED", "Quantity": 1})


def _packing(scene: Scene) -> Call:
    return Call(values={"TaskID": scene.picked(), "$.Status": "AUTHORISED", "Quantity": 1})


def _packing_again(scene: Scene) -> Call:
    return Call(values={"TaskID": scene.packed("DRAFT"), "$.Status": "AUTHORISED", "Quantity": 1})


def _shipping(scene: Scene) -> Call:
    return Call(values={"TaskID": scene.packed(), "$.Status": "AUTHORISED", "IsShipped": True})


def _shipping_again(scene: Scene) -> Call:
    return Call(values={"TaskID": scene.shipped("DRAFT"), "$.Status": "AUTHORISED", "IsShipped": True})


def _invoices_read(scene: Scene) -> Call:
    return Call(query={"SaleID": _complete(scene)})


def _invoicing(scene: Scene) -> Call:
    scene.shipped()
    return Call(values={"SaleID": scene.sale_id, "TaskID": scene.sale_id, "$.Status": "DRAFT"})


def _invoicing_again(scene: Scene) -> Call:
    scene.shipped()
    return Call(values={"SaleID": scene.sale_id, "TaskID": scene.invoiced("DRAFT"), "$.Status": "AUTHORISED"})


def _invoice_voided(scene: Scene) -> Call:
    scene.shipped(SaleType="Advanced")
    return Call(query={"TaskID": scene.invoiced(), "Void": "true"})


PAYMENT_VALUES: dict[str, Any] = {"Account": "718", "$.Type": "Payment", "Amount": 1, "CurrencyRate": 1}


def _payments_read(scene: Scene) -> Call:
    scene.ordered()
    scene.paid()
    return Call(query={"SaleID": scene.sale_id})


def _paying(scene: Scene) -> Call:
    scene.ordered()
    return Call(values=PAYMENT_VALUES | {"TaskID": scene.invoiced(), "DatePaid": account.DAY})


def _payment_changed(scene: Scene) -> Call:
    scene.ordered()
    return Call(values=PAYMENT_VALUES | {"$.ID": scene.paid(), "Amount": 2})


def _payment_deleted(scene: Scene) -> Call:
    scene.ordered()
    return Call(query={"ID": scene.paid()})


CASES: dict[str, Preparation] = {
    "GET /saleList": _listed,
    "GET /sale": _complete_sale_read,
    "POST /sale": lambda _: Call(values=HEADER_VALUES),
    "PUT /sale": _sale_changed,
    "DELETE /sale": _sale_voided,
    "GET /sale/quote": _quoted,
    "POST /sale/quote": _quoting,
    "GET /sale/order": _ordered,
    "POST /sale/order": _ordering,
    "GET /sale/fulfilment": _fulfilments_read,
    "POST /sale/fulfilment": _fulfilment_added,
    "DELETE /sale/fulfilment": _fulfilment_undone,
    "GET /sale/fulfilment/pick": _stage_read("picked"),
    "POST /sale/fulfilment/pick": _picking,
    "PUT /sale/fulfilment/pick": _picking_again,
    "GET /sale/fulfilment/pack": _stage_read("packed"),
    "POST /sale/fulfilment/pack": _packing,
    "PUT /sale/fulfilment/pack": _packing_again,
    "GET /sale/fulfilment/ship": _stage_read("shipped"),
    "POST /sale/fulfilment/ship": _shipping,
    "PUT /sale/fulfilment/ship": _shipping_again,
    "GET /sale/invoice": _invoices_read,
    "POST /sale/invoice": _invoicing,
    "PUT /sale/invoice": _invoicing_again,
    "DELETE /sale/invoice": _invoice_voided,
    "GET /sale/payment": _payments_read,
    "POST /sale/payment": _paying,
    "PUT /sale/payment": _payment_changed,
    "DELETE /sale/payment": _payment_deleted,
}
