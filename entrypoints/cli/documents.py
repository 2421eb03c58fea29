"""Approved orders from a file or a pipe: one JSON document, an array of them, or one on each line."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from domain.approved_order import ApprovedOrder
from entrypoints.cli.refusals import UnreadableFile
from entrypoints.http.reading import read_json
from entrypoints.http.schemas.approved_orders import ApprovedOrderIn

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document as it was written, and where it stood, so that a complaint can name the place."""

    place: str
    text: str

    def approved_order(self) -> ApprovedOrder:
        """Understand it exactly as the HTTP API does. Raises: RequestRefused, ValidationError."""
        return ApprovedOrderIn.model_validate(read_json(self.text.encode(errors="surrogatepass"))).to_domain()


def read_entries(stream: BinaryIO) -> tuple[Entry, ...]:
    """Answer every document in the order of the file, not yet understood.

    Raises: UnreadableFile, also for an empty file.
    """
    name = getattr(stream, "name", "<stdin>")
    name = "standard input" if name == "<stdin>" else str(name)
    raw = stream.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{name}: byte {error.start} is not UTF-8.") from error
    if not text.strip():
        raise UnreadableFile(f"{name} is empty.")
    try:
        if text.lstrip().startswith("["):
            return tuple(Entry(place=f"{name}, item {at}", text=item) for at, item in enumerate(_items(text), 1))
        return (Entry(place=name, text=text),) if _is_one(text) else _lines(text, name)
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"{name}, line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except RecursionError as error:
        raise UnreadableFile(f"{name} is nested too deeply to be an order.") from error


def _items(text: str) -> Iterator[str]:
    """Cut an array into its items without changing how they are written."""
    at = _after_space(text, text.index("[") + 1)
    if text[at : at + 1] == "]":
        return
    while True:
        _, end = _DECODER.raw_decode(text, at)
        yield text[at:end]
        at = _after_space(text, end)
        if text[at : at + 1] == "]":
            break
        if text[at : at + 1] != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        at = _after_space(text, at + 1)
    if text[at + 1 :].strip():
        raise json.JSONDecodeError("Extra data", text, at + 1)


def _is_one(text: str) -> bool:
    _, end = _DECODER.raw_decode(text, _after_space(text, 0))
    return not text[end:].strip()


def _lines(text: str, name: str) -> tuple[Entry, ...]:
    lines = enumerate(text.split("\n"), 1)  # not splitlines: U+2028 may stand inside a JSON text
    return tuple(Entry(place=f"{name}, line {number}", text=line) for number, line in lines if line.strip())


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
