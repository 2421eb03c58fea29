"""The same steps by people in Cin7's own pages, which the control plane stands for; taken only when they may be.

Source: fake-cin7.md, control plane: `POST /_fake/sales/{sale}/pick|pack|ship|invoice|pay|void|undo`.
"""

from collections.abc import Callable

from tests.adapters.fake_cin7 import sale_model as model
from tests.adapters.fake_cin7.fulfilment_steps import last_task
from tests.adapters.fake_cin7.sale_house import House

TRACKING = "HAND-1"


def by_hand(house: House, sale: model.Sale, action: str) -> None:
    """Take a step in the UI, if the sale is ready for it, and move the model with it."""
    if not READY[action](sale, last_task(sale)):
        return
    body = {"tracking_number": TRACKING} if action == "ship" else {}
    house.caller.control("POST", "clock", {"advance": 1})
    done = house.caller.control("POST", f"sales/{sale.id}/{action}", body)
    house.history.append(f"by hand: {action} {sale.id} -> {done.status} {done.text[:160]}")
    assert done.accepted, house.story(sale, f"nobody could {action} by hand")
    house.changed(sale)
    MOVES[action](house, sale, last_task(sale))


def _pick(_: House, sale: model.Sale, task: model.Task) -> None:
    task.picked = sale.left_to_pick()
    task.pick = model.AUTHORISED


def _pack(house: House, sale: model.Sale, task: model.Task) -> None:
    task.pack = model.AUTHORISED
    house.adopt_boxes(sale, task)


def _ship(house: House, sale: model.Sale, task: model.Task) -> None:
    task.tracking |= dict.fromkeys(set(task.boxes) - task.shipped, TRACKING)
    task.ship, task.shipped = model.AUTHORISED, set(task.boxes)
    shown = house.document(sale)["CombinedTrackingNumbers"]
    missing = {each for each in sale.tracking_numbers() if each not in shown}
    assert not missing, house.story(sale, f"CombinedTrackingNumbers is {shown!r}, without {missing}")


def _invoice(house: House, sale: model.Sale, _: model.Task) -> None:
    sale.invoice = model.AUTHORISED
    sale.invoice_task = house.document(sale)["Invoices"][-1]["TaskID"]


def _pay(_: House, sale: model.Sale, __: model.Task) -> None:
    sale.paid, sale.invoice = sale.total, "PAID"


READY: dict[str, Callable[[model.Sale, model.Task], object]] = {
    "pick": lambda sale, task: sale.tasks and sale.may_pick(task) and sale.left_to_pick(),
    "pack": lambda sale, task: sale.may_pack(task),
    "ship": lambda sale, task: sale.may_ship(task) or (sale.order == model.AUTHORISED and task.ship == model.PARTLY),
    "invoice": lambda sale, _: sale.may_invoice(),
    "pay": lambda sale, _: sale.may_pay(),
    "undo": lambda sale, _: sale.may_be_undone(),
    "void": lambda sale, _: sale.order != model.VOIDED and not sale.paid,
}
MOVES: dict[str, Callable[[House, model.Sale, model.Task], None]] = {
    "pick": _pick,
    "pack": _pack,
    "ship": _ship,
    "invoice": _invoice,
    "pay": _pay,
    "undo": lambda _, sale, __: sale.become_draft(),
    "void": lambda _, sale, __: sale.become_void(),
}
