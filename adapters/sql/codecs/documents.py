"""Domain values as JSON documents and back, driven by the types of their fields, so that no field is forgotten.

Shape: a dataclass is an object by its fields' names, a tuple a list, an amount text with every digit, a day and an
instant ISO text, an enumeration its value. A field that a stored document lacks gets its default; one that a value
no longer has is ignored. Renaming a field needs a migration: `tests/adapters/sql/codecs` keeps stored documents.
"""

import dataclasses
import types
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
Reader = Callable[[object], object]

_readers: dict[object, Reader] = {
    Decimal: lambda stored: Decimal(str(stored)),
    datetime: lambda stored: datetime.fromisoformat(str(stored)),
    date: lambda stored: date.fromisoformat(str(stored)),
    **{kind: lambda stored: stored for kind in (str, int, float, bool)},
}
_names: dict[object, tuple[str, ...]] = {}


def encoded(value: object) -> object:
    """Write a value as a document. Raises: TypeError for what no document can hold."""
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, Enum)):
        return value
    if isinstance(value, tuple | list):
        return [encoded(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    return _encoded_object(value)


def _encoded_object(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # an instant is one too
        return value.isoformat()
    names = _field_names(type(value))
    return {name: encoded(getattr(value, name)) for name in names}


def decoded(kind: type[Value], document: object) -> Value:
    """Read a value of this kind back from its document."""
    return cast("Value", _reader(kind)(document))


def decoded_all(kind: type[Value], documents: object) -> tuple[Value, ...]:
    """Read a list of values of this kind."""
    return cast("tuple[Value, ...]", _sequence_of(_reader(kind))(documents))


def _field_names(kind: object) -> tuple[str, ...]:
    if kind not in _names:
        if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
            raise TypeError(f"A {kind} cannot be stored in a document.")
        _names[kind] = tuple(field.name for field in dataclasses.fields(kind))
    return _names[kind]


def _reader(kind: object) -> Reader:
    if kind not in _readers:
        _readers[kind] = _made(kind)
    return _readers[kind]


def _made(kind: object) -> Reader:
    if isinstance(kind, NewType):
        return _reader(kind.__supertype__)
    if get_origin(kind) is tuple:
        return _tuple_of(get_args(kind))
    if get_origin(kind) in (Union, types.UnionType):
        return _optional(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _object_of(kind)


def _tuple_of(items: tuple[object, ...]) -> Reader:
    if len(items) == 2 and items[1] is Ellipsis:
        return _sequence_of(_reader(items[0]))
    readers = tuple(map(_reader, items))
    return lambda stored: tuple(read(item) for read, item in zip(readers, cast("list[object]", stored), strict=True))


def _sequence_of(read: Reader) -> Reader:
    return lambda stored: tuple(map(read, cast("list[object]", stored)))


def _optional(choices: tuple[object, ...]) -> Reader:
    rest = [choice for choice in choices if choice is not types.NoneType]
    if len(rest) != 1:
        raise TypeError(f"A document cannot tell which of {choices} it holds.")
    read = _reader(rest[0])
    return lambda stored: None if stored is None else read(stored)


def _object_of(kind: object) -> Reader:
    names, hints = _field_names(kind), get_type_hints(kind)
    readers = {name: _reader(hints[name]) for name in names}
    make = cast("Callable[..., object]", kind)

    def read(stored: object) -> object:
        known = cast("dict[str, object]", stored)
        return make(**{name: readers[name](known[name]) for name in readers if name in known})

    return read
