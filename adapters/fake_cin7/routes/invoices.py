"""The invoices of a sale.

Source: ref §8 (D:24222-24550).
"""

from adapters.fake_cin7.refusals import Problem, Refused
from adapters.fake_cin7.routes.events import invoice_authorised
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.quotes import needed_sale_id
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.routes.sale_lines import read_charges, read_lines
from adapters.fake_cin7.routes.sale_parts import invoice_row
from adapters.fake_cin7.routes.sale_view import View, view_of
from adapters.fake_cin7.routes.sales import find_sale
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.documents import Charge, Invoice, Line
from adapters.fake_cin7.state.invoicing import (
    apply_prepayments,
    begin_invoice,
    document_total,
    due_date,
    lines_to_invoice,
)
from adapters.fake_cin7.state.sale import AUTHORISED, DRAFT, OPEN, SERVICE, VOIDED, Sale
from adapters.fake_cin7.values import EMPTY_GUID, ZERO
from adapters.fake_cin7.wire import Row


@endpoint(
    "GET",
    "sale/invoice",
    parameters="SaleID CombineAdditionalCharges IncludeProductInfo",
    source="D:24290, ref §8",
    note="IncludeProductInfo adds nothing: no example names its array",
)
def show_invoices(visit: Visit) -> object:
    """Answer the invoices of a sale.

    Source: ref §8 (D).
    """
    sale = find_sale(visit.account, visit.parameters.needed_guid("SaleID"))
    return invoices_row(view_of(visit, product_info=False), sale)


def invoices_row(view: View, sale: Sale) -> Row:
    """Show invoices without their money.

    Source: ref §8 (D:24300).
    """
    return {"SaleID": sale.id, "Invoices": [_shown(view, invoice) for invoice in sale.invoices]}


def _shown(view: View, invoice: Invoice) -> Row:
    row = invoice_row(view, invoice)
    return {"TaskID": row.pop("TaskID"), "CombineAdditionalCharges": view.combine_charges, **row}


@endpoint("POST", "sale/invoice", source="D:24345, ref §8, §6.9")
def post_invoice(visit: Visit) -> object:
    """Make an invoice, or replace a draft; without lines what is not yet invoiced.

    Source: ref §8 (D:24337: the empty GUID makes a new task), §6.9; lines taken from the order are G.
    """
    account, fields = visit.account, visit.fields()
    sale = find_sale(account, needed_sale_id(fields))
    _check(sale)
    status = _status(fields)
    lines, charges = _lines(account, sale, fields), _charges(account, sale, fields)
    invoice = _draft_for(account, sale, fields)
    invoice.lines, invoice.charges = lines, charges
    _read(account, sale, invoice, fields)
    _finish(account, sale, invoice, status)
    return invoices_row(view_of(visit, product_info=False), sale)


@endpoint("PUT", "sale/invoice", source="D:24430, ref §8, §6.9")
def put_invoice(visit: Visit) -> object:
    """Change a draft; what is left out stays, an empty list deletes the rows.

    Source: ref §8 (D:24433).
    """
    account, fields = visit.account, visit.fields()
    sale = find_sale(account, needed_sale_id(fields))
    _check(sale)
    invoice = find_invoice(account, sale, fields.guid("TaskID") or sale.id)
    _check_open(invoice)
    if fields.has("Lines"):
        invoice.lines = _lines(account, sale, fields)
    if fields.has("AdditionalCharges"):
        invoice.charges = _charges(account, sale, fields)
    _read(account, sale, invoice, fields)
    _finish(account, sale, invoice, _status(fields))
    return invoices_row(view_of(visit, product_info=False), sale)


@endpoint(
    "DELETE",
    "sale/invoice",
    parameters="TaskID Void",
    source="D:24510, ref §6.3, §8",
    note="the documented condition on TaskID contradicts itself and is not applied",
)
def end_invoice(visit: Visit) -> object:
    """Undo or void an invoice of an Advanced sale.

    Source: ref §6.3 (D:24513, garbled).
    """
    account, task_id = visit.account, visit.parameters.needed_guid("TaskID")
    sale = account.sales.with_task(task_id)
    if sale is None:
        raise _no_task(account, task_id)
    invoice = find_invoice(account, sale, task_id)
    if not sale.is_advanced:
        raise Refused("Invoice can be undone or voided only for Advanced Sale")
    if invoice.payments and account.switches["undo_when_paid"] == "reject":
        raise Refused("Invoice with payments cannot be undone or voided")
    if visit.parameters.flag("Void"):
        invoice.status, invoice.lines, invoice.charges, invoice.total = VOIDED, [], [], ZERO
    else:
        invoice.status = DRAFT
    invoice.payments = []
    sale.updated = account.now()
    return invoices_row(view_of(visit, product_info=False), sale)


def _check(sale: Sale) -> None:
    """Source: ref §6.9 (D that; wording G), §6.3: a service sale has no order."""
    if sale.voided:
        raise Refused("Sale is voided and cannot be changed")
    if sale.type != SERVICE and sale.order.status != AUTHORISED:
        raise Refused(f"Invoice cannot be saved when Sale Order status is {sale.order.status}")


def _check_open(invoice: Invoice) -> None:
    if invoice.status not in OPEN:
        raise Refused(f"Invoice cannot be saved in status {invoice.status}, only in DRAFT or NOT AVAILABLE")


def find_invoice(account: Account, sale: Sale, task_id: str) -> Invoice:
    """Find an invoice of a sale, or refuse.

    Source: ref §8 (D); wording G.
    """
    for invoice in sale.invoices:
        if invoice.task_id == task_id:
            return invoice
    raise _no_task(account, task_id)


def _no_task(account: Account, task_id: str) -> Refused:
    problem = Problem(f"Sale Task with specified ID '{task_id}' not found", 404)
    return Refused(problem, status=int(account.switches["missing_document"]))


def _draft_for(account: Account, sale: Sale, fields: Fields) -> Invoice:
    """Find the draft a body means, or begin an invoice.

    Source: ref §6.3 (the first task of a sale shares its id; one invoice on a Simple sale), §8.
    """
    task_id = fields.guid("TaskID")
    known = [invoice for invoice in sale.invoices if invoice.task_id == task_id]
    if not known and not sale.is_advanced:
        known = sale.live_invoices
    if known:
        _check_open(known[0])
        return known[0]
    if task_id not in (None, EMPTY_GUID, sale.id):
        raise _no_task(account, task_id or "")
    issued = fields.day("InvoiceDate") or account.today()
    return begin_invoice(account, sale, issued)


def _status(fields: Fields) -> str:
    """Source: ref §8 (D); DRAFT when omitted (G)."""
    return fields.one_of("Status", (DRAFT, AUTHORISED)) or DRAFT


def _lines(account: Account, sale: Sale, fields: Fields) -> list[Line]:
    sent = fields.rows("Lines")
    return lines_to_invoice(sale) if sent is None else read_lines(account, sale, sent, doubles=True)


def _charges(account: Account, sale: Sale, fields: Fields) -> list[Charge]:
    sent = fields.rows("AdditionalCharges")
    if sent is not None:
        return read_charges(account, sale, sent)
    return [] if sale.live_invoices else list(sale.order.charges)


def _read(account: Account, sale: Sale, invoice: Invoice, fields: Fields) -> None:
    memo = fields.text("Memo", 1024)
    invoice.memo = invoice.memo if memo is None else memo
    issued = fields.day("InvoiceDate")
    if issued is not None:
        invoice.invoice_date = issued
        invoice.due_date = due_date(account, sale, issued)
    invoice.due_date = fields.day("InvoiceDueDate") or invoice.due_date
    invoice.rate = fields.decimal("CurrencyConversionRate") or invoice.rate
    invoice.billing_line1 = fields.text("BillingAddressLine1", 256) or invoice.billing_line1
    invoice.billing_line2 = fields.text("BillingAddressLine2", 256) or invoice.billing_line2
    invoice.linked_fulfilment = fields.text("LinkedFulfillmentNumber") or invoice.linked_fulfilment


def _finish(account: Account, sale: Sale, invoice: Invoice, status: str) -> None:
    if status == AUTHORISED and not invoice.lines and not invoice.charges:
        raise Refused("Lines is invalid")
    invoice.total = document_total(invoice.lines, invoice.charges, inclusive=sale.tax_inclusive)
    invoice.status = status
    sale.updated = account.now()
    _link(sale, invoice)
    if status == AUTHORISED:
        apply_prepayments(sale, invoice)
        invoice_authorised(account, sale, invoice)


def _link(sale: Sale, invoice: Invoice) -> None:
    """Tie an invoice to its task; a Simple sale has one of each.

    Source: ref §5.3 (D): each names the other's number.
    """
    if invoice.linked_fulfilment is None and sale.is_simple and sale.live_fulfilments:
        invoice.linked_fulfilment = str(sale.live_fulfilments[0].number)
    for task in sale.live_fulfilments:
        if str(task.number) == invoice.linked_fulfilment:
            task.linked_invoice = invoice.number
