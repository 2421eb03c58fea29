"""Steps of fulfilment by the API: pick, pack, ship, tracking, further tasks."""

from collections import Counter

from tests.adapters.fake_cin7 import sale_model as model
from tests.adapters.fake_cin7.sale_house import DAY, House, one_of, placed_lines


def last_task(sale: model.Sale) -> model.Task:
    """Return the sale's last fulfilment, or one that does not exist under the sale's own id."""
    return sale.tasks[-1] if sale.tasks else model.Task(id=sale.id)


def add_fulfilment(house: House, sale: model.Sale) -> None:
    """POST /sale/fulfilment: a further task turns a Simple sale Advanced. Source: ref §6.3."""
    before = len(sale.tasks)
    call = ("POST", "sale/fulfilment")
    if house.attempt(sale, call, {"SaleID": sale.id}, allowed=sale.may_add_fulfilment()):
        sale.simple = sale.simple and before == 0
        house.adopt_tasks(sale)
        assert len(sale.tasks) == before + 1, house.story(sale, "not one task more")


def pick(house: House, sale: model.Sale, status: str, *, part: bool) -> None:
    """POST, or PUT over a draft, /sale/fulfilment/pick of the last task. Source: ref §7."""
    task = last_task(sale)
    allowed = bool(sale.tasks) and sale.may_pick(task)
    goods = sale.left_to_pick() if allowed else Counter(sale.lines)
    if allowed and not goods:
        return  # picking nothing is not documented
    goods = one_of(goods) if part and goods else goods
    body = {"TaskID": task.id, "Status": status, "Lines": placed_lines(goods)}
    verb = "PUT" if task.pick == model.DRAFT else "POST"
    if house.attempt(sale, (verb, "sale/fulfilment/pick"), body, allowed=allowed):
        task.pick, task.picked = status, goods


def pack(house: House, sale: model.Sale, status: str, *, two_boxes: bool) -> None:
    """POST, or PUT over a draft, /sale/fulfilment/pack of the last task. Source: ref §7."""
    task = last_task(sale)
    boxes = {"Box 1": Counter(task.picked)}
    if two_boxes and task.picked.total() > 1:
        first = one_of(task.picked)
        boxes = {"Box 1": first, "Box 2": task.picked - first}
    lines = [line | {"Box": box} for box, goods in boxes.items() for line in placed_lines(goods)]
    body = {"TaskID": task.id, "Status": status, "Lines": lines}
    verb = "PUT" if task.pack == model.DRAFT else "POST"
    allowed = bool(sale.tasks) and sale.may_pack(task)
    if house.attempt(sale, (verb, "sale/fulfilment/pack"), body, allowed=allowed):
        task.pack, task.boxes = status, boxes


def ship(house: House, sale: model.Sale, status: str, *, part: bool) -> None:
    """POST, or PUT over a draft, /sale/fulfilment/ship: all boxes leave, or the first of them. Source: ref §7."""
    task = last_task(sale)
    boxes = list(task.boxes) or ["Box 1"]
    leaving = set() if status == model.DRAFT else set(boxes[:1] if part else boxes)
    over_draft = task.ship == model.DRAFT
    lines = [
        ship_line(box, leaving=box in leaving) for box in boxes if over_draft or status == model.DRAFT or box in leaving
    ]
    body = {"TaskID": task.id, "Status": status, "RequireBy": None, "ShippingNotes": "", "Lines": lines}
    verb = "PUT" if over_draft else "POST"
    allowed = bool(sale.tasks) and sale.may_ship(task)
    if house.attempt(sale, (verb, "sale/fulfilment/ship"), body, allowed=allowed):
        task.shipped = leaving
        task.ship = status if status == model.DRAFT or leaving == set(boxes) else model.PARTLY


def ship_line(box: str, *, leaving: bool, number: str = "") -> dict[str, object]:
    """Return a shipment line as written: `Box` there, `Boxes` when read. Source: ref §7."""
    return {"ShipmentDate": DAY, "Carrier": "AusPost", "Box": box, "TrackingNumber": number, "IsShipped": leaving}


def add_tracking(house: House, sale: model.Sale, number: str) -> None:
    """PUT /sale/fulfilment/ship with AddTrackingNumbers, allowed after the shipment alone. Source: ref §7."""
    task = last_task(sale)
    if sale.may_ship(task):
        return  # before the shipment a PUT is a plain one
    boxes = sorted(task.shipped) or ["Box 1"]
    lines = [ship_line(box, leaving=True, number=number) for box in boxes]
    body = {"TaskID": task.id, "Status": task.ship, "AddTrackingNumbers": True, "Lines": lines}
    allowed = sale.order == model.AUTHORISED and task.ship in {model.AUTHORISED, model.PARTLY}
    if house.attempt(sale, ("PUT", "sale/fulfilment/ship"), body, allowed=allowed):
        task.tracking |= dict.fromkeys(boxes, number)
        shown = house.document(sale)["CombinedTrackingNumbers"]
        missing = {each for each in sale.tracking_numbers() if each not in shown}
        assert not missing, house.story(sale, f"CombinedTrackingNumbers is {shown!r}, without {missing}")
