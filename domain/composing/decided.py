"""A decision with its reason, and where decisions are gathered until a sale can be made of them."""

from dataclasses import dataclass, field, fields
from typing import Generic, TypeVar

from domain.address import Address
from domain.composing.origin import Origin, Origins
from domain.problems import Problem

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Decided(Generic[Value]):
    """What a field is to say, why, and what people should hear of it.

    Source: B1, B7. Shape: with a problem the value only stands in, since no sale will be made.
    """

    value: Value
    origin: Origin
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Findings:
    """Everything that composing one sale brought to light, in the order it was found."""

    origins: dict[str, Origin] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, path: str, decided: Decided[Value]) -> Value:
        """Keep a decision under the path of its field and answer its value."""
        self.origins[path] = decided.origin
        self.hear(decided.notes, decided.problems)
        return decided.value

    def explain(self, path: str, origins: Origins) -> None:
        """Keep where the fields of one part came from."""
        self.origins |= {f"{path}/{name}": origin for name, origin in origins.items()}

    def take_address(self, path: str, decided: Decided[Address | None]) -> Address | None:
        """Keep where an address came from, for each of its fields; none at all is a field of its own."""
        address = decided.value
        if address is None:
            return self.take(path, decided)
        self.explain(path, {part.name: decided.origin for part in fields(address)})
        self.hear(decided.notes, decided.problems)
        return address

    def hear(self, notes: tuple[str, ...], problems: tuple[Problem, ...]) -> None:
        """Keep notes and problems; what was said already is not said again."""
        self.notes += [note for note in dict.fromkeys(notes) if note not in self.notes]
        self.problems += [problem for problem in dict.fromkeys(problems) if problem not in self.problems]
