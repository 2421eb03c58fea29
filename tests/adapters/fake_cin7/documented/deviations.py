"""Where the fake's answers are not what an example shows, and why that is right or accepted."""

from dataclasses import dataclass

from tests.adapters.fake_cin7.documented.shapes import Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One accepted difference.

    Shape: `operations` are `VERB /path` or `* /path` for all verbs; `path` is a key path, or a prefix ending in `*`.
    """

    operations: tuple[str, ...]
    path: str
    kind: str
    reason: str
    source: str

    def explains(self, operation: str, difference: Difference) -> bool:
        """Say whether this is the reason for a difference of that operation."""
        resource = "* " + operation.partition(" ")[2]
        at_path = difference.path == self.path or (
            self.path.endswith("*") and difference.path.startswith(self.path[:-1])
        )
        return at_path and difference.kind == self.kind and bool({operation, resource} & set(self.operations))


ABSENT: dict[str, str] = {}

DEVIATIONS: tuple[Deviation, ...] = ()
