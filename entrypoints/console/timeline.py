"""What happened to an order, told in the order in which it happened."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from domain.events import Evidence
from domain.order import Order
from entrypoints.console.words import BAD, BUSY, GOOD, QUIET, WARN

CALLS: Mapping[tuple[str, str], str] = {
    ("POST", "sale"): "Its sale was opened in Cin7",
    ("PUT", "sale"): "The head of its sale was put right in Cin7",
    ("POST", "sale/order"): "Its lines and charges were written in Cin7",
    ("GET", "sale"): "Its sale was read from Cin7",
    ("GET", "saleList"): "Cin7 was asked for its sale",
    ("DELETE", "sale"): "An empty double of its sale was voided in Cin7",
    ("GET", "customer"): "Cin7 was asked for the customer",
    ("GET", "product"): "Cin7 was asked for a product",
}
"""What a call was for. Source: architecture §10.1, §10.2."""

DATED = ("created", "shipped")
"""States that an order's own dates tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing that happened. Shape: `call` holds what was sent and answered, where it was a call."""

    at: datetime
    told: str
    detail: str = ""
    tone: str = QUIET
    call: Mapping[str, object] | None = None


def timeline(order: Order, pieces: tuple[Evidence, ...]) -> tuple[Moment, ...]:
    """Tell an order's life from the evidence and its own dates, the oldest first."""
    untold = [piece for piece in pieces if piece.document.get("state") not in DATED or piece.kind != "state"]
    found = [*map(_moment, untold), *_dates(order)]
    return tuple(sorted(found, key=lambda moment: moment.at))


def _moment(piece: Evidence) -> Moment:
    tell = TELLERS.get(piece.kind)
    if tell:
        return tell(piece)
    return Moment(at=piece.at, told=piece.kind.replace("_", " ").capitalize(), call=piece.document)


def _approved(piece: Evidence) -> Moment:
    return Moment(at=piece.at, told="Approved in Upstock and stored here", tone=GOOD)


def _planned(piece: Evidence) -> Moment:
    return Moment(at=piece.at, told="What is to be sent was decided and stored", call=piece.document)


def _decided(piece: Evidence) -> Moment:
    return Moment(at=piece.at, told=str(piece.document["verdict"]), detail=str(piece.document["because"]))


def _state(piece: Evidence) -> Moment:
    problems = cast("list[Mapping[str, str]]", piece.document["problems"])
    detail = " ".join(problem["detail"] for problem in problems)
    return Moment(at=piece.at, told=_verdict(piece).capitalize(), detail=detail, tone=WARN if problems else QUIET)


def _looked(piece: Evidence) -> Moment:
    told = "Cin7 was searched, because an answer had been lost"
    return Moment(at=piece.at, told=told, detail=_verdict(piece), tone=WARN, call=piece.document)


def _shipment(piece: Evidence) -> Moment:
    return Moment(at=piece.at, told="Its shipment was read from Cin7", detail=_verdict(piece))


def _other_sale(piece: Evidence) -> Moment:
    told = "Another sale with its key was looked at in Cin7"
    return Moment(at=piece.at, told=told, detail=_verdict(piece), tone=WARN)


def _crashed(piece: Evidence) -> Moment:
    detail = f"Reference {piece.document.get('reference', '')}, to be told to support."
    return Moment(at=piece.at, told="The connector failed on it, and tries again", detail=detail, tone=BAD)


def _verdict(piece: Evidence) -> str:
    return str(piece.document.get("verdict", ""))


def _call(piece: Evidence) -> Moment:
    at, document = piece.at, piece.document
    method, path = str(document.get("method", "")), str(document.get("path", ""))
    told = CALLS.get((method, path.partition("?")[0]), f"Cin7 was called: {method} {path}")
    status = document.get("status")
    if isinstance(status, int) and status < 400:
        return Moment(at=at, told=told, detail=f"answered in {document.get('seconds')} s", tone=GOOD, call=document)
    why = f"answered with status {status}" if status else "no answer came back"
    return Moment(
        at=at, told=f"{told}: in vain" if status else f"{told}, perhaps", detail=why, tone=WARN, call=document
    )


def _dates(order: Order) -> Iterator[Moment]:
    if order.created_at and order.sale:
        yield Moment(at=order.created_at, told=f"Sale {order.sale.number} is complete in Cin7", tone=GOOD)
    if order.shipped_at:
        yield Moment(at=order.shipped_at, told="All of it was seen as shipped", tone=GOOD)
    if order.next_attempt_at:
        yield Moment(at=order.next_attempt_at, told="It goes on by itself", tone=BUSY)


TELLERS: Mapping[str, Callable[[Evidence], Moment]] = {
    "approved": _approved,
    "planned": _planned,
    "exchange": _call,
    "decided": _decided,
    "state": _state,
    "looked": _looked,
    "shipment": _shipment,
    "other_sale": _other_sale,
    "crashed": _crashed,
}
"""How each kind of evidence is told. Source: B15."""
