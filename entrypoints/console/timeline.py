"""What happened to an order, told in the order in which it happened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

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

KINDS: Mapping[str, tuple[str, str]] = {
    "approved": ("Approved in Upstock and stored here", GOOD),
    "looked": ("Cin7 was searched, because an answer had been lost", WARN),
    "shipment": ("Its shipment was read from Cin7", QUIET),
    "other_sale": ("Another sale with its key was looked at in Cin7", WARN),
}
"""Evidence that only says what was found, and how it is told."""


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
    found = [*(_moment(piece) for piece in pieces), *_dates(order)]
    return tuple(sorted(found, key=lambda moment: moment.at))


def _moment(piece: Evidence) -> Moment:
    document = piece.document
    if piece.kind == "exchange":
        return _call(piece.at, document)
    if piece.kind == "decided":
        return Moment(at=piece.at, told=str(document.get("verdict", "")), detail=str(document.get("because", "")))
    if piece.kind == "crashed":
        detail = f"Reference {document.get('reference', '')}, to be told to support."
        return Moment(at=piece.at, told="The connector failed on it, and tries again", detail=detail, tone=BAD)
    told, tone = KINDS.get(piece.kind, (piece.kind.replace("_", " ").capitalize(), QUIET))
    looked = document if piece.kind == "looked" else None
    return Moment(at=piece.at, told=told, detail=str(document.get("verdict", "")), tone=tone, call=looked)


def _call(at: datetime, document: Mapping[str, object]) -> Moment:
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
