"""Domain values as JSON documents and back, driven by the types of their fields, so that no field is forgotten.

Shape: a dataclass is an object by its fields' names, a tuple a list, an amount text with every digit, a day and an
instant ISO text, an enumeration its value. A field that a stored document lacks gets its default; one that a value
no longer has is ignored. Renaming a field needs a migration: `tests/adapters/sql/codecs` keeps stored documents.
"""

from typing import Any, TypeVar, cast

import msgspec
from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python

from adapters.sql.columns import Written, storable, written

Value = TypeVar("Value")

_encoder = msgspec.json.Encoder()
_adapters: dict[object, TypeAdapter[Any]] = {}  # Any: one for each type there is


def encoded(value: object) -> object:
    """Write a value as a document. Raises: ValueError for what no document can hold."""
    return to_jsonable_python(value)


def stored_text(value: object) -> Written:
    """Write a value as the text of its document, for where they are written by the hundred thousand.

    What the databases have no character for goes the long way. Raises: ValueError for what no document can hold.
    """
    try:
        text = _encoder.encode(value).decode()  # as pydantic writes it, in a third of the time
    except UnicodeEncodeError:  # half a character
        return written(encoded(value))
    return written(encoded(value)) if "\\u0000" in text else Written(storable(text))


def decoded(kind: type[Value], document: object) -> Value:
    """Read a value of this kind back from its document. Raises: ValueError for a document of something else."""
    return cast("Value", _adapter(kind).validate_python(document))


def decoded_all(kind: type[Value], documents: object) -> tuple[Value, ...]:
    """Read a list of values of this kind. Raises: as above."""
    return cast("tuple[Value, ...]", _adapter(tuple[kind, ...]).validate_python(documents))  # type: ignore[valid-type]  # made from a value


def _adapter(kind: Any) -> TypeAdapter[Any]:  # Any: whatever pydantic takes for a type
    """Answer what reads and writes this type, made once: making it costs milliseconds."""
    known = _adapters.get(kind)
    if known is None:
        known = _adapters[kind] = TypeAdapter(kind)
    return known
