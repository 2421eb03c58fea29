"""Steps on a sale's header, order, invoice and payment: each sends one call and moves the model with it."""

from collections import Counter
from typing import Any
from uuid import UUID

from tests.adapters.fake_cin7 import sale_model as model
from tests.adapters.fake_cin7.sale_house import CUSTOMER, DAY, LOCATION, House, order_lines

NEW_TASK = str(UUID(int=0))


def create(house: House, *, simple: bool, skip_quote: bool) -> None:
    """POST /sale: a header that has its number at once. Source: ref §6.2."""
    header = {"Customer": CUSTOMER, "Location": LOCATION, "SkipQuote": skip_quote}
    made = house.caller.must("POST", "sale", header | {"SaleType": "Simple" if simple else "Advanced"})
    house.history.append(f"create {made['ID']} simple={simple} skip_quote={skip_quote}")
    number = made["Order"]["SaleOrderNumber"]
    house.sales.append(model.Sale(id=made["ID"], number=number, simple=simple, skip_quote=skip_quote))


def quote(house: House, sale: model.Sale, status: str) -> None:
    """POST /sale/quote. Source: ref §6.5."""
    body = {"SaleID": sale.id, "Memo": "", "Status": status, "Lines": order_lines(Counter(MUG=1))}
    if house.attempt(sale, ("POST", "sale/quote"), body, allowed=sale.may_quote()):
        sale.quote = status


def order(house: House, sale: model.Sale, status: str, lines: Counter[str], mode: str) -> None:
    """POST /sale/order: replaces the lines; authorising allocates what there is. Source: ref §6.6."""
    free = house.free_stock()
    body = {"SaleID": sale.id, "Memo": "", "Status": status, "AutoPickPackShipMode": mode, "Lines": order_lines(lines)}
    if not house.attempt(sale, ("POST", "sale/order"), body, allowed=sale.may_order()):
        return
    sale.order, sale.lines = status, lines
    if status == model.AUTHORISED:
        sale.allocated = Counter({sku: min(count, free[sku]) for sku, count in lines.items() if free[sku] > 0})
        house.adopt_tasks(sale)
        if sale.simple and not sale.backordered:
            _apply_mode(house, sale, mode)


def _apply_mode(house: House, sale: model.Sale, mode: str) -> None:
    task = sale.tasks[0]
    if mode != "NOPICK":
        task.pick, task.picked = model.AUTHORISED, Counter(sale.lines)
    if mode in {"AUTOPICKPACK", "AUTOPICKPACKSHIP"}:
        task.pack = model.AUTHORISED
        house.adopt_boxes(sale, task)
    if mode == "AUTOPICKPACKSHIP":
        task.ship, task.shipped = model.AUTHORISED, set(task.boxes)


def invoice(house: House, sale: model.Sale, status: str) -> None:
    """POST, or PUT over a draft, /sale/invoice for the whole order. Source: ref §8, §6.9."""
    body: dict[str, Any] = {"SaleID": sale.id, "TaskID": _invoice_task(sale), "Status": status}
    verb = "POST"
    if sale.invoice == model.DRAFT and sale.order == model.AUTHORISED:
        verb = "PUT"
    else:
        lines = [line | {"Account": "200"} for line in order_lines(sale.lines or Counter(MUG=1))]
        body |= {"CombineAdditionalCharges": False, "InvoiceDate": DAY, "InvoiceDueDate": DAY, "Lines": lines}
    if answer := house.attempt(sale, (verb, "sale/invoice"), body, allowed=sale.may_invoice()):
        sale.invoice, sale.invoice_task = status, answer.json["Invoices"][-1]["TaskID"]


def _invoice_task(sale: model.Sale) -> str:
    return sale.invoice_task or (sale.id if sale.simple else NEW_TASK)


def pay(house: House, sale: model.Sale, *, part: bool) -> None:
    """POST /sale/payment: the rest of the invoice, or half of it. Source: ref §8, §6.9."""
    if sale.invoice == "PAID":
        return  # paying more than is owed is not documented
    amount = sale.total - sale.paid
    amount = amount // 2 if part and amount > model.UNIT_PRICE else amount
    body = {"TaskID": sale.invoice_task or sale.id, "Type": "Payment", "Reference": "", "Amount": amount or 1}
    body |= {"DatePaid": DAY, "Account": "718", "CurrencyRate": 1}
    if house.attempt(sale, ("POST", "sale/payment"), body, allowed=sale.may_pay()):
        sale.paid += amount
        if sale.paid >= sale.total:
            sale.invoice = "PAID"


def undo(house: House, sale: model.Sale) -> None:
    """DELETE /sale?Void=false: an order not yet picked is a draft again, its lines kept. Source: ref §6.7."""
    if not sale.may_be_undone():
        return  # what undo asks for then is not documented
    house.attempt(sale, ("DELETE", f"sale?ID={sale.id}&Void=false"), None, allowed=True)
    sale.become_draft()
    kept = {line["SKU"]: line["Quantity"] for line in house.document(sale)["Order"]["Lines"]}
    assert kept == dict(sale.lines), house.story(sale, f"undo kept {kept}")


def void(house: House, sale: model.Sale) -> None:
    """DELETE /sale?Void=true: for ever, and what it held is free. Source: ref §6.7, §12."""
    if sale.order == model.VOIDED or sale.paid:
        return  # voiding twice, or what is paid, is not documented
    house.attempt(sale, ("DELETE", f"sale?ID={sale.id}&Void=true"), None, allowed=True)
    sale.become_void()
