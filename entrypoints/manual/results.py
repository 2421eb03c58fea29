"""What came of each scenario when all of them ran last, and whether that still says something."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path

Key = tuple[str, int, tuple[tuple[str, str], ...]]
"""A scenario by feature and line, a row of an outline also by its values: rows share the line of their outline."""


NOT_RUN = "not run yet"


class UnreadableResults(Exception):
    """The file of results is not what a run writes; the message names it."""


class State(Enum):
    """What is known of a scenario or a rule; the value is its mark."""

    PASSED = "✔"
    FAILED = "✘"
    UNKNOWN = "○"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is known, since when, and why nothing is.

    Shape: `count` of scenarios and rows that it speaks of. Units: `seconds` that they took, all together.
    """

    state: State
    why: str = ""
    date: datetime | None = None
    seconds: float = 0.0
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The last whole run. Shape: `digests` of the features as they were then, by path."""

    verdicts: Mapping[Key, Verdict] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    def of(self, feature: str, now: str, line: int, example: Mapping[str, str]) -> Verdict:
        """Answer what is known of a scenario in a feature whose digest is `now`; what ran on other words is no proof.

        Source: B16.
        """
        found = self.verdicts.get((feature, line, tuple(sorted(example.items()))))
        if found is None:
            return Verdict(state=State.UNKNOWN, why=NOT_RUN)
        if self.digests.get(feature) != now:
            return Verdict(state=State.UNKNOWN, why="its file changed since it ran", date=found.date)
        return found


def digest(text: str) -> str:
    """Answer what tells one content of a feature from another."""
    return hashlib.sha256(text.encode()).hexdigest()


def digests(features: Path, root: Path) -> dict[str, str]:
    """Answer the digest of every feature below a folder, by its path from `root`."""
    return {
        file.relative_to(root).as_posix(): digest(file.read_text(encoding="utf-8"))
        for file in sorted(features.rglob("*.feature"))
    }


def together(verdicts: tuple[Verdict, ...]) -> Verdict:
    """Answer what is known of several as of one: one failure fails them, one unknown leaves them open."""
    if not verdicts:
        return Verdict(state=State.UNKNOWN, why="no scenario shows it yet", count=0)
    states = [verdict.state for verdict in verdicts]
    state = next((worse for worse in (State.FAILED, State.UNKNOWN) if worse in states), State.PASSED)
    return Verdict(
        state=state,
        why=next((verdict.why for verdict in verdicts if verdict.state is state and verdict.why), ""),
        date=max((verdict.date for verdict in verdicts if verdict.date), default=None),
        seconds=sum(verdict.seconds for verdict in verdicts),
        count=sum(verdict.count for verdict in verdicts),
    )


def read_results(file: Path) -> Results:
    """Read the last run; without a file nothing is known. Raises: UnreadableResults."""
    if not file.is_file():
        return Results()
    try:
        run = json.loads(file.read_text(encoding="utf-8"))
        verdicts = {
            (one["feature"], one["line"], tuple(sorted(one["example"].items()))): Verdict(
                state=State.PASSED if one["outcome"] == "passed" else State.FAILED,
                why="" if one["outcome"] == "passed" else one["outcome"],
                date=datetime.fromisoformat(one["date"]),
                seconds=float(one["seconds"]),
            )
            for one in run["scenarios"]
        }
        return Results(verdicts=verdicts, digests=dict(run.get("features", {})))
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise UnreadableResults(f"{file}: {type(wrong).__name__}: {wrong}.") from wrong
