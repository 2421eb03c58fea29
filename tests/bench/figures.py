"""What every benchmark answers: figures, each beside its floor and its goal."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any, Literal

Better = Literal["lower", "higher"]
Judged = Literal["value", "ratio", "excess"]


class Size(Enum):
    """How much is measured: in a minute or two, in a quarter of an hour, or as long as the whole size takes."""

    QUICK = "quick"
    USUAL = "usual"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure.

    Shape: `floor` is what the bare minimum of the same work needed on the same machine in the same run; `goal` is about
    what `judged` says: the value, how many times the floor it is, or how much more than the floor. `notes` say where it
    goes or how it was measured. Units: `unit`, for value, floor and every goal but that of a ratio.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    goal: float | None = None
    judged: Judged = "value"
    better: Better = "lower"
    notes: tuple[str, ...] = ()

    @property
    def ratio(self) -> float | None:
        """How many times the floor this is; None where there is none."""
        return self.value / self.floor if self.floor else None

    @property
    def met(self) -> bool | None:
        """Say whether the goal is reached; None where there is none."""
        if self.goal is None:
            return None
        reached = self._judged()
        return reached >= self.goal if self.better == "higher" else reached <= self.goal

    def _judged(self) -> float:
        if self.judged == "value":
            return self.value
        if not self.floor:
            raise ValueError(f"{self.name}: a goal about the {self.judged} needs a floor")
        return self.value / self.floor if self.judged == "ratio" else self.value - self.floor


Bench = Callable[[Size], Iterator[Figure]]
"""What a module of a benchmark offers as `figures`."""


def document_of(figure: Figure) -> dict[str, Any]:
    """Answer a figure as JSON keeps it, with what follows from it for those who only read."""
    return asdict(figure) | {"ratio": figure.ratio, "met": figure.met}


def figure_of(document: dict[str, Any]) -> Figure:
    """Answer the figure that JSON keeps."""
    given = {name: document[name] for name in Figure.__slots__}
    return Figure(**given | {"notes": tuple(document["notes"])})
