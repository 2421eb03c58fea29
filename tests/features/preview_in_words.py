"""A preview, said in words."""

import re
from typing import Any, cast

from tests.features.sale_in_words import ANSWERS, DAYS, FIELDS, LINE
from tests.house import Document

HEADER, ORDER = "/calls/0/body/", "/calls/1/body/"
PARTS = {"line": "Lines", "charge": "AdditionalCharges"}
PART = re.compile(r"(?P<what>.+) of (?P<part>line|charge) (?P<number>\d+)")


class PreviewInWords:
    """What would be sent, and why."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def hash(self) -> str:
        """The fingerprint of the calls."""
        return str(self.document["hash"])

    @property
    def calls(self) -> list[tuple[str, str, Document]]:
        """Method, path and body of each call."""
        return [(call["method"], call["path"], call["body"]) for call in cast("list[Any]", self.document["calls"])]

    def says(self, field: str) -> dict[str, str]:
        """Answer what would be said, by which rule and from what."""
        pointer = _pointer(field)
        origin = cast("dict[str, dict[str, str]]", self.document["origins"])[pointer]
        said = worded(self._at(pointer), field)
        return {"field": field, "value": said, "rule": origin["rule"], "from": origin["from"]}

    def unexplained(self) -> set[str]:
        """Answer the values that have no reason, and the reasons that have no value."""
        values = {
            f"/calls/{at}/body{pointer}" for at, (_, _, body) in enumerate(self.calls) for pointer in pointers(body)
        }
        return values ^ set(cast("dict[str, object]", self.document["origins"]))

    def _at(self, pointer: str) -> object:
        found: object = self.document
        for step in pointer.split("/")[1:]:
            found = found[int(step)] if isinstance(found, list) else cast("Document", found)[step]
        return found


def pointers(part: object, at: str = "") -> set[str]:
    """Answer where each value of a body stands; what holds others is none itself."""
    children = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else None
    if children is None:
        return {at}
    return set().union(*(pointers(child, f"{at}/{name}") for name, child in children))


def _pointer(field: str) -> str:
    part = PART.fullmatch(field)
    if part:
        return f"{ORDER}{PARTS[part['part']]}/{int(part['number']) - 1}/{LINE[part['what']]}"
    if field == "order status":
        return ORDER + "Status"
    known = {**FIELDS, **DAYS, **{what: name for what, (name, _) in ANSWERS.items()}}
    return HEADER + known[field].replace(".", "/")


def name_of(pointer: str) -> str:
    """Answer what a field of the header, or the order's status, is called."""
    names = {name.replace(".", "/"): what for what, name in {**FIELDS, **DAYS}.items()}
    return "order status" if pointer == ORDER + "Status" else names[pointer.removeprefix(HEADER)]


def worded(value: object, field: str) -> str:
    """Answer what a field says: of a date the day, of a text its lines, of nothing nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    said = "" if value is None else str(value).replace("\n", " / ")
    return said[:10] if field in DAYS else said
