"""Due dates, and what an invoice does when it is authorised and paid.

Source: ref §8, §10 (payment terms), §5.4.
"""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.documents import Charge, Invoice, Line
from adapters.fake_cin7.state.sale import AUTHORISED, PAID, Sale
from adapters.fake_cin7.values import ZERO


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
