"""The shape of a JSON document: its key paths with the JSON types seen at each, and how two shapes differ."""

from dataclasses import dataclass
from typing import Any

from tests.adapters.fake_cin7.documented.blueprint import walk

Shape = dict[str, str]

_TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number", float: "number"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One key path on which an answer and its documentation disagree."""

    path: str
    kind: str
    documented: str
    answered: str

    def __str__(self) -> str:
        return f"{self.path}: {self.kind} (documented {self.documented}, answered {self.answered})"


def shape_of(document: Any) -> Shape:
    """Return the shape of a document; arrays are merged, so a path may have several types.

    Shape: `{"$": "object", "$.Lines": "array", "$.Lines[].Comment": "null|string"}`, sorted.
    """
    seen: dict[str, set[str]] = {}
    for path, value in walk(document):
        seen.setdefault(path, set()).add("null" if value is None else _TYPES[type(value)])
    return {path: "|".join(sorted(types)) for path, types in sorted(seen.items())}


def differences(documented: Shape, answered: Shape) -> list[Difference]:
    """Return every disagreement; below an array or object whose content no example shows nothing is claimed.

    A documented null says only that null is possible, so any type may stand there; an answered null where no
    example has one is a difference.
    """
    found = [
        Difference(path=path, kind="missing", documented=types, answered="nothing")
        for path, types in documented.items()
        if path not in answered and _parent_in(path, answered)
    ]
    for path, types in answered.items():
        if path in documented:
            found += _types_differ(path, documented[path], types)
        elif _content_is_documented(path, documented):
            found.append(Difference(path=path, kind="extra", documented="nothing", answered=types))
    return sorted(found, key=lambda difference: (difference.path, difference.kind))


def _types_differ(path: str, documented: str, answered: str) -> list[Difference]:
    known, given = set(documented.split("|")), set(answered.split("|"))
    wrong = given - known if known != {"null"} else set()
    if not wrong:
        return []
    kind = "null" if wrong == {"null"} else "type"
    return [Difference(path=path, kind=kind, documented=documented, answered=answered)]


def _parent(path: str) -> str:
    return path[:-2] if path.endswith("[]") else path.rpartition(".")[0]


def _parent_in(path: str, shape: Shape) -> bool:
    return path == "$" or _parent(path) in shape


def _content_is_documented(path: str, documented: Shape) -> bool:
    """Say whether the examples show what stands beside this path; an array that is always empty does not."""
    parent = _parent(path)
    if parent not in documented or path.endswith("[]"):
        return False
    return "object" in documented[parent]
