"""On the warehouse floor: picking, packing and shipping by hand.

Source: fake-cin7.md: `{lines?, tracking_number?, tracking_url?, carrier?, partial?}`; ref §7.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from adapters.fake_cin7.refusals import BadInstruction, Refused
from adapters.fake_cin7.routes.events import tracking_changed
from adapters.fake_cin7.routes.stages import (
    FIRST_BOX,
    automatic_pack,
    automatic_pick,
    boxes_of,
    save_pack,
    save_pick,
    save_ship,
)
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.combined_status import shipped_boxes
from adapters.fake_cin7.state.documents import Fulfilment, Parcel, PickLine
from adapters.fake_cin7.state.goods import open_to_pick
from adapters.fake_cin7.state.ordering import add_fulfilment
from adapters.fake_cin7.state.sale import ADVANCED, AUTHORISED, OPEN, Sale
from adapters.fake_cin7.values import ZERO, boolean_of, decimal_of, new_guid
from adapters.fake_cin7.wire import Row


def pick(account: Account, sale: Sale, body: Row) -> None:
    """Pick everything promised, the `lines` named, or with `partial` half; the rest needs a second task."""
    task = _task_to_pick(account, sale)
    wanted: dict[str, Decimal] | None = None
    if body.get("lines") is not None:
        wanted = {}
        for product_id, quantity, _ in _lines(sale, body):
            wanted[product_id] = wanted.get(product_id, ZERO) + quantity
    elif boolean_of(body.get("partial")):
        promised = automatic_pick(account, sale, task)
        wanted = {line.product_id: max(line.quantity // 2, Decimal(1)) for line in promised}
    lines = automatic_pick(account, sale, task, wanted)
    if not lines:
        raise Refused("nothing is left to pick, or no stock is promised to it")
    save_pick(account, sale, task, lines, AUTHORISED)


def _task_to_pick(account: Account, sale: Sale) -> Fulfilment:
    """Find the task whose pick is open, or begin one, which turns a Simple sale Advanced.

    Source: ref §6.3 (D:23452).
    """
    if sale.order.status != AUTHORISED:
        raise Refused(f"its order is {sale.order.status}")
    for task in sale.live_fulfilments:
        if task.pick_status in OPEN:
            return task
    left = open_to_pick(sale, Fulfilment(task_id="", number=0))
    if all(quantity <= ZERO for quantity in left.values()):
        raise Refused("everything is picked")
    if sale.live_fulfilments:
        sale.type = ADVANCED
    task = add_fulfilment(sale)
    account.sales.by_task[task.task_id] = sale
    return task


def _lines(sale: Sale, body: Row) -> list[tuple[str, Decimal, str | None]]:
    """Read `lines`: `[{"sku", "quantity", "box"?}]`; keys in any case."""
    by_sku = {line.sku.casefold(): line.product_id for line in sale.order.lines}
    found: list[tuple[str, Decimal, str | None]] = []
    for row in _rows(body, "lines"):
        product_id = by_sku.get(str(row.get("sku", "")).casefold())
        quantity = decimal_of(row.get("quantity"))
        if product_id is None or quantity is None or quantity <= ZERO:
            raise BadInstruction(f"'lines' has {row!r}; each needs an ordered 'sku' and a 'quantity' above 0.")
        found.append((product_id, quantity, str(row["box"]) if row.get("box") else None))
    return found


def _rows(body: Row, name: str) -> list[Row]:
    sent = body.get(name) or []
    if not isinstance(sent, list) or not all(isinstance(row, dict) for row in sent):
        raise BadInstruction(f"'{name}' must be a list of objects.")
    return [{str(key).casefold(): value for key, value in row.items()} for row in sent]


def pack(account: Account, sale: Sale, body: Row) -> None:
    """Pack what is picked into one box, or as `lines` say which piece goes into which `box`."""
    task = _find(sale, body, lambda entry: entry.pick_status == AUTHORISED and entry.pack_status in OPEN, "packed")
    lines = automatic_pack(task)
    if body.get("lines") is not None:
        known = {line.product_id: line for line in lines}
        lines = [
            replace(known[product_id], quantity=quantity, box=box or FIRST_BOX)
            for product_id, quantity, box in _lines(sale, body)
            if product_id in known
        ]
    save_pack(account, sale, task, lines, AUTHORISED)


def _find(sale: Sale, body: Row, fits: Callable[[Fulfilment], bool], done: str) -> Fulfilment:
    wanted = body.get("task_id")
    for task in sale.live_fulfilments:
        if fits(task) and wanted in (None, task.task_id):
            return task
    raise Refused(f"no task of it is ready to be {done}")


def ship(account: Account, sale: Sale, body: Row) -> None:
    """Hand boxes to the carrier: all that are left, those `lines` name by `box`, or with `partial` some.

    A sale all of whose boxes are gone only gets its tracking changed.
    """
    ready = [
        task for task in sale.live_fulfilments if task.pack_status == AUTHORISED and task.ship_status != AUTHORISED
    ]
    gone = [task for task in sale.live_fulfilments if task.ship_status == AUTHORISED]
    if gone and not ready and body.get("tracking_number"):
        _retrack(account, sale, gone[-1], body)
        return
    task = _find(sale, body, lambda entry: entry in ready, "shipped")
    parcels = [_parcel(account, sale, body, row) for row in _rows(body, "lines")]
    if not parcels:
        boxes = _half_of_boxes(task) if boolean_of(body.get("partial")) else _boxes_left(task)
        parcels = [_parcel(account, sale, body, {"boxes": boxes})]
    save_ship(account, sale, task, [*(entry for entry in task.parcels if entry.is_shipped), *parcels])


def _boxes_left(task: Fulfilment) -> list[str]:
    return [box for box in boxes_of(task) if box not in shipped_boxes(task)]


def _half_of_boxes(task: Fulfilment) -> list[str]:
    """Choose some of the boxes; a single one is first split in two, as a packer would."""
    left = _boxes_left(task)
    if len(left) == 1:
        _split_box(task, left[0])
        left = _boxes_left(task)
    return left[: len(left) // 2]


def _split_box(task: Fulfilment, box: str) -> None:
    other = f"Box {len(boxes_of(task)) + 1}"
    inside = [line for line in task.pack_lines if line.box == box]
    if len(inside) > 1:
        for line in inside[len(inside) // 2 :]:
            line.box = other
        return
    line = inside[0]
    if line.quantity <= 1:
        raise Refused("a single piece cannot be shipped in part")
    moved: PickLine = replace(line, quantity=line.quantity - line.quantity // 2, box=other)
    line.quantity //= 2
    task.pack_lines.append(moved)


def _parcel(account: Account, sale: Sale, body: Row, row: Row) -> Parcel:
    told = {**body, **row}
    boxes = told.get("boxes") or [told.get("box") or FIRST_BOX]
    return Parcel(
        id=new_guid(),
        shipment_date=account.today(),
        carrier=str(told.get("carrier") or sale.carrier or ""),
        boxes=[str(box) for box in boxes],
        tracking_number=str(told.get("tracking_number") or ""),
        tracking_url=str(told.get("tracking_url") or ""),
        is_shipped=True,
    )


def _retrack(account: Account, sale: Sale, task: Fulfilment, body: Row) -> None:
    """Source: ref §7 (D:24145), as a person would change it."""
    parcel = task.parcels[-1]
    parcel.tracking_number = str(body["tracking_number"])
    parcel.tracking_url = str(body.get("tracking_url") or parcel.tracking_url)
    parcel.carrier = str(body.get("carrier") or parcel.carrier)
    sale.updated = account.now()
    tracking_changed(account, sale, task)
