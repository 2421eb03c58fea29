"""Goods leaving and returning to the shelves as a task is picked, shipped, undone.

Source: ref §12 (G for when OnHand falls, see the switch), §1.5 (L for the shortage text).
"""

from decimal import Decimal

from adapters.fake_cin7.refusals import Refused
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.combined_status import quantities
from adapters.fake_cin7.state.documents import Fulfilment, Line, PickLine
from adapters.fake_cin7.state.ordering import put_back_goods
from adapters.fake_cin7.state.sale import Sale
from adapters.fake_cin7.values import ZERO


def open_to_pick(sale: Sale, task: Fulfilment) -> dict[str, Decimal]:
    """Compute what of each product no other task has picked or drafted.

    Source: ref §7 (D): tasks share the order's lines.
    """
    ordered = quantities(sale.order.lines)
    for other in sale.live_fulfilments:
        if other is not task:
            for product_id, quantity in quantities(other.pick_lines).items():
                ordered[product_id] = ordered.get(product_id, ZERO) - quantity
    return ordered


def check_pick(account: Account, sale: Sale, task: Fulfilment, lines: list[PickLine]) -> None:
    """Refuse goods that were not ordered, are already picked, or are not there.

    Source: ref §7 (D), wording G; shortage after the text of stock transfers (ref §1.5, L).
    """
    left = open_to_pick(sale, task)
    for line in lines:
        left[line.product_id] = left.get(line.product_id, ZERO) - line.quantity
        if left[line.product_id] < ZERO:
            raise Refused(f"Picked quantity for product (SKU: {line.sku}) exceeds ordered quantity")
    if account.switches["pick_beyond_stock"] == "accept":
        return
    wanted: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        place = (line.product_id, line.location)
        wanted[place] = wanted.get(place, ZERO) + (line.quantity if line.stocked else ZERO)
        there = account.stock.on_hand(*place)
        if wanted[place] > there:
            raise Refused(
                f"Available quantity for product (SKU: {line.sku}) is {there:.10f}, "
                f"cannot pick {wanted[place].normalize():f}"
            )


def take_goods(account: Account, sale: Sale, task: Fulfilment) -> None:
    """Let the picked goods of a task leave, and the promises for them end.

    Source: ref §12 (G for when OnHand falls, see the switch stock_leaves_on).
    """
    for line in task.pick_lines:
        if line.stocked and not line.left_stock:
            _end_promise(account, sale, line)
            account.stock.take(line.product_id, line.location, line.quantity)
            line.left_stock = True


def _end_promise(account: Account, sale: Sale, picked: PickLine) -> None:
    left = picked.quantity
    for line in _lines_of(sale, picked.product_id):
        released = min(left, line.allocated)
        account.stock.release(line.product_id, sale.location, released)
        line.allocated -= released
        left -= released
    for line in _lines_of(sale, picked.product_id):
        filled = min(left, line.backorder)
        line.backorder -= filled
        left -= filled


def return_goods(account: Account, sale: Sale, task: Fulfilment) -> None:
    """Put a task's goods back and promise them to the order again.

    Source: ref §7 (D: a fulfilment may be undone or voided); what happens to stock is G.
    """
    returning = quantities(line for line in task.pick_lines if line.left_stock)
    put_back_goods(account, task)
    for product_id, quantity in returning.items():
        left = quantity
        for line in _lines_of(sale, product_id):
            missing = min(left, line.quantity - line.allocated - line.backorder)
            given = account.stock.allocate(product_id, sale.location, missing)
            line.allocated += given
            line.backorder += missing - given
            left -= missing


def _lines_of(sale: Sale, product_id: str) -> list[Line]:
    return [line for line in sale.order.lines if line.product_id == product_id]
