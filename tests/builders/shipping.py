"""Builders of fulfilments: by default one that packed the whole sale into one box, and nothing of it left."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from domain.fulfilment import Fulfilment, Goods, Progress, ShipLine
from tests.builders.accounts import CHAI_ID

CHANG_ID = "a0000000-0000-4000-8000-000000000002"
TASK_ID = "7a000000-0000-4000-8000-000000000001"
SHIPPED_ON = date(2026, 5, 7)


def some_goods(
    quantity: Decimal | str | int = 12, *, product_id: str = CHAI_ID, sku: str = "NW-001", box: str = "Box 1"
) -> Goods:
    return Goods(product_id=product_id, sku=sku, quantity=Decimal(quantity), box=box)


def a_ship_line(
    boxes: str = "Box 1",
    *,
    id: str = "",  # noqa: A002 — the field's own name
    number: str = "",
    url: str = "",
    carrier: str = "AusPost",
    shipped_on: date | None = SHIPPED_ON,
    has_left: bool | None = True,
) -> ShipLine:
    return ShipLine(
        id=id, carrier=carrier, number=number, url=url, shipped_on=shipped_on, boxes=boxes, has_left=has_left
    )


def a_fulfilment(
    *,
    id: str = TASK_ID,  # noqa: A002 — the field's own name
    picked: Iterable[Goods] = (),
    packed: Iterable[Goods] | None = None,
    ship: Progress = Progress.NONE,
    lines: Iterable[ShipLine] = (),
    is_voided: bool = False,
) -> Fulfilment:
    return Fulfilment(
        id=id,
        is_voided=is_voided,
        picked=tuple(picked),
        packed=(some_goods(),) if packed is None else tuple(packed),
        ship=ship,
        ship_lines=tuple(lines),
    )


def a_shipped_fulfilment(
    *goods: Goods,
    id: str = TASK_ID,  # noqa: A002 — the field's own name
    lines: Iterable[ShipLine] | None = None,
) -> Fulfilment:
    return a_fulfilment(
        id=id,
        packed=goods or (some_goods(),),
        ship=Progress.DONE,
        lines=(a_ship_line(),) if lines is None else lines,
    )
