"""Shipping a task, and adding tracking numbers afterwards.

Source: ref §7 (D:24004-24215).
"""

from adapters.fake_cin7.refusals import Refused
from adapters.fake_cin7.routes.events import tracking_changed
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.fulfilments import find_task, task_of
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.routes.sale_addresses import typed_address
from adapters.fake_cin7.routes.sale_parts import ship_row
from adapters.fake_cin7.routes.sale_view import view_of
from adapters.fake_cin7.routes.stages import boxes_of, save_ship
from adapters.fake_cin7.routes.task_lines import read_parcels
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.documents import Fulfilment, Parcel
from adapters.fake_cin7.state.sale import AUTHORISED, DRAFT, PARTIALLY_AUTHORISED, Sale
from adapters.fake_cin7.wire import Row

DONE = (AUTHORISED, PARTIALLY_AUTHORISED)
STATUSES = (DRAFT, PARTIALLY_AUTHORISED, AUTHORISED)


@endpoint("GET", "sale/fulfilment/ship", parameters="TaskID", source="D:24030, ref §7")
def show_ship(visit: Visit) -> object:
    """Answer the shipment of a task.

    Source: ref §7 (D).
    """
    _, task = find_task(visit.account, visit.parameters.needed_guid("TaskID"))
    return _shown(visit, task)


def _shown(visit: Visit, task: Fulfilment) -> Row:
    return {"TaskID": task.task_id, **ship_row(view_of(visit, product_info=False), task)}


@endpoint(
    "POST",
    "sale/fulfilment/ship",
    source="D:24070, ref §7, §6.9",
    note="switch ship_line_fields; external fulfilment locations are not modelled",
)
def post_ship(visit: Visit) -> object:
    """Add parcels; the status follows from what is shipped.

    Source: ref §7 (D:24006: POST adds; D:24009), §6.9 (D).
    """
    account, fields = visit.account, visit.fields()
    sale, task = task_of(account, fields)
    _check(task)
    _read_head(sale, task, fields)
    parcels = read_parcels(account, fields.rows("Lines") or [], _status(fields))
    save_ship(account, sale, task, [*task.parcels, *parcels])
    return _shown(visit, task)


@endpoint("PUT", "sale/fulfilment/ship", source="D:24140, ref §7, §6.9")
def put_ship(visit: Visit) -> object:
    """Replace the parcels, or only add tracking numbers to an authorised shipment.

    Source: ref §7 (D:24007: all boxes must be listed; D:24145: AddTrackingNumbers).
    """
    account, fields = visit.account, visit.fields()
    sale, task = task_of(account, fields)
    if fields.flag("AddTrackingNumbers") and task.ship_status in DONE:
        add_tracking(account, sale, task, fields)
        return _shown(visit, task)
    _check(task)
    parcels = read_parcels(account, fields.rows("Lines") or [], _status(fields))
    missing = [box for box in boxes_of(task) if all(box not in parcel.boxes for parcel in parcels)]
    if missing:
        raise Refused(f"Lines should contain all boxes from Packing. Missing: {', '.join(missing)}")
    _read_head(sale, task, fields)
    save_ship(account, sale, task, parcels)
    return _shown(visit, task)


def _check(task: Fulfilment) -> None:
    """Source: ref §6.9 (D that; wording G)."""
    if task.pack_status != AUTHORISED:
        raise Refused(f"Ship cannot be saved when Pack status is {task.pack_status}")
    if task.ship_status in DONE:
        raise Refused(f"Ship cannot be saved in status {task.ship_status}")


def _status(fields: Fields) -> str:
    """Source: ref §7 (D); DRAFT when omitted (G)."""
    return fields.one_of("Status", STATUSES) or DRAFT


def _read_head(sale: Sale, task: Fulfilment, fields: Fields) -> None:
    """Source: ref §6.8 (D:24017): RequireBy overrides the sale's required-by date."""
    require_by = fields.day("RequireBy")
    if require_by is not None:
        task.require_by = sale.ship_by = require_by
    address = fields.inner("ShippingAddress")
    if address is not None and address.text("Line1"):
        task.shipping_address = typed_address(address)
    task.shipping_notes = _or(fields.text("ShippingNotes", 1024), task.shipping_notes)


def _or(sent: str | None, kept: str) -> str:
    return kept if sent is None else sent


def add_tracking(account: Account, sale: Sale, task: Fulfilment, fields: Fields) -> None:
    """Change tracking numbers, carriers and what else is shipped, without undoing anything.

    Source: ref §7 (D:24145); lines are matched by ID, else by box (G).
    """
    before = [parcel.tracking_number for parcel in task.parcels]
    parcels = list(task.parcels)
    for sent, read in zip(fields.rows("Lines") or [], _parcels(account, fields), strict=True):
        known = next((parcel for parcel in parcels if _same(parcel, read, sent)), None)
        if known is None:
            parcels.append(read)
        else:
            known.tracking_number = _or(sent.text("TrackingNumber", 256), known.tracking_number)
            known.carrier = _or(sent.text("Carrier", 256), known.carrier)
            known.is_shipped = known.is_shipped or read.is_shipped
    save_ship(account, sale, task, parcels)
    if [parcel.tracking_number for parcel in task.parcels] != before:
        tracking_changed(account, sale, task)


def _parcels(account: Account, fields: Fields) -> list[Parcel]:
    return read_parcels(account, fields.rows("Lines") or [], AUTHORISED)


def _same(parcel: Parcel, read: Parcel, sent: Fields) -> bool:
    if sent.has("ID"):
        return parcel.id == read.id
    return bool(set(parcel.boxes) & set(read.boxes))
