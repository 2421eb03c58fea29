"""The very calls that an order becomes, their hash, and where each field comes from."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from application.ports.inventory import InventoryDirectory, InventorySystem, PlannedCall
from domain.call_budget import Lane
from domain.composing.compose_sale import Composition
from domain.composing.origin import Origin
from domain.connection import Credentials
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

    @property
    def said(self) -> dict[str, object]:
        """Answer the value at each pointer."""
        return {pointer: self._value(pointer) for pointer in self.origins}

    def _value(self, pointer: str) -> object:
        _, _, at, _, *keys = pointer.split("/")
        found: object = self.calls[int(at)].body
        for key in keys:
            found = found[int(key)] if isinstance(found, list) else found[key] if isinstance(found, Mapping) else None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The very calls with their hash and origins, or everything that keeps them from being made. Source: B1."""

    plan: Plan | None
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    totals: Totals | None = None


NOBODYS = Credentials(account_id="nobody", application_key="nothing")

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


def on_paper(directory: InventoryDirectory, system: str) -> InventorySystem:
    """Open an account that nobody has: what is only planned calls nobody, and needs no key."""
    return directory.open(system, NOBODYS, lane=Lane.ORDERS)


def calls_hash(calls: Iterable[tuple[str, str, Mapping[str, object]]]) -> str:
    """Answer SHA-256 over canonical JSON of method, path and body; the same for what was planned and sent.

    Source: B1; architecture §10.7.
    """
    text = json.dumps(list(calls), sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=as_number)
    return hashlib.sha256(text.encode()).hexdigest()


def _constant(field: str) -> Origin:
    rule, _, source = field.partition(": ")
    return Origin(rule=rule, source=source)


def as_number(value: object) -> float:
    """Write an amount as it travels. Raises: TypeError for what has no place in a call's body."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} has no place in a call's body")
    return float(value)
