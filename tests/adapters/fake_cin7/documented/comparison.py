"""Drives the fake to the state of each documented example and compares its answer with the kept facts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.adapters.fake_cin7.documented import bodies
from tests.adapters.fake_cin7.documented.caller import Answer, Refused
from tests.adapters.fake_cin7.documented.deviations import ABSENT, DEVIATIONS, Deviation
from tests.adapters.fake_cin7.documented.facts import Fact
from tests.adapters.fake_cin7.documented.scene import Scene
from tests.adapters.fake_cin7.documented.shapes import Difference, differences, shape_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """How an example is called here: what follows the path, and our names for what its body names."""

    query: dict[str, Any] = field(default_factory=dict)
    values: bodies.Values = field(default_factory=dict)


Preparation = Callable[[Scene], Call]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What one operation answered, measured against its documentation."""

    operation: str
    line: int
    answer: Answer
    unexplained: tuple[Difference, ...]
    explained: tuple[tuple[Difference, Deviation], ...]
    obstacle: str = ""

    @property
    def verdict(self) -> str:
        """Name the outcome in one word: equal, explained, different, refused or absent."""
        if self.obstacle:
            return "not reached"
        if self.operation in ABSENT:
            return "absent" if self.answer.status == 405 else "listed as absent, yet served"
        if not self.answer.accepted:
            return f"refused ({self.answer.status})"
        if self.unexplained:
            return "different"
        return "explained" if self.explained else "equal"

    @property
    def agreed(self) -> bool:
        """Say whether nothing is left to explain."""
        return self.verdict in {"equal", "explained", "absent"}

    def __str__(self) -> str:
        head = f"{self.operation} (line {self.line}): {self.verdict}"
        if not self.answer.accepted and self.operation not in ABSENT:
            return f"{head}: {self.obstacle or self.answer.text[:300]}"
        return "\n    ".join([head, *map(str, self.unexplained)])


def compare(operation: str, fact: Fact, prepare: Preparation, *, example: Any = None) -> Comparison:
    """Call one operation on a scene of its own; the body is the example's, or made up from its kept shape."""
    verb, _, path = operation.partition(" /")
    scene = Scene.opened()
    try:
        call = prepare(scene)
    except Refused as refused:
        return Comparison(
            operation=operation,
            line=fact["line"],
            answer=refused.answer,
            obstacle=str(refused),
            unexplained=(),
            explained=(),
        )
    body = example if example is not None else bodies.made_up(fact["body"]) if fact["body"] else None
    body = bodies.adapted(body, scene.values | call.values) if body is not None else None
    answer = scene.caller.call(verb, path, body, **call.query)
    found = differences(fact["answer"], shape_of(answer.json)) if answer.accepted else []
    reasons = {difference: _reason(operation, difference) for difference in found}
    return Comparison(
        operation=operation,
        line=fact["line"],
        answer=answer,
        unexplained=tuple(difference for difference, reason in reasons.items() if reason is None),
        explained=tuple((difference, reason) for difference, reason in reasons.items() if reason is not None),
    )


def _reason(operation: str, difference: Difference) -> Deviation | None:
    return next((deviation for deviation in DEVIATIONS if deviation.explains(operation, difference)), None)


def summary(comparisons: list[Comparison]) -> str:
    """Return the figures in one line."""
    counts = {word: sum(c.verdict == word for c in comparisons) for word in ("equal", "explained", "absent")}
    wrong = len(comparisons) - sum(counts.values())
    return (
        f"{len(comparisons)} documented operations: {counts['equal']} equal, {counts['explained']} equal but for "
        f"explained deviations, {counts['absent']} absent by design, {wrong} wrong"
    )
