"""Documents as text at once, for where they are written by the hundred thousand.

Shape: `text_of(value)` is, to the byte, the JSON text of `documents.encoded(value)`; a test holds every sample to it.
"""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from json import JSONEncoder
from json.encoder import encode_basestring
from operator import attrgetter, methodcaller
from typing import NewType, get_args, get_origin, get_type_hints

from adapters.sql.codecs.documents import encoded
from adapters.sql.columns import Written, storable, written

Writer = Callable[..., str]

_quoted: Writer = encode_basestring
_isoformat = methodcaller("isoformat")
_value = attrgetter("value")
_any = JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


def _amount(value: Decimal) -> str:
    return f'"{value}"'


def _amounts(values: tuple[Decimal, ...]) -> str:
    return '["' + '","'.join(map(str, values)) + '"]' if values else "[]"


def _instant(value: date) -> str:
    return f'"{_isoformat(value)}"'


def _flag(value: bool) -> str:  # noqa: FBT001 - a writer's shape
    return "true" if value else "false"


_writers: dict[object, Writer] = {
    str: _quoted,
    bool: _flag,
    Decimal: _amount,
    date: _instant,
    datetime: _instant,
    types.NoneType: lambda _: "null",
    tuple: lambda values: "[" + ",".join([text_of(item) for item in values]) + "]",
}


def text_of(value: object) -> str:
    """Write a value as the text of its document. Raises: TypeError for what no document can hold."""
    kind = type(value)
    writer = _writers.get(kind)
    if writer is None:
        writer = _writers[kind] = _made(kind)
    return writer(value)


def stored_text(value: object) -> Written:
    """Write a value as both databases keep it: what they have no character for goes the long way."""
    text = text_of(value)
    return written(encoded(value)) if "\\u0000" in text else Written(storable(text))


def _made(kind: type) -> Writer:
    if issubclass(kind, Enum):
        texts = {member.value: _any(member.value) for member in kind}
        return lambda value: texts[_value(value)]
    if not is_dataclass(kind):
        return lambda value: _any(encoded(value))
    names = tuple(field.name for field in fields(kind))
    if len(names) == 1:  # attrgetter answers no tuple for one name
        (only,) = names
        return lambda value: f'{{"{only}":{text_of(getattr(value, only))}}}'
    hints = get_type_hints(kind)
    read, writers = attrgetter(*names), tuple(_of_field(hints[name]) for name in names)
    frame = "{" + ",".join(f'"{name}":%s' for name in names) + "}"
    return lambda value: frame % tuple([write(each) for write, each in zip(writers, read(value), strict=True)])


def _of_field(hint: object) -> Writer:
    if isinstance(hint, NewType):
        return _of_field(hint.__supertype__)
    if get_origin(hint) is tuple and get_args(hint) == (Decimal, Ellipsis):
        return _amounts
    return _writers[hint] if hint in (str, bool, Decimal) else text_of
