"""Answers as documents: every digit of a number, and of a long list's records only what is read.

A product of Cin7 has ninety fields, of which we read twenty-six: skipping the others unread halves what a page of
products costs.

Source: ref §1.7, §2.2, §4.2; architecture §6.2.
"""

import json
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final, Required, TypedDict, cast

import msgspec

from adapters.cin7_core.allowed_calls import AllowedCall

_BESIDE_ROWS: Final = ("Total", "Errors", "Exception", "ErrorCode")
"""What is read of a list's answer beside its records. Source: ref §1.5, §1.6."""


def document_of(text: str) -> object | None:
    """Parse a whole document; None is what is no JSON, a number beyond all bounds included."""
    try:
        document: object = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError, InvalidOperation):
        return None
    return document


def listed_in(call: AllowedCall, text: str) -> object | None:
    """Parse the answer of a list without the fields of its records that nobody reads.

    Whatever does not hold exactly a list of records, such as an error or one record that is none, is parsed whole.
    """
    if call.fields:
        try:
            return cast("object", _lists(call).decode(text))
        except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError, InvalidOperation):
            return document_of(text)
    return document_of(text)


@cache
def _lists(call: AllowedCall) -> msgspec.json.Decoder[Any]:
    """Make what parses one list, once: values are taken as they come, since live answers deviate."""
    row = _with("Row", dict.fromkeys(call.fields, Any))
    return msgspec.json.Decoder(
        _with("Listed", {**dict.fromkeys(_BESIDE_ROWS, Any), call.rows: Required[list[row]]}),  # type: ignore[valid-type]  # made from a value
        float_hook=Decimal,
    )


def _with(name: str, fields: dict[str, Any]) -> Any:
    return TypedDict(name, fields, total=False)  # type: ignore[operator]  # made from values


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON")
