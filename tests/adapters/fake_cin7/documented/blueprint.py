"""Reads the examples out of an API Blueprint text, forgiving its faults in JSON.

Source: the official text is Markdown: `## Name [/path]` opens a resource, `### Name [VERB /path?…]` or
`### Name [VERB]` an operation, `+ Request` and `+ Response 200` its examples, `+ Body` the JSON below it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_RESOURCE = re.compile(r"^#{1,2}\s+.*\[(/[^\]?]*)(?:\?[^\]]*)?\]\s*$")
_OPERATION = re.compile(r"^#{2,3}\s+.*\[(GET|POST|PUT|DELETE)\s*(/[^\]?]*)?(?:\?[^\]]*)?\]\s*$", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,3}\s")
_MESSAGE = re.compile(r"^\+\s+(Request|Response)\b")
_BODY = re.compile(r"^\s+\+\s+Body\b")
_SECTION = re.compile(r"^\s*\+\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example body: where it stands and what it says.

    Units: `line` counts from 1 and is the line on which the JSON begins.
    """

    line: int
    text: str

    @property
    def value(self) -> Any:
        """Return the JSON it is meant to be; read on demand, as some examples elsewhere are beyond mending."""
        return lenient_json(self.text)


@dataclass(slots=True, kw_only=True)
class Operation:
    """One verb on one path with the examples given for it."""

    verb: str
    path: str
    line: int
    requests: list[Example] = field(default_factory=list)
    responses: list[Example] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Where a reading stands: the resource and operation in force, and the body being gathered."""

    path: str = ""
    operation: Operation | None = None
    examples: list[Example] | None = None
    body: list[str] | None = None
    body_line: int = 0
    operations: list[Operation] = field(default_factory=list)

    def feed(self, number: int, line: str) -> None:
        """Take one line of the text."""
        if _HEADING.match(line):
            self.finish_body()
            self.open_heading(number, line)
        elif _MESSAGE.match(line) and self.operation is not None:
            self.finish_body()
            asked = line.lstrip("+ ").startswith("Request")
            self.examples = self.operation.requests if asked else self.operation.responses
        elif _BODY.match(line) and self.examples is not None:
            self.finish_body()
            self.body = []
        elif _SECTION.match(line):
            self.finish_body()
        elif self.body is not None:
            self.gather(number, line)

    def open_heading(self, number: int, line: str) -> None:
        """Begin a resource or an operation; any other heading ends the operation in force."""
        self.examples = None
        if found := _OPERATION.match(line):
            self.operation = Operation(verb=found[1].upper(), path=(found[2] or self.path).strip(), line=number)
            self.operations.append(self.operation)
            return
        self.operation = None
        if found := _RESOURCE.match(line):
            self.path = found[1].strip()

    def gather(self, number: int, line: str) -> None:
        """Add one line to the body being read."""
        if self.body is None or (not self.body and not line.strip()):
            return
        if not self.body:
            self.body_line = number
        self.body.append(line)

    def finish_body(self) -> None:
        """Keep the body read so far as an example, if there is one."""
        if self.body and self.examples is not None:
            self.examples.append(Example(line=self.body_line, text="\n".join(self.body)))
        self.body = None


def read_operations(text: str) -> list[Operation]:
    """Return every operation of a blueprint with its examples, in the order of the text."""
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), start=1):
        reader.feed(number, line)
    reader.finish_body()
    return reader.operations


_BARE_KEY = re.compile(r"^(\s*)([A-Za-z]\w*)\s*:", re.MULTILINE)
_STRAY_COMMA = re.compile(r",(\s*[\]}])")
_MISSING_COMMA = re.compile(r'([}\]"\deul])([ \t]*\n\s*)(?=["{])')


def lenient_json(text: str) -> Any:
    """Parse an example as a person would read it: lost quotes and stray or missing commas are mended.

    Raises: ValueError when no mending makes it JSON.
    """
    try:
        return json.loads(text)
    except ValueError:
        mended = "\n".join(_close_quote(line) for line in _BARE_KEY.sub(r'\1"\2":', text).splitlines())
        return json.loads(_STRAY_COMMA.sub(r"\1", _MISSING_COMMA.sub(r"\1,\2", mended)))


def _close_quote(line: str) -> str:
    if line.count('"') % 2 == 0:
        return line
    bare = line.rstrip()
    return bare[:-1] + '",' if bare.endswith(",") else bare + '"'


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every key path with its value, the elements of an array merged under `[]`.

    Shape: `$` is the document; `$.Lines[].SKU` a key of the rows of an array.
    """
    path = path or "$"
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, f"{path}[]")
