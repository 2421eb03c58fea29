"""The combined status columns of a sale and of its row in the list.

Source: ref §5.1, §5.4 (D, L).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from adapters.fake_cin7.state.documents import Fulfilment, Line, PickLine
from adapters.fake_cin7.state.sale import (
    AUTHORISED,
    DRAFT,
    NOT_AVAILABLE,
    OPEN,
    PARTIALLY_AUTHORISED,
    VOIDED,
    Sale,
)
from adapters.fake_cin7.state.sale_status import is_completed
from adapters.fake_cin7.state.switches import Switches
from adapters.fake_cin7.values import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What `sale` and `saleList` both show.

    Source: ref §5.1, §5.4 (D, L).
    """

    picking: str
    packing: str
    shipping: str
    fulfilment: str
    invoice: str
    payment: str
    order: str


_ALL_VOID = Columns(
    picking=VOIDED,
    packing=VOIDED,
    shipping=VOIDED,
    fulfilment=VOIDED,
    invoice=VOIDED,
    payment=VOIDED,
    order=VOIDED,
)


def columns(sale: Sale, switches: Switches) -> Columns:
    """Compute every combined column.

    Source: ref §5.4 (D, L); D:20523 for an order just authorised: NOT PICKED … NOT INVOICED, UNPAID.
    """
    if sale.voided:
        return _ALL_VOID
    tasks = sale.live_fulfilments
    shipping = _stage(sale, map(shipped_lines, tasks), "SHIPPED", any(task.ship_status == DRAFT for task in tasks))
    return Columns(
        picking=_stage(sale, map(picked_lines, tasks), "PICKED", any(task.pick_status == DRAFT for task in tasks)),
        packing=_stage(sale, map(packed_lines, tasks), "PACKED", any(task.pack_status == DRAFT for task in tasks)),
        shipping=shipping,
        fulfilment=_FULFILMENT[shipping],
        invoice=_invoice(sale),
        payment=_payment(sale),
        order=_order(sale, switches, shipping),
    )


def tracking_numbers(sale: Sale) -> str:
    """Join the tracking numbers of all parcels.

    Source: ref §7 (D).
    """
    numbers = [parcel.tracking_number for task in sale.live_fulfilments for parcel in task.parcels]
    return ", ".join(dict.fromkeys(number for number in numbers if number))


def task_status(task: Fulfilment) -> str:
    """Name the FulFilmentStatus of one task.

    Source: ref §5.3, §5.4 (D).
    """
    if task.voided:
        return VOIDED
    if task.ship_status == AUTHORISED:
        return "FULFILLED"
    return "PARTIALLY FULFILLED" if task.ship_status == PARTIALLY_AUTHORISED else "NOT FULFILLED"


def picked_lines(task: Fulfilment) -> list[PickLine]:
    """List what was picked for good."""
    return task.pick_lines if task.pick_status == AUTHORISED else []


def packed_lines(task: Fulfilment) -> list[PickLine]:
    """List what was packed for good."""
    return task.pack_lines if task.pack_status == AUTHORISED else []


def shipped_lines(task: Fulfilment) -> list[PickLine]:
    """List what is on its way: everything packed, or the boxes that left.

    Source: ref §7 (D:24009).
    """
    if task.ship_status == AUTHORISED:
        return task.pack_lines
    if task.ship_status != PARTIALLY_AUTHORISED:
        return []
    gone = shipped_boxes(task)
    return [line for line in task.pack_lines if line.box in gone]


def shipped_boxes(task: Fulfilment) -> set[str]:
    """Name the boxes that are on their way."""
    return {box for parcel in task.parcels if parcel.is_shipped for box in parcel.boxes}


def quantities(lines: Iterable[PickLine] | Iterable[Line]) -> dict[str, Decimal]:
    """Add up quantities by product."""
    found: dict[str, Decimal] = {}
    for line in lines:
        found[line.product_id] = found.get(line.product_id, ZERO) + line.quantity
    return found


_DOING = {"PICKED": "PICKING", "PACKED": "PACKING", "SHIPPED": "SHIPPING"}
_FULFILMENT = {
    NOT_AVAILABLE: NOT_AVAILABLE,
    "NOT SHIPPED": "NOT FULFILLED",
    "SHIPPING": "NOT FULFILLED",
    "PARTIALLY SHIPPED": "PARTIALLY FULFILLED",
    "SHIPPED": "FULFILLED",
}


def _stage(sale: Sale, done_by_task: Iterable[list[PickLine]], word: str, drafted: bool) -> str:  # noqa: FBT001 - a fact, not a mode
    if sale.order.status in OPEN:
        return NOT_AVAILABLE
    done = quantities(line for lines in done_by_task for line in lines)
    ordered = quantities(sale.order.lines)
    if ordered and all(done.get(product, ZERO) >= quantity for product, quantity in ordered.items()):
        return word
    if done:
        return f"PARTIALLY {word}"
    return _DOING[word] if drafted else f"NOT {word}"


def _invoice(sale: Sale) -> str:
    """Source: ref §5.1 (L, D examples): the table's own values do not occur."""
    if sale.order.status in OPEN and not sale.invoices:
        return NOT_AVAILABLE
    issued = [invoice for invoice in sale.live_invoices if invoice.status != DRAFT]
    invoiced = quantities(line for invoice in issued for line in invoice.lines)
    if not issued:
        return "NOT INVOICED"
    wanted = quantities(sale.order.lines)
    complete = all(invoiced.get(product, ZERO) >= quantity for product, quantity in wanted.items())
    return "INVOICED" if complete else "PARTIALLY INVOICED"


def _payment(sale: Sale) -> str:
    """Source: ref §5.4 (D)."""
    issued = [invoice for invoice in sale.live_invoices if invoice.status != DRAFT]
    paid = sum((invoice.paid for invoice in issued), ZERO)
    if not issued:
        return "PREPAID" if sale.quote.prepayments else "UNPAID"
    if paid >= sum((invoice.total for invoice in issued), ZERO):
        return "PAID"
    return "PARTIALLY PAID" if paid else "UNPAID"


def _order(sale: Sale, switches: Switches, shipping: str) -> str:
    """Source: ref §5.4 (L: stays AUTHORISED; D lists FULFILLED and CLOSED; see the switch)."""
    if switches["order_status_when_done"] == AUTHORISED or shipping != "SHIPPED":
        return sale.order.status
    return "CLOSED" if is_completed(sale) else "FULFILLED"
