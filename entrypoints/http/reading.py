"""Reading a body: JSON that every program would understand alike, or a refusal that says where it is not.

Source: RFC 8259; architecture §8.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from flask import Request, current_app, request

from domain.approved_order import escaped

METHODS = ("POST", "PUT")
LARGEST_BODY = 1_000_000  # bytes
DEEPEST = 16  # levels; an approved order has three
LONGEST_NUMBER = 64  # characters


@dataclass(frozen=True)
class RequestRefused(Exception):
    """The request cannot be understood, before anyone looks at what it asks for."""

    status: int
    code: str
    detail: str
    pointer: str = ""
    parameter: str | None = None


class JsonRequest(Request):
    """A request whose body was read by us, digit for digit."""

    document: object = None

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> object:  # noqa: ARG002, FBT001, FBT002 — Flask's signature
        """Answer what `read_body` understood."""
        return self.document


def read_body() -> None:
    """Understand the body of a call that has one, before anything else looks at it. Raises: RequestRefused."""
    view = current_app.view_functions.get(request.endpoint or "")
    has_body = request.method in METHODS and "body" in getattr(view, "__annotations__", {})
    if not has_body or not isinstance(request, JsonRequest):
        return
    length = request.content_length or 0
    if length > LARGEST_BODY:
        raise RequestRefused(413, "too_large", f"This body has {length} bytes; {LARGEST_BODY} are the limit.")
    if request.mimetype != "application/json" or request.content_encoding:
        declared = " ".join(filter(None, (request.content_encoding, request.content_type)))
        said = f"The body is declared as {declared}." if declared else "No Content-Type says what the body is."
        raise RequestRefused(415, "not_json", said)
    request.document = read_json(request.get_data(cache=False))


def read_json(body: bytes) -> dict[str, object]:
    """Read one JSON object: numbers exactly, no name twice, no text that cannot be written again.

    Raises: RequestRefused naming the place.
    """
    document = _parsed(body)
    for pointer, depth, text in _parts(document):
        if depth > DEEPEST:
            raise malformed(f"It is nested deeper than {DEEPEST} levels.", pointer)
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            raise malformed("A text holds half a character (a lone surrogate).", _writable(pointer))
    if not isinstance(document, dict):
        raise RequestRefused(422, "invalid_value", "The body is one JSON object, in braces.")
    return document


def _parsed(body: bytes) -> object:
    try:
        return json.loads(
            body.decode("utf-8-sig"),
            parse_float=_number,
            parse_int=_number,
            parse_constant=_no_constant,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError as error:
        raise malformed(f"Byte {error.start} is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise malformed(f"Line {error.lineno}, column {error.colno}: {error.msg}.") from None
    except RecursionError:
        raise malformed(f"It is nested deeper than {DEEPEST} levels.") from None


def malformed(detail: str, pointer: str = "") -> RequestRefused:
    """Answer the refusal of JSON that is none, or means several things."""
    return RequestRefused(400, "malformed_json", detail, pointer)


def _number(text: str) -> Decimal:
    if len(text) > LONGEST_NUMBER:
        raise malformed(f"A number has {len(text)} characters; {LONGEST_NUMBER} are the limit.")
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent of twenty digits
        raise malformed(f"{text} is no number that can be kept.") from None


def _no_constant(name: str) -> None:
    raise malformed(f"{name} is not a number that JSON knows.")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    known = dict(pairs)
    if len(known) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise malformed(f"The name “{_writable(twice)}” stands twice in one object.")
    return known


def _parts(document: object) -> Iterator[tuple[str, int, str]]:
    """Walk without recursion; answer pointer, depth and text of every value, and of every name."""
    waiting: list[tuple[str, int, object]] = [("", 0, document)]
    while waiting:
        pointer, depth, value = waiting.pop()
        yield pointer, depth, value if isinstance(value, str) else ""
        if depth > DEEPEST:
            continue
        if isinstance(value, dict):
            for name, item in value.items():
                yield pointer, depth, name
                waiting.append((f"{pointer}/{escaped(name)}", depth + 1, item))
        elif isinstance(value, list):
            waiting.extend((f"{pointer}/{place}", depth + 1, item) for place, item in enumerate(value))


def _writable(text: str) -> str:
    return text.encode(errors="replace").decode()
