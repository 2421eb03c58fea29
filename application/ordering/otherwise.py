"""Where two compositions of one order would be sent otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass

from application.ordering.plan import plan
from application.ports.inventory import PlannedCall
from domain.composing.compose_sale import Composition
from domain.composing.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """What came of composing, and what would be sent of it; nothing while there are problems."""

    composition: Composition
    calls: tuple[PlannedCall, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that would be sent otherwise, and why.

    Source: B14. Shape: `pointer` as in a plan's origins; a value is None where the field is left out.
    """

    pointer: str
    before: object
    after: object
    origin: Origin


def field_changes(before: Composed, after: Composed) -> tuple[FieldChange, ...]:
    """Answer every field that differs, in the order in which they are sent; nothing where one of them is held.

    A field that is left out has its reason all the same: the composition knows it, though no call says it.

    Source: B14.
    """
    if not (before.calls and after.calls):
        return ()
    was, now = plan(before.calls, before.composition.origins), plan(after.calls, after.composition.origins)
    old, new = was.said, now.said
    fields = {**_fields(before.calls), **_fields(after.calls)}
    return tuple(
        FieldChange(
            pointer=pointer,
            before=old.get(pointer),
            after=new.get(pointer),
            origin=now.origins.get(pointer) or after.composition.origins.get(fields[pointer]) or was.origins[pointer],
        )
        for pointer in _merged(list(old), list(new))
        if old.get(pointer) != new.get(pointer)
    )


def _merged(old: list[str], new: list[str]) -> list[str]:
    """Answer all pointers in their order: what only the new plan says stands behind what it follows there."""
    merged = list(old)
    for before, pointer in zip([None, *new], new, strict=False):
        if pointer not in old:
            merged.insert(merged.index(before) + 1 if before else 0, pointer)
    return merged


def _fields(calls: tuple[PlannedCall, ...]) -> Mapping[str, str]:
    return {
        f"/calls/{at}/body{pointer}": field for at, call in enumerate(calls) for pointer, field in call.fields.items()
    }
