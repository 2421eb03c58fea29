"""One step of a sale by hand: the floor's three, and the office's invoice, payment, void and undo.

Source: fake-cin7.md, `POST /_fake/sales/…`; ref §6.7, §8.
"""

from collections.abc import Callable

from adapters.fake_cin7.control.floor import pack, pick, ship
from adapters.fake_cin7.refusals import BadInstruction, Refused
from adapters.fake_cin7.routes.events import invoice_authorised, payment_received
from adapters.fake_cin7.routes.payments import receive_for_invoice
from adapters.fake_cin7.routes.sale_writes import undo_or_void
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.documents import Payment
from adapters.fake_cin7.state.invoicing import (
    amount_open,
    apply_prepayments,
    begin_invoice,
    document_total,
    lines_to_invoice,
)
from adapters.fake_cin7.state.sale import AUTHORISED, DRAFT, Sale
from adapters.fake_cin7.values import boolean_of, decimal_of, new_guid
from adapters.fake_cin7.wire import Row

KNOWN = {"lines", "tracking_number", "tracking_url", "carrier", "partial", "box", "boxes", "amount", "task_id"}


def act(account: Account, sale: Sale, action: str, body: Row) -> None:
    """Do one step; `ACTIONS` names them all.

    Raises: Refused when the sale is not ready, BadInstruction for fields that mean nothing.
    """
    unknown = sorted(set(body) - KNOWN)
    if unknown:
        raise BadInstruction(f"'{unknown[0]}' means nothing here; known are {', '.join(sorted(KNOWN))}.")
    if sale.voided:
        raise Refused("it is void")
    _STEPS[action](account, sale, body)


def invoice(account: Account, sale: Sale, body: Row) -> None:
    """Invoice what is not yet invoiced; a draft is authorised as it is."""
    del body
    if sale.order.status != AUTHORISED:
        raise Refused(f"its order is {sale.order.status}")
    drafts = [entry for entry in sale.live_invoices if entry.status == DRAFT]
    lines = lines_to_invoice(sale)
    if not drafts and not lines:
        raise Refused("everything is invoiced")
    if drafts:
        issued = drafts[0]
    else:
        charges = [] if sale.live_invoices else list(sale.order.charges)
        issued = begin_invoice(account, sale, account.today())
        issued.lines, issued.charges = lines, charges
    issued.total = document_total(issued.lines, issued.charges, inclusive=sale.tax_inclusive)
    issued.status = AUTHORISED
    sale.updated = account.now()
    apply_prepayments(sale, issued)
    invoice_authorised(account, sale, issued)


def pay(account: Account, sale: Sale, body: Row) -> None:
    """Pay the oldest open invoice: in full, by `amount`, or with `partial` half of it."""
    due = next((entry for entry in sale.live_invoices if entry.status == AUTHORISED), None)
    if due is None:
        raise Refused("it has no invoice to be paid")
    most = amount_open(due)
    half = round(most / 2, 2) if boolean_of(body.get("partial")) else most
    payment = Payment(
        id=new_guid(),
        task_id=due.task_id,
        type="Payment",
        reference="",
        amount=decimal_of(body.get("amount")) or half,
        date_paid=account.today(),
        account="718",
        currency_rate=sale.currency_rate,
        created=account.now(),
    )
    receive_for_invoice(sale, payment, due.task_id)
    sale.updated = account.now()
    payment_received(account, sale, due)


def void(account: Account, sale: Sale, body: Row) -> None:
    """Void the sale for good."""
    del body
    undo_or_void(account, sale, void=True)


def undo(account: Account, sale: Sale, body: Row) -> None:
    """Make the sale editable again."""
    del body
    undo_or_void(account, sale, void=False)


_STEPS: dict[str, Callable[[Account, Sale, Row], None]] = {
    "pick": pick,
    "pack": pack,
    "ship": ship,
    "invoice": invoice,
    "pay": pay,
    "void": void,
    "undo": undo,
}
ACTIONS = tuple(_STEPS)
