"""How everything stands, for machines."""

from collections.abc import Mapping
from datetime import datetime

from application.ports.storage.figures import Link
from application.ports.storage.publishing import Tally
from application.reporting.show_status import Flow, Orders, Status, SupplierStatus
from domain.alarms import AlarmKind
from entrypoints.http.schemas.budget import BudgetOut

Document = dict[str, object]


def overall(found: Status) -> Document:
    """Write the installation's status. Shape: instants are RFC 3339 in UTC, counts are numbers."""
    pulse = found.pulse
    return {
        "at": _instant(found.at),
        "work": {
            "ticked_at": _instant(pulse.ticked_at),
            "workers": pulse.workers,
            "queues": {
                name: {"tasks": backlog.tasks, "oldest_at": _instant(backlog.oldest_at)}
                for name, backlog in pulse.queues.items()
            },
        },
        "orders": _orders(found.orders),
        "outbox": _outbox(found.outbox),
        "alarms": _alarms(found.alarms),
        "suppliers": list(map(_link, found.links)),
    }


def single(one: SupplierStatus) -> Document:
    """Write one supplier's status; its budget is what `…/rate-budget` answers."""
    return {
        **_link(one.link),
        "is_doubted": bool(one.connection and one.connection.doubt),
        "trouble": one.trouble or None,
        "webhooks": one.notices.state.value if one.notices else None,
        "flows": list(map(_flow, one.flows)),
        "budget": BudgetOut.of(one.budget).model_dump(mode="json") if one.budget else None,
        "orders": _orders(one.orders),
        "outbox": _outbox(one.outbox),
        "alarms": _alarms(one.alarms),
        "jobs": [{"id": job.id, "kind": job.kind, "done": job.done, "total": job.total} for job in one.jobs],
    }


def _link(link: Link) -> Document:
    return {"supplier": link.supplier, "company": link.company, "status": link.status.value}


def _flow(flow: Flow) -> Document:
    return {
        "what": flow.name,
        "known_until": _instant(flow.until),
        "next_at": _instant(flow.next_at),
        "is_reading": flow.done is not None,
        "done": flow.done,
        "total": flow.total,
        "trouble": flow.trouble or None,
    }


def _orders(orders: Orders) -> Document:
    return {
        "by_state": {
            state.value: {"orders": each.orders, "oldest_at": _instant(each.oldest_at)}
            for state, each in orders.standing.items()
        },
        "held_for": dict(orders.held),
        "overdue": orders.overdue,
    }


def _outbox(outbox: Tally) -> Document:
    return {
        "pending": outbox.pending,
        "failing": outbox.failing,
        "stopped": outbox.stopped,
        "oldest_at": _instant(outbox.oldest_at),
    }


def _alarms(alarms: Mapping[AlarmKind, int]) -> Document:
    return {kind.value: count for kind, count in alarms.items()}


def _instant(at: datetime | None) -> str | None:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else None
