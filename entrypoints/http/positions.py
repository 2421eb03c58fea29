"""Where in a text each part of a JSON document stands, so that people find what is wrong.

Source: RFC 6901 for pointers; RFC 8259 for what may stand in the text.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.approved_order import escaped

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text. Units: both count from 1, as editors do."""

    line: int
    column: int

    @classmethod
    def at(cls, text: str, offset: int) -> "Position":
        """Answer the place of the sign at this offset."""
        return cls(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def position_of(pointer: str, text: str) -> Position:
    """Answer where in a JSON text a value stands; one that is missing stands where the part begins that lacks it."""
    at = _after_space(text, 0)
    for key in pointer.split("/")[1:]:
        inside = next((offset for name, offset in _parts(text, at) if name == key), None)
        if inside is None:
            break
        at = inside
    return Position.at(text, at)


def _parts(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Answer key and offset of everything that the object or array holds which begins here; nothing else holds any."""
    opened, at, place = text[at], _after_space(text, at + 1), 0
    while opened in "{[" and text[at] not in "}]":
        key = str(place)
        if opened == "{":
            name, at = _DECODER.raw_decode(text, at)
            key, at = escaped(name), _after_space(text, _after_space(text, at) + 1)
        yield key, at
        at, place = _next(text, at), place + 1


def _next(text: str, at: int) -> int:
    """Answer where the next member or item begins after the value that begins here, or the bracket that ends them."""
    _, end = _DECODER.raw_decode(text, at)
    end = _after_space(text, end)
    return _after_space(text, end + 1) if text[end] == "," else end


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
