"""What is written down of an order while it is on its way: each piece in the commit of what it tells.

Source: B15.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from application.ordering.plan import Plan, as_number
from application.ordering.sent import EXCHANGE
from application.ports.inventory import Exchange
from domain.attempt import Attempt
from domain.composing.origin import Origin
from domain.events import Evidence
from domain.order import Order
from domain.order_state import OrderState

PLANNED: Final = "planned"
"""The kind of evidence that tells what was about to be sent, and why."""

STATE: Final = "state"
"""The kind of evidence that tells where an order came to stand."""

UNTOLD: Final = (OrderState.CREATING,)
"""What needs no telling: the plan that was claimed says it."""


def exchange_evidence(exchange: Exchange) -> Evidence:
    """Turn a call into evidence; an exchange holds no secret. Source: B15."""
    return Evidence(
        kind=EXCHANGE,
        at=exchange.started_at,
        document={
            "method": exchange.method,
            "path": exchange.path,
            "request": exchange.request,
            "status": exchange.status,
            "reply": exchange.reply,
            "seconds": round(exchange.seconds, 3),
            "error": exchange.error,
        },
    )


def planned_evidence(attempt: Attempt, plan: Plan) -> Evidence:
    """Say what was about to be sent, before the first byte of it left, and where each field came from.

    Source: B1, B15. Shape: one entry for all fields that share an origin.
    """
    pointers: dict[Origin, list[str]] = {}
    for pointer, origin in plan.origins.items():
        pointers.setdefault(origin, []).append(pointer)
    return Evidence(
        kind=PLANNED,
        at=attempt.claimed_at,
        document={
            "attempt": attempt.number,
            "options_version": attempt.options_version,
            "hash": plan.hash,
            "calls": [{"method": call.method, "path": call.path, "body": _json(call.body)} for call in plan.calls],
            "origins": [{**_origin(origin), "fields": fields} for origin, fields in pointers.items()],
            "notes": list(attempt.notes),
        },
    )


def looked_evidence(at: datetime, question: str, seen: list[dict[str, object]], verdict: str) -> Evidence:
    """Say what was asked when looking, what was there, and what was made of it. Source: B3."""
    return Evidence(kind="looked", at=at, document={"question": question, "seen": seen, "verdict": verdict})


def decided_evidence(at: datetime, verdict: str, *, because: str) -> Evidence:
    """Say what was decided on the way, and why. Source: B15."""
    return Evidence(kind="decided", at=at, document={"verdict": verdict, "because": because})


def told(order: Order) -> str:
    """Tell in one text what keeps an order back."""
    return "; ".join(problem.detail for problem in order.problems) or f"it was {order.state.value}"


def state_evidence(order: Order, before: Order | None, at: datetime) -> Evidence | None:
    """Say where an order came to stand, when it is somewhere else than before or for another reason.

    A day of waiting is told once.

    Source: B15.
    """
    was = before.state if before else None
    is_same = was is order.state and before is not None and before.problems == order.problems
    waits_again = order.state is OrderState.WAITING and order.tries > 1
    is_new = was is None and order.state is OrderState.ACCEPTED
    if is_same or waits_again or is_new or order.state in UNTOLD:
        return None
    document: dict[str, object] = {
        "verdict": f"it is {order.state.value.replace('_', ' ')}",
        "state": order.state.value,
        "problems": [
            {"code": each.code, "pointer": each.pointer, "detail": each.detail, "fix": each.fix}
            for each in order.problems
        ],
        "sale": {"id": order.sale.id, "number": order.sale.number} if order.sale else None,
        "goes_on_at": order.next_attempt_at.isoformat() if order.next_attempt_at else None,
    }
    return Evidence(kind=STATE, at=at, document=document)


def _origin(origin: Origin) -> dict[str, object]:
    read_at = origin.read_at.isoformat() if origin.read_at else None
    return {"rule": origin.rule, "from": origin.source, "read_at": read_at}


def _json(body: Mapping[str, object]) -> object:
    """Answer a body as it travels: plain JSON."""
    plain: object = json.loads(json.dumps(body, default=as_number))
    return plain
