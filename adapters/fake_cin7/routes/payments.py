"""Money received for a sale.

Source: ref §8 (D:24858-25030).
"""

from decimal import Decimal

from adapters.fake_cin7.refusals import Problem, Refused
from adapters.fake_cin7.routes.events import payment_received
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.routes.sales import find_sale
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.documents import Invoice, Payment
from adapters.fake_cin7.state.invoicing import amount_open, settle_status
from adapters.fake_cin7.state.sale import AUTHORISED, OPEN, PAID, Sale
from adapters.fake_cin7.values import new_guid
from adapters.fake_cin7.wire import Row

TYPES = ("PREPAYMENT", "PAYMENT", "REFUND")


@endpoint("GET", "sale/payment", parameters="SaleID", source="D:24885, ref §8")
def list_payments(visit: Visit) -> object:
    """Answer a bare array of payments.

    Source: ref §8 (D).
    """
    sale = find_sale(visit.account, visit.parameters.needed_guid("SaleID"))
    rows = [payment_line(sale, payment, None) for payment in sale.quote.prepayments]
    for invoice in sale.invoices:
        rows += [payment_line(sale, entry, invoice) for entry in invoice.payments if entry.type == "Payment"]
    return rows


def payment_line(sale: Sale, payment: Payment, invoice: Invoice | None) -> Row:
    """Show a payment alone.

    Source: ref §8 (D:24900): the type is written in capitals and read capitalised.
    """
    return {
        "SaleID": sale.id,
        "TaskID": payment.task_id,
        "ID": payment.id,
        "SaleOrderNumber": sale.number,
        "InvoiceNumber": invoice.number if invoice else None,
        "CreditNoteNumber": None,
        "Type": payment.type,
        "Reference": payment.reference,
        "Amount": payment.amount,
        "DatePaid": payment.date_paid,
        "Account": payment.account,
        "CurrencyRate": payment.currency_rate,
        "DateCreated": payment.created,
        "CreditID": None,
    }


@endpoint(
    "POST",
    "sale/payment",
    source="D:24950, ref §8, §6.9",
    standing="simplified",
    note="refunds are absent with credit notes; CreditID is ignored",
)
def post_payment(visit: Visit) -> object:
    """Receive money for an invoice, or before the order.

    Source: ref §6.9 (D): a payment needs an authorised invoice, a prepayment an authorised quote.
    """
    account, fields = visit.account, visit.fields()
    task_id = fields.guid("TaskID")
    if task_id is None:
        raise Refused("Required attribute TaskID is not provided.")
    sale = account.sales.with_task(task_id)
    if sale is None or sale.voided:
        raise _nothing_there(account, f"Sale Task with specified ID '{task_id}' not found")
    kind = fields.one_of("Type", TYPES)
    if kind is None:
        raise Refused("Required attribute Type is not provided.")
    payment = _read(account, sale, fields, kind, task_id)
    invoice = _receive(sale, payment, task_id)
    sale.updated = account.now()
    if invoice is not None:
        payment_received(account, sale, invoice)
    return payment_line(sale, payment, invoice)


def _nothing_there(account: Account, text: str) -> Refused:
    return Refused(Problem(text, 404), status=int(account.switches["missing_document"]))


def _read(account: Account, sale: Sale, fields: Fields, kind: str, task_id: str) -> Payment:
    amount = fields.decimal("Amount", 2)
    if amount is None or amount <= 0:
        raise Refused("Required attribute Amount is not provided.")
    code = fields.needed("Account")
    if account.books.accounts.by_id(code) is None:
        raise Refused(Problem("Account with specified ID not found", 404))
    return Payment(
        id=new_guid(),
        task_id=task_id,
        type=kind.capitalize(),
        reference=fields.text("Reference") or "",
        amount=amount,
        date_paid=fields.day("DatePaid") or account.today(),
        account=code,
        currency_rate=fields.decimal("CurrencyRate") or sale.currency_rate,
        created=account.now(),
    )


def _receive(sale: Sale, payment: Payment, task_id: str) -> Invoice | None:
    if payment.type == "Refund":
        raise Refused("Refund is available only for sale tasks with authorised Credit Note")
    if payment.type == "Prepayment":
        if sale.quote.status != AUTHORISED or sale.order.status not in OPEN:
            raise Refused("Prepayment is available only with authorised Quote and non-authorised Order")
        sale.quote.prepayments.append(payment)
        return None
    return receive_for_invoice(sale, payment, task_id)


def receive_for_invoice(sale: Sale, payment: Payment, task_id: str) -> Invoice:
    """Add a payment to an invoice.

    Source: ref §6.9 (D); more than is open is refused (G).
    """
    invoice = next((entry for entry in sale.invoices if entry.task_id == task_id), None)
    if invoice is None or invoice.status not in (AUTHORISED, PAID):
        raise Refused("Payment is available only for sale tasks with authorised Invoice")
    _check_amount(payment.amount, amount_open(invoice))
    invoice.payments.append(payment)
    settle_status(invoice)
    return invoice


def _check_amount(amount: Decimal, most: Decimal) -> None:
    """Refuse more than is open, to the cent payments are kept in."""
    if amount > round(most + Decimal("0.005"), 2):
        raise Refused(f"Payment amount {amount} exceeds the balance due {most}")


@endpoint("PUT", "sale/payment", source="D:24985, ref §8")
def put_payment(visit: Visit) -> object:
    """Change a payment; a prepayment stays as it is.

    Source: ref §8 (D:24987).
    """
    account, fields = visit.account, visit.fields()
    payment_id = fields.guid("ID")
    if payment_id is None:
        raise Refused("Required attribute ID is not provided.")
    sale, invoice, payment = _find(account, payment_id)
    if invoice is None:
        raise Refused("Payment with type Prepayment cannot be modified")
    amount = fields.decimal("Amount", 2)
    if amount is not None:
        _check_amount(amount, amount_open(invoice) + payment.amount)
        payment.amount = amount
    payment.reference = payment.reference if not fields.has("Reference") else fields.text("Reference") or ""
    payment.date_paid = fields.day("DatePaid") or payment.date_paid
    payment.account = fields.text("Account") or payment.account
    payment.currency_rate = fields.decimal("CurrencyRate") or payment.currency_rate
    settle_status(invoice)
    sale.updated = account.now()
    return payment_line(sale, payment, invoice)


@endpoint("DELETE", "sale/payment", parameters="ID", source="D:25020, ref §8")
def delete_payment(visit: Visit) -> object:
    """Take a payment away.

    Source: ref §8 (D).
    """
    account = visit.account
    sale, invoice, payment = _find(account, visit.parameters.needed_guid("ID"))
    if invoice is None:
        sale.quote.prepayments.remove(payment)
    else:
        invoice.payments.remove(payment)
        settle_status(invoice)
    sale.updated = account.now()
    return {"Success": True}


def _find(account: Account, payment_id: str) -> tuple[Sale, Invoice | None, Payment]:
    for sale in account.sales.by_id.values():
        for invoice in sale.invoices:
            for payment in invoice.payments:
                if payment.id == payment_id:
                    return sale, invoice, payment
        for payment in sale.quote.prepayments:
            if payment.id == payment_id:
                return sale, None, payment
    raise _nothing_there(account, f"Payment with specified ID '{payment_id}' not found")
