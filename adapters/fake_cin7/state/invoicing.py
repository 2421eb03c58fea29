"""Due dates, and what an invoice does when it is authorised and paid.

Source: ref §8, §10 (payment terms), §5.4.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.combined_status import quantities
from adapters.fake_cin7.state.documents import Charge, Invoice, Line
from adapters.fake_cin7.state.sale import AUTHORISED, PAID, Sale
from adapters.fake_cin7.values import ZERO, new_guid


def due_date(account: Account, sale: Sale, issued: date) -> date:
    """Compute when an invoice is due by the sale's terms.

    Source: ref §10 (D:4938): the four methods of a payment term; an unknown term is due at once (G).
    """
    term = account.books.payment_terms.by_name(sale.terms)
    if term is None:
        return issued
    days = int(term["Duration"])
    if term["Method"] == "number of days":
        return issued + timedelta(days=days)
    first = (issued.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    if term["Method"] == "day of next month":
        return first.replace(day=min(max(days, 1), last.day))
    if term["Method"] == "last day of next month":
        return last
    return first - timedelta(days=1) + timedelta(days=days)


def document_total(lines: list[Line], charges: list[Charge], *, inclusive: bool) -> Decimal:
    """Add up what an invoice asks for; inclusive amounts already hold their tax.

    Source: ref §6.6 (D examples).
    """
    entries: list[Line | Charge] = [*lines, *charges]
    amount = sum((entry.total for entry in entries), ZERO)
    return amount if inclusive else amount + sum((entry.tax for entry in entries), ZERO)


def settle_status(invoice: Invoice) -> None:
    """Let the status follow the money.

    Source: ref §5.4 (D): PAID once nothing is open.
    """
    if invoice.status in (AUTHORISED, PAID):
        invoice.status = PAID if invoice.payments and invoice.paid >= invoice.total else AUTHORISED


def apply_prepayments(sale: Sale, invoice: Invoice) -> None:
    """Count money received before the order towards the first invoice.

    Source: ref §8 (D:24858 knows prepayments; that they count so is G).
    """
    if all(other is invoice for other in sale.invoices):
        invoice.payments = list(sale.quote.prepayments)
        settle_status(invoice)


def begin_invoice(account: Account, sale: Sale, issued: date) -> Invoice:
    """Begin an invoice with the next number.

    Source: ref §6.3, §8 (D: a draft has its number already).
    """
    invoice = Invoice(
        task_id=new_guid() if sale.invoices else sale.id,
        number=account.counters.next_invoice(),
        invoice_date=issued,
        due_date=due_date(account, sale, issued),
        rate=sale.currency_rate,
        billing_line1=sale.billing_address.display_line1,
        billing_line2=sale.billing_address.display_line2,
    )
    sale.invoices.append(invoice)
    account.sales.by_task[invoice.task_id] = sale
    return invoice


def lines_to_invoice(sale: Sale) -> list[Line]:
    """Take the order's lines that no invoice has yet, tax in proportion."""
    done = quantities(line for invoice in sale.live_invoices for line in invoice.lines)
    found = []
    for line in sale.order.lines:
        covered = min(done.get(line.product_id, ZERO), line.quantity)
        done[line.product_id] = done.get(line.product_id, ZERO) - covered
        left = line.quantity - covered
        if left > ZERO:
            whole = left == line.quantity
            tax = line.tax if whole else round(line.tax * left / line.quantity, 4)
            total = line.stated_total if whole else None
            found.append(replace(line, quantity=left, tax=tax, stated_total=total, allocated=ZERO, backorder=ZERO))
    return found


def amount_open(invoice: Invoice) -> Decimal:
    """Compute what is still to be paid."""
    return invoice.total - invoice.paid
