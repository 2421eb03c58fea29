"""Values as JSON may say them: stricter than pydantic by default, because what was approved must not depend on luck."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from domain.errors import DomainError, InvalidValue

_AMOUNT = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_FINEST, _LARGEST = -20, 20  # powers of ten; beyond them a number of three characters fills the memory when written out

Made = TypeVar("Made")


class Strict(BaseModel):
    """A part of a request: unknown fields are refused by name, and it cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def possible(make: Callable[[], Made], *, under: str = "", at: str = "") -> Made:
    """Make a domain object while a request is being read, so that its refusals are told together with all others.

    Shape: `under` is taken off the front of pointers that already lead into the whole document; `at` is the pointer
    of refusals that have none.
    Raises: PydanticCustomError, whose context holds detail and pointer, for what the domain refuses.
    """
    try:
        return make()
    except DomainError as no:
        pointer = no.pointer.removeprefix(under) if isinstance(no, InvalidValue) else at
        raise refused(str(no), code=no.code, pointer=pointer) from no


def refused(detail: str, *, code: str = "invalid_value", pointer: str = "") -> PydanticCustomError:
    """Answer the error that pydantic collects; the detail goes through its context, so that braces stay braces."""
    return PydanticCustomError(code, "{detail}", {"detail": detail, "pointer": pointer})


def _amount(value: object) -> Decimal:
    if isinstance(value, str):
        if not _AMOUNT.fullmatch(value):
            raise refused('Write an amount in digits with a point, as in "12.50", at most 20 before and after it.')
        return Decimal(value)
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise refused('This is an amount: write it as text such as "12.50", or as a number.')
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if number and (number.adjusted() > _LARGEST or not isinstance(exponent, int) or exponent < _FINEST):
        raise refused("This number is too large or too fine for an amount of anything.")
    return number if number else Decimal(0)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or value != int(_amount(value)):
        raise refused("This is a whole number, such as 3.")
    return int(value)


def _day(value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise refused('This is a day: write it as "2026-07-31".')
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise refused(f"There is no {value} in the calendar.") from None


def _instant(value: object) -> datetime:
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise refused('This is an instant: write it with its offset, as in "2026-07-31T09:30:00Z".')
    try:
        return datetime.fromisoformat(value.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise refused(f"There is no instant {value}.") from None


def _text(value: str) -> str:
    if "\x00" in value:
        raise refused("This text holds a NUL character, which nobody can store or read.")
    return value


Amount = Annotated[
    Decimal,
    BeforeValidator(_amount),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": f"^{_AMOUNT.pattern}$"}, {"type": "number"}]}),
]
"""A decimal string, or a number read digit for digit."""

Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number, which JSON may write as 3 or as 3.0."""

Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day, nothing longer."""

Instant = Annotated[datetime, BeforeValidator(_instant)]
"""An instant with an offset, in UTC once read. Source: RFC 3339."""

Text = Annotated[str, AfterValidator(_text)]
"""Any text that can be stored."""
