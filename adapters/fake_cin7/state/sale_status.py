"""The one-word Status of a sale, computed from its documents whenever it is asked for.

Source: ref §5.4 (D:20346-20363, L, G).
"""

from adapters.fake_cin7.state.sale import AUTHORISED, DRAFT, NOT_AVAILABLE, OPEN, PAID, SERVICE, VOIDED, Sale
from adapters.fake_cin7.state.switches import Switches


def sale_status(sale: Sale, switches: Switches) -> str:
    """Name the sale's Status.

    Source: ref §5.4 (D), §6.3 (D): Advanced sales stay ORDERED or BACKORDERED until COMPLETED.
    """
    if sale.voided:
        return VOIDED
    if sale.type != SERVICE and sale.order.status in OPEN:
        return _before_the_order(sale)
    if is_completed(sale):
        return "COMPLETED"
    if sale.type == SERVICE:
        return _invoicing(sale) or _before_the_order(sale)
    return _simple(sale, switches) if sale.is_simple else _ordered(sale)


def is_completed(sale: Sale) -> bool:
    """Whether everything is invoiced, paid and shipped.

    Source: ref §5.4 (D): invoice PAID, ship AUTHORISED, balance 0; a service sale ships nothing.
    """
    invoices = sale.live_invoices
    paid = bool(invoices) and all(invoice.status == PAID for invoice in invoices)
    return paid and (sale.type == SERVICE or all_shipped(sale))


def all_shipped(sale: Sale) -> bool:
    """Whether every task has its shipment authorised."""
    tasks = sale.live_fulfilments
    return bool(tasks) and all(task.ship_status == AUTHORISED for task in tasks)


def _before_the_order(sale: Sale) -> str:
    if sale.order.status == DRAFT:
        return "ORDERING"
    if sale.skip_quote or sale.quote.status == AUTHORISED:
        return "ESTIMATED"
    return "ESTIMATING"


def _ordered(sale: Sale) -> str:
    return "BACKORDERED" if sale.is_backordered else "ORDERED"


def _simple(sale: Sale, switches: Switches) -> str:
    """Read the table's rows for a Simple sale, first match wins.

    Source: ref §5.4 (D, order of the rows G, see the switch).
    """
    stages = [_fulfilling(sale), _invoicing(sale)]
    if switches["status_precedence"] == "invoice_first":
        stages.reverse()
    return next((stage for stage in stages if stage), switches["shipped_status"])


def _fulfilling(sale: Sale) -> str | None:
    task = next(iter(sale.live_fulfilments), None)
    if task is None or task.pick_status == NOT_AVAILABLE:
        return _ordered(sale)
    if task.pick_status == DRAFT:
        return "PICKING"
    if task.pack_status != AUTHORISED:
        return "PACKING" if task.pack_status == DRAFT else "PICKED"
    if task.ship_status == AUTHORISED:
        return None
    return "PACKED" if task.ship_status == NOT_AVAILABLE else "SHIPPING"


def _invoicing(sale: Sale) -> str | None:
    invoices = sale.live_invoices
    if any(invoice.status == DRAFT for invoice in invoices):
        return "INVOICING"
    unpaid = any(invoice.total != invoice.paid for invoice in invoices)
    return "INVOICED" if unpaid else None
