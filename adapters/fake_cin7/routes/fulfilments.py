"""Fulfilment tasks: reading them, adding and deleting them, picking and packing.

Source: ref §7 (D:23349-24000).
"""

from adapters.fake_cin7.refusals import Problem, Refused, VerbNotSupported
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.quotes import needed_sale_id
from adapters.fake_cin7.routes.record_events import stock_changed
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.routes.sale_parts import fulfilment_row, pick_rows
from adapters.fake_cin7.routes.sale_view import View, view_of
from adapters.fake_cin7.routes.sales import find_sale
from adapters.fake_cin7.routes.stages import automatic_pick, save_pack, save_pick
from adapters.fake_cin7.routes.task_lines import read_goods
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.documents import Fulfilment
from adapters.fake_cin7.state.goods import return_goods
from adapters.fake_cin7.state.ordering import add_fulfilment, void_task
from adapters.fake_cin7.state.sale import ADVANCED, AUTHORISED, DRAFT, NOT_AVAILABLE, OPEN, SERVICE, Sale
from adapters.fake_cin7.wire import Row


@endpoint(
    "GET",
    "sale/fulfilment",
    parameters="SaleID IncludeProductInfo",
    source="D:23370, ref §7",
    note="IncludeProductInfo adds nothing: no example names its array",
)
def show_fulfilments(visit: Visit) -> object:
    """Answer all tasks of a sale.

    Source: ref §7 (D).
    """
    return tasks_row(visit, find_sale(visit.account, visit.parameters.needed_guid("SaleID")))


def tasks_row(visit: Visit, sale: Sale) -> Row:
    """Show all tasks of a sale.

    Source: ref §7 (D:23390).
    """
    view = view_of(visit, product_info=False)
    return {"SaleID": sale.id, "Fulfilments": [fulfilment_row(view, task) for task in sale.fulfilments]}


@endpoint("POST", "sale/fulfilment", source="D:23450, ref §7, §6.3")
def create_fulfilment(visit: Visit) -> object:
    """Add a task; a Simple sale turns Advanced with its second.

    Source: ref §6.3 (D:23452), §6.9 (D): the order authorised and every other pick too.
    """
    account = visit.account
    sale = find_sale(account, needed_sale_id(visit.fields()))
    if sale.type == SERVICE:
        raise Refused("Sale Fulfilment is not available for Service Sale")
    if sale.voided or sale.order.status != AUTHORISED:
        raise Refused(f"Fulfilment cannot be created when Sale Order status is {sale.order.status}")
    if any(task.pick_status != AUTHORISED for task in sale.live_fulfilments):
        raise Refused("Fulfilment cannot be created while another one has a Pick that is not AUTHORISED")
    if sale.live_fulfilments:
        sale.type = ADVANCED
    task = add_fulfilment(sale)
    account.sales.by_task[task.task_id] = sale
    sale.updated = account.now()
    return tasks_row(visit, sale)


@endpoint(
    "DELETE",
    "sale/fulfilment",
    parameters="TaskID Void",
    source="D:23570, ref §7",
    note="switch delete_authorised_fulfilment",
)
def end_fulfilment(visit: Visit) -> object:
    """Undo or void a task of an Advanced sale; an authorised one stays as it is.

    Source: ref §7 (D:23577; L(RL): 200 and nothing happens).
    """
    account = visit.account
    sale, task = find_task(account, visit.parameters.needed_guid("TaskID"))
    if not sale.is_advanced:
        raise Refused("Fulfilment can be undone or voided only for Advanced Sale")
    if task.pick_status == AUTHORISED and account.switches["delete_authorised_fulfilment"] == "no_op":
        return tasks_row(visit, sale)
    take_back_task(account, sale, task, void=bool(visit.parameters.flag("Void")))
    return tasks_row(visit, sale)


def take_back_task(account: Account, sale: Sale, task: Fulfilment, *, void: bool) -> None:
    """Undo or void one task and put its goods back.

    Source: ref §7 (D:23640).
    """
    return_goods(account, sale, task)
    if void:
        void_task(task)
        task.pick_lines, task.pack_lines, task.parcels = [], [], []
    else:
        task.pick_status = DRAFT if task.pick_lines else NOT_AVAILABLE
        task.pack_status = task.ship_status = NOT_AVAILABLE
        task.pack_lines, task.parcels = [], []
    sale.updated = account.now()
    stock_changed(account, [line.product_id for line in sale.order.lines])


def find_task(account: Account, task_id: str) -> tuple[Sale, Fulfilment]:
    """Find a task and its sale, or refuse.

    Source: ref §7 (D: all sub-resources key on TaskID); wording of a miss G.
    """
    sale = account.sales.with_task(task_id)
    if sale is not None:
        for task in sale.fulfilments:
            if task.task_id == task_id:
                return sale, task
    status = int(account.switches["missing_document"])
    raise Refused(Problem(f"Sale Task with specified ID '{task_id}' not found", 404), status=status)


def task_of(account: Account, fields: Fields) -> tuple[Sale, Fulfilment]:
    """Find the task a body names.

    Source: ref §7 (D), §1.5 (L).
    """
    task_id = fields.guid("TaskID")
    if task_id is None:
        raise Refused("Required attribute TaskID is not provided.")
    sale, task = find_task(account, task_id)
    if sale.voided or task.voided:
        raise Refused("Fulfilment is voided and cannot be changed")
    return sale, task


@endpoint("GET", "sale/fulfilment/pick", parameters="TaskID IncludeProductInfo", source="D:23710, ref §7")
def show_pick(visit: Visit) -> object:
    """Answer what is picked.

    Source: ref §7 (D).
    """
    _, task = find_task(visit.account, visit.parameters.needed_guid("TaskID"))
    return _pick(view_of(visit, product_info=False), task)


def _pick(view: View, task: Fulfilment) -> Row:
    return {
        "TaskID": task.task_id,
        "Status": task.pick_status,
        "Lines": pick_rows(view, task.pick_lines, packed=False, alone=True),
    }


@endpoint("POST", "sale/fulfilment/pick", source="D:23745, ref §7, §6.9")
def post_pick(visit: Visit) -> object:
    """Pick the lines sent, or all there is with AutoPickMode.

    Source: ref §7 (D), §6.9 (D: the order authorised, the pick not).
    """
    account, fields = visit.account, visit.fields()
    sale, task = task_of(account, fields)
    if sale.order.status != AUTHORISED:
        raise Refused(f"Pick cannot be saved when Sale Order status is {sale.order.status}")
    if task.pick_status not in OPEN:
        raise Refused(f"Pick cannot be saved in status {task.pick_status}, only in DRAFT or NOT AVAILABLE")
    if fields.word("AutoPickMode") == "AUTOPICK":
        save_pick(account, sale, task, automatic_pick(account, sale, task), AUTHORISED)
    else:
        lines = read_goods(account, sale, fields.rows("Lines") or [], packing=False)
        save_pick(account, sale, task, lines, _status(fields))
    return _pick(view_of(visit, product_info=False), task)


@endpoint("PUT", "sale/fulfilment/pick", source="D:23785, ref §7", note="switch put_pick_pack")
def put_pick(visit: Visit) -> object:
    """Replace what is picked, as POST does.

    Source: ref §7 (D; L saw 405, see the switch).
    """
    _check_put(visit)
    return post_pick(visit)


def _check_put(visit: Visit) -> None:
    if visit.account.switches["put_pick_pack"] == "405":
        raise VerbNotSupported("PUT")


def _status(fields: Fields) -> str:
    """Source: ref §7 (D: DRAFT or AUTHORISED; DRAFT when omitted, G)."""
    return fields.one_of("Status", (DRAFT, AUTHORISED)) or DRAFT


@endpoint("GET", "sale/fulfilment/pack", parameters="TaskID IncludeProductInfo", source="D:23860, ref §7")
def show_pack(visit: Visit) -> object:
    """Answer what is packed.

    Source: ref §7 (D).
    """
    _, task = find_task(visit.account, visit.parameters.needed_guid("TaskID"))
    return _pack(view_of(visit, product_info=False), task)


def _pack(view: View, task: Fulfilment) -> Row:
    return {
        "TaskID": task.task_id,
        "Status": task.pack_status,
        "Lines": pick_rows(view, task.pack_lines, packed=True, alone=True),
    }


@endpoint("POST", "sale/fulfilment/pack", source="D:23890, ref §7, §6.9")
def post_pack(visit: Visit) -> object:
    """Add goods to the packing.

    Source: ref §7 (D:23850): POST adds.
    """
    return _save_pack(visit, replace=False)


@endpoint("PUT", "sale/fulfilment/pack", source="D:23940, ref §7", note="switch put_pick_pack")
def put_pack(visit: Visit) -> object:
    """Replace the packing.

    Source: ref §7 (D:23851; L saw 405, see the switch).
    """
    _check_put(visit)
    return _save_pack(visit, replace=True)


def _save_pack(visit: Visit, *, replace: bool) -> Row:
    """Source: ref §6.9 (D): the pick authorised, the pack not."""
    account, fields = visit.account, visit.fields()
    sale, task = task_of(account, fields)
    if task.pick_status in OPEN:
        raise Refused(f"Pack cannot be saved when Pick status is {task.pick_status}")
    if task.pack_status not in OPEN:
        raise Refused(f"Pack cannot be saved in status {task.pack_status}, only in DRAFT or NOT AVAILABLE")
    lines = read_goods(account, sale, fields.rows("Lines") or [], packing=True)
    kept = [] if replace else task.pack_lines
    save_pack(account, sale, task, [*kept, *lines], _status(fields))
    return _pack(view_of(visit, product_info=False), task)
