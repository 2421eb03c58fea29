"""The very calls that an order becomes, their hash, and where each field comes from."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from application.ports.inventory import InventorySystem, PlannedCall
from domain.composing.compose_sale import Composition
from domain.composing.origin import Origin
from domain.problems import Problem
from domain.totals import Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would be sent.

    Source: B1. Shape: `origins` by a JSON pointer into the list of calls, as ``/calls/0/body/CustomerReference``.
    """

    calls: tuple[PlannedCall, ...]
    hash: str
    origins: Mapping[str, Origin]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The very calls with their hash and origins, or everything that keeps them from being made. Source: B1."""

    plan: Plan | None
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    totals: Totals | None = None


_CONSTANT = re.compile(r"[RB]\d+: ")


def plan(calls: tuple[PlannedCall, ...], origins: Mapping[str, Origin]) -> Plan:
    """Join what would be sent with why. Source: B1."""
    return Plan(
        calls=calls,
        hash=calls_hash((call.method, call.path, call.body) for call in calls),
        origins={
            f"/calls/{index}/body{pointer}": _constant(field) if _CONSTANT.match(field) else origins[field]
            for index, call in enumerate(calls)
            for pointer, field in call.fields.items()
        },
    )


def previewed(composition: Composition, account: InventorySystem) -> Preview:
    """Answer what this account would be sent for what was composed; no call is made. Source: B1."""
    sale = composition.sale
    if sale is None:
        return Preview(plan=None, problems=composition.problems, notes=composition.notes)
    total = sale.currency.rounded(sale.total)
    return Preview(
        plan=plan(account.planned_calls(sale), composition.origins),
        problems=(),
        notes=composition.notes,
        totals=Totals(order=total, remote=total),
    )


def calls_hash(calls: Iterable[tuple[str, str, Mapping[str, object]]]) -> str:
    """Answer SHA-256 over canonical JSON of method, path and body; the same for what was planned and sent.

    Source: B1; architecture §10.7.
    """
    text = json.dumps(list(calls), sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_number)
    return hashlib.sha256(text.encode()).hexdigest()


def _constant(field: str) -> Origin:
    rule, _, source = field.partition(": ")
    return Origin(rule=rule, source=source)


def _number(value: object) -> float:
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} has no place in a call's body")
    return float(value)
