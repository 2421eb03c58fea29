"""Which field of an order becomes which field of a sale: tried out, never written down.

A sample order is previewed once as it is and once for each of its fields with that field changed. What a call then
says otherwise is what the field becomes, so that the table cannot say anything else than the code does.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from application.ordering.plan import Plan, Preview
from domain.approved_order import ApprovedOrder
from domain.composing.origin import Origin

Previewer = Callable[[ApprovedOrder], Preview]
Change = Callable[[ApprovedOrder, ApprovedOrder], ApprovedOrder]
SLUG = "fields"
OF = " › "  # between a part of a sale and its field

INPUTS: Mapping[str, Change] = {
    "Number": lambda order, other: replace(order, number=other.number),
    "Reference": lambda order, other: replace(order, reference=other.reference),
    "Currency": lambda order, other: replace(order, currency=other.currency),
    "Customer": lambda order, other: replace(order, customer=other.customer),
    "Order date": lambda order, other: replace(order, order_date=other.order_date),
    "Delivery date": lambda order, other: replace(order, delivery_date=other.delivery_date),
    "First comment": lambda order, other: replace(order, comments=other.comments),
    "Custom field for the address": lambda order, other: replace(order, custom_fields=other.custom_fields),
    "Time of approval": lambda order, other: replace(order, approved_at=other.approved_at),
    "Line: product": lambda order, other: _line(order, other, "sku", "product_id"),
    "Line: quantity": lambda order, other: _line(order, other, "quantity"),
    "Line: price": lambda order, other: _line(order, other, "unit_price"),
    "Line: discount": lambda order, other: _line(order, other, "discount_percent"),
    "Line: comment": lambda order, other: _line(order, other, "comment"),
    "Charge: description": lambda order, other: _charge(order, other, "description"),
    "Charge: amount": lambda order, other: _charge(order, other, "amount"),
}
"""Every field of an order, and how it takes the value that another order has. Source: R27–R37."""


class SampleHeld(Exception):
    """The sample order itself would be held, so that nothing can be tried out; the message names its problems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentField:
    """A field as it would be sent, or those of one part that have the same reasons.

    Shape: `inputs` are the fields of the order that change what it says.
    """

    name: str
    value: str
    origins: tuple[Origin, ...]
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCall:
    """One of the calls, with every field that the sample makes it say."""

    name: str
    fields: tuple[SentField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A field of an order.

    Shape: `becomes` names fields, those of one part of the sale together; `holds` says why another value holds the
    order, and is empty when it does not.
    """

    name: str
    becomes: tuple[str, ...]
    rules: tuple[str, ...]
    holds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingPage:
    """The whole mapping, from both ends."""

    inputs: tuple[Input, ...]
    calls: tuple[SentCall, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """What came of changing one field."""

    name: str
    changed: frozenset[str]
    origins: Mapping[str, Origin]
    holds: str = ""


def mapping_page(preview: Previewer, sample: ApprovedOrder, other: ApprovedOrder) -> MappingPage:
    """Try every field out; `other` differs from `sample` in each of them.

    Source: B16, R27–R37. Raises: SampleHeld.
    """
    found = preview(sample)
    if found.plan is None:
        raise SampleHeld("; ".join(problem.detail for problem in found.problems))
    plan, said = found.plan, _said(found.plan)
    trials = [_try(name, preview(change(sample, other)), said) for name, change in INPUTS.items()]
    return MappingPage(
        inputs=tuple(_input(trial, plan) for trial in trials),
        calls=tuple(
            SentCall(
                name=f"{call.method} {call.path}",
                fields=_together(
                    _field(pointer, said[pointer], plan.origins[pointer], trials)
                    for pointer in (f"/calls/{at}/body{field}" for field in call.fields)
                ),
            )
            for at, call in enumerate(plan.calls)
        ),
    )


def _try(name: str, found: Preview, said: Mapping[str, str]) -> _Trial:
    if found.plan is None:
        holds = " ".join(problem.detail for problem in found.problems)
        return _Trial(name=name, changed=frozenset(), origins={}, holds=holds)
    now = _said(found.plan)
    changed = frozenset(pointer for pointer in {**said, **now} if said.get(pointer) != now.get(pointer))
    return _Trial(name=name, changed=changed, origins=found.plan.origins)


def _field(pointer: str, value: str, origin: Origin, trials: Iterable[_Trial]) -> SentField:
    """Describe a field, also by the other rule that it follows when something of the order is otherwise."""
    origins = {origin.rule: origin}
    for trial in trials:
        otherwise = trial.origins.get(pointer)
        if otherwise is not None:
            origins.setdefault(otherwise.rule, otherwise)
    inputs = tuple(trial.name for trial in trials if pointer in trial.changed)
    return SentField(name=_name(pointer), value=value, origins=tuple(origins.values()), inputs=inputs)


def _together(fields: Iterable[SentField]) -> tuple[SentField, ...]:
    """Answer neighbours of one part as one, when they have the same origins and move with the same inputs."""
    grouped = groupby(fields, lambda field: (field.name.rpartition(OF)[0], field.origins, field.inputs))
    return tuple(
        SentField(
            name=_gathered(field.name for field in group)[0],
            value=", ".join(filter(None, (field.value for field in group))),
            origins=origins,
            inputs=inputs,
        )
        for (part, origins, inputs), fields_of in grouped
        for group in ([list(fields_of)] if part else [[field] for field in fields_of])
    )


def _input(trial: _Trial, plan: Plan) -> Input:
    pointers = [pointer for pointer in {**plan.origins, **trial.origins} if pointer in trial.changed]
    rules = dict.fromkeys(trial.origins[pointer].rule for pointer in pointers if pointer in trial.origins)
    return Input(
        name=trial.name,
        becomes=_gathered(dict.fromkeys(_name(pointer) for pointer in pointers)),
        rules=tuple(rules),
        holds=trial.holds,
    )


def _said(plan: Plan) -> dict[str, str]:
    return {
        pointer: {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
        for pointer, value in plan.said.items()
    }


def _name(pointer: str) -> str:
    """Answer how people call a field: the place in a list says nothing, the sample has one of each."""
    return OF.join(part for part in pointer.split("/")[4:] if not part.isdigit())


def _gathered(names: Iterable[str]) -> tuple[str, ...]:
    """Name the fields of one part together, as in “Lines › Tax, Total”."""
    parts: dict[str, list[str]] = {}
    for name in names:
        part, of, field = name.rpartition(OF)
        parts.setdefault(part + of, []).append(field)
    return tuple(part + ", ".join(fields) for part, fields in parts.items())


def _line(order: ApprovedOrder, other: ApprovedOrder, *fields: str) -> ApprovedOrder:
    changes = {field: getattr(other.lines[0], field) for field in fields}
    return replace(order, lines=(replace(order.lines[0], **changes), *order.lines[1:]))


def _charge(order: ApprovedOrder, other: ApprovedOrder, field: str) -> ApprovedOrder:
    changed = replace(order.charges[0], **{field: getattr(other.charges[0], field)})
    return replace(order, charges=(changed, *order.charges[1:]))
