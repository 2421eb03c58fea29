"""What the inventory system in memory would be sent, or was: a sale's own fields under their own names."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from application.ports.errors import PortError
from application.ports.inventory import Exchange, PlannedCall
from domain.money import Currency, plain
from domain.sale import Sale

_ORDER = ("lines", "charges", "tax")


def header_fields(sale: Sale) -> Mapping[str, object]:
    """Answer everything about a sale but what stands on it."""
    return {field.name: _plain(getattr(sale, field.name)) for field in fields(sale) if field.name not in _ORDER}


def order_fields(sale: Sale, sale_id: str) -> Mapping[str, object]:
    """Answer what stands on a sale."""
    return {"sale_id": sale_id, **{name: _plain(getattr(sale, name)) for name in _ORDER}}


def planned(path: str, body: Mapping[str, object]) -> PlannedCall:
    """Answer a call with the source of each leaf, which is the leaf's own path."""
    leaves = {pointer: pointer[1:] for pointer in _pointers(body, "")}
    if "/sale_id" in leaves:
        leaves["/sale_id"] = "R13: the sale that the first call makes"
    return PlannedCall(method="POST", path=path, body=body, fields=leaves)


def exchange(name: str, request: Mapping[str, object] | None, at: datetime, error: PortError | None) -> Exchange:
    """Answer how a call went."""
    return Exchange(
        method="POST" if request else "GET",
        path=name,
        request=request,
        status=None if error else 200,
        reply=None,
        started_at=at,
        seconds=0.0,
        error=error.detail if error else "",
    )


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type | Currency):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _leaf(value)


def _leaf(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Currency):
        return value.code
    return value.value if isinstance(value, Enum) else value


def _pointers(value: object, pointer: str) -> Iterator[str]:
    if isinstance(value, Mapping | list):
        children = value.items() if isinstance(value, Mapping) else enumerate(value)
        for name, child in children:
            yield from _pointers(child, f"{pointer}/{name}")
        return
    yield pointer
