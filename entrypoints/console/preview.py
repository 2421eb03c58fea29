"""What an order would become, field by field: its value, its rule, and where the value comes from."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from application.ordering.plan import Plan
from application.ports.inventory import PlannedCall
from domain.composing.origin import Origin
from domain.money import plain
from domain.problems import CATALOGUE
from entrypoints.console.desk import Desk
from entrypoints.console.order import found_order, key_of

TITLES = {"sale": "The head of the sale", "sale/order": "Its lines and charges"}
_PLACE = re.compile(r"(Lines|AdditionalCharges)/(\d+)/")
_ONE = {"Lines": "Line", "AdditionalCharges": "Charge"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewedField:
    """One field of a call."""

    name: str
    value: str
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewedCall:
    """One call. Shape: `text` is its body as it travels."""

    title: str
    method: str
    path: str
    fields: tuple[PreviewedField, ...]
    text: str


def preview_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the preview of an order. Source: B1."""

    @pages.get("/suppliers/<supplier>/orders/<number>/preview")
    def preview(supplier: str, number: str) -> ResponseReturnValue:
        """Show the very calls that it would become now, and why each field says what it says."""
        key = key_of(supplier, number)
        with desk.use_cases.work() as store:
            order = found_order(store, key)
        planned = desk.use_cases.preview_order(key.supplier, order.approved)
        calls = previewed(planned.plan) if planned.plan else ()
        return render_template("console/preview.html", order=order, preview=planned, calls=calls, catalogue=CATALOGUE)


def previewed(plan: Plan) -> tuple[PreviewedCall, ...]:
    """Lay the calls out field by field. Source: B1."""
    return tuple(_call(index, call, plan) for index, call in enumerate(plan.calls))


def _call(index: int, call: PlannedCall, plan: Plan) -> PreviewedCall:
    root = f"/calls/{index}/body"
    fields = tuple(
        PreviewedField(name=field_name(pointer), value=_shown(value), origin=plan.origins.get(root + pointer))
        for pointer, value in _leaves("", call.body)
    )
    return PreviewedCall(
        title=TITLES.get(call.path, "A call"),
        method=call.method,
        path=call.path,
        fields=fields,
        text=json.dumps(call.body, indent=2, ensure_ascii=False, default=float),
    )


def _leaves(pointer: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _leaves(f"{pointer}/{name}", item)
    elif isinstance(value, (list, tuple)):
        for place, item in enumerate(value):
            yield from _leaves(f"{pointer}/{place}", item)
    else:
        yield pointer, value


def field_name(pointer: str) -> str:
    """Write a place in a body as people count: "Line 1 · Price"."""
    pointer = pointer.rpartition("/body")[2]
    told = _PLACE.sub(lambda found: f"{_ONE[found[1]]} {int(found[2]) + 1} · ", pointer.removeprefix("/"))
    return told.replace("/", " · ")


def _shown(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
