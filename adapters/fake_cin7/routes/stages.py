"""Picking, packing and shipping a task, whoever asks for it: the API, the order's mode, the warehouse.

Source: ref §7 (D:23700-24215), §6.6 (AutoPickPackShipMode).
"""

from decimal import Decimal

from adapters.fake_cin7.refusals import Refused
from adapters.fake_cin7.routes.events import shipment_authorised, stage_authorised
from adapters.fake_cin7.routes.record_events import stock_changed
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.combined_status import quantities, shipped_boxes
from adapters.fake_cin7.state.documents import Fulfilment, Parcel, PickLine
from adapters.fake_cin7.state.goods import check_pick, open_to_pick, take_goods
from adapters.fake_cin7.state.sale import AUTHORISED, DRAFT, PARTIALLY_AUTHORISED, Sale
from adapters.fake_cin7.values import ZERO, new_guid

MODES = ("NOPICK", "AUTOPICK", "AUTOPICKPACK", "AUTOPICKPACKSHIP")
"""Source: ref §5.4 (D:23256)."""

FIRST_BOX = "Box 1"


def pick_pack_ship(account: Account, sale: Sale, task: Fulfilment, mode: str) -> None:
    """Do what AutoPickPackShipMode asks for.

    Source: ref §6.6 (D:23256-23262).
    """
    save_pick(account, sale, task, automatic_pick(account, sale, task), AUTHORISED)
    if mode == "AUTOPICK":
        return
    save_pack(account, sale, task, automatic_pack(task), AUTHORISED)
    if mode == "AUTOPICKPACKSHIP":
        parcel = Parcel(
            id=new_guid(),
            shipment_date=account.today(),
            carrier=sale.carrier or "",
            boxes=boxes_of(task),
            is_shipped=True,
        )
        save_ship(account, sale, task, [parcel])


def automatic_pick(
    account: Account, sale: Sale, task: Fulfilment, wanted: dict[str, Decimal] | None = None
) -> list[PickLine]:
    """Choose what to pick: everything left of the order that is not on backorder, or part of it.

    Source: ref §7 (D:23755): `AutoPickMode`.
    """
    left = open_to_pick(sale, task)
    location = account.books.locations.by_name(sale.location) or {}
    lines = []
    for line in sale.order.lines:
        most = left.get(line.product_id, ZERO) - (line.backorder if wanted is None else ZERO)
        quantity = most if wanted is None else min(most, wanted.get(line.product_id, ZERO))
        if quantity <= ZERO:
            continue
        left[line.product_id] -= quantity
        lines.append(
            PickLine(
                product_id=line.product_id,
                sku=line.sku,
                name=line.name,
                location=sale.location,
                location_id=location.get("ID", ""),
                quantity=quantity,
                stocked=line.stocked,
            )
        )
    return lines


def save_pick(account: Account, sale: Sale, task: Fulfilment, lines: list[PickLine], status: str) -> None:
    """Set what is picked, and authorise it if asked.

    Source: ref §7 (D:23740).
    """
    check_pick(account, sale, task, lines)
    if status == AUTHORISED and not lines:
        raise Refused("Lines is invalid")
    task.pick_lines, task.pick_status = lines, status
    sale.updated = account.now()
    if status != AUTHORISED:
        return
    if account.switches["stock_leaves_on"] == "pick":
        take_goods(account, sale, task)
        stock_changed(account, [line.product_id for line in lines if line.stocked])
    stage_authorised(account, sale, task, "Sale/PickAuthorised")


def automatic_pack(task: Fulfilment, boxes: dict[str, str] | None = None) -> list[PickLine]:
    """Put everything picked into boxes, one unless a box is named for a SKU."""
    return [
        PickLine(
            product_id=line.product_id,
            sku=line.sku,
            name=line.name,
            location=line.location,
            location_id=line.location_id,
            quantity=line.quantity,
            batch=line.batch,
            expiry=line.expiry,
            box=(boxes or {}).get(line.sku, FIRST_BOX),
            stocked=line.stocked,
        )
        for line in task.pick_lines
    ]


def save_pack(account: Account, sale: Sale, task: Fulfilment, lines: list[PickLine], status: str) -> None:
    """Set what is packed, and authorise it if asked.

    Source: ref §7 (D:23890); more than picked cannot be packed (G).
    """
    picked = quantities(task.pick_lines)
    for product_id, quantity in quantities(lines).items():
        if quantity > picked.get(product_id, ZERO):
            sku = next(line.sku for line in lines if line.product_id == product_id)
            raise Refused(f"Packed quantity for product (SKU: {sku}) exceeds picked quantity")
    if status == AUTHORISED and not lines:
        raise Refused("Lines is invalid")
    task.pack_lines, task.pack_status = lines, status
    sale.updated = account.now()
    if status == AUTHORISED:
        stage_authorised(account, sale, task, "Sale/PackAuthorised")


def boxes_of(task: Fulfilment) -> list[str]:
    """Name the boxes of a task in the order they were packed."""
    return list(dict.fromkeys(line.box or FIRST_BOX for line in task.pack_lines))


def save_ship(account: Account, sale: Sale, task: Fulfilment, parcels: list[Parcel]) -> None:
    """Set the parcels; the status follows from which boxes are on their way.

    Source: ref §7 (D:24009): AUTHORISED once all packed boxes are shipped, PARTIALLY AUTHORISED when some are.
    """
    known = set(boxes_of(task))
    for parcel in parcels:
        unknown = [box for box in parcel.boxes if box not in known]
        if unknown:
            raise Refused(f"Box '{unknown[0]}' was not found in Packing")
    before = shipped_boxes(task)
    task.parcels = parcels
    after = shipped_boxes(task)
    task.ship_status = DRAFT if not after else AUTHORISED if after >= known else PARTIALLY_AUTHORISED
    sale.updated = account.now()
    if task.ship_status == AUTHORISED and account.switches["stock_leaves_on"] == "ship":
        take_goods(account, sale, task)
        stock_changed(account, [line.product_id for line in task.pick_lines if line.stocked])
    if after - before:
        shipment_authorised(account, sale, task)
