"""Tolerant reading of single values: Cin7's table, its examples and its live answers disagree often.

Nothing here raises: what cannot be read is empty, None or the default that is given, and the caller decides.

Source: ref §1.7, §1.8.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from email.utils import parsedate_to_datetime
from functools import lru_cache

from domain.money import ZERO

# naming both cases takes a third of the time that ignoring case does, for ids and moments of each record
_GUID = re.compile(r"\{?([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})\}?")
_DAY = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})")
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)\s*([Zz]|[+-]\d{2}:\d{2})?")
_YES, _NO = ("true", "1", "yes"), ("false", "0", "no")
_LARGEST_EXPONENT = 27  # a .NET decimal holds 28 digits; anything beyond is not a number that Cin7 wrote


class Unreadable(ValueError):
    """A record or document lacks what nothing sensible can be done without; the message says what."""


def text(value: object) -> str:
    """Read a text; null, a block or a list is the empty text, and what no database or wire takes becomes a mark."""
    if type(value) is str:  # nearly always, and this is asked for everything that is read
        if value.isascii() and value.isprintable():
            return value.strip()
        read = value.strip()
    elif value is None or isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return ""
    else:
        read = str(value).strip()
    return read if read.isascii() and read.isprintable() else read.replace("\0", "?").encode(errors="replace").decode()


def number(value: object) -> Decimal | None:
    """Read a number, also one that came as text. Source: ref §1.7 (numbers as JSON strings)."""
    if type(value) is Decimal:  # nearly always: ten prices of each of a hundred thousand products
        read = value
    elif type(value) is int:
        read = Decimal(value)
    elif isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    else:
        try:
            read = Decimal(str(value).strip())
        except InvalidOperation:
            return None
    return read if read.is_finite() and abs(read.adjusted()) <= _LARGEST_EXPONENT else None


def amount(value: object) -> Decimal:
    """Read a number where none means nothing."""
    read = number(value)
    return ZERO if read is None else read


def flag(value: object, *, default: bool = False) -> bool:
    """Read a boolean, also one that came as text or number. Source: ref §1.7, §2.4."""
    if isinstance(value, bool):
        return value
    word = text(value).casefold()
    return True if word in _YES else False if word in _NO else default


def word(value: object) -> str:
    """Read an enumeration's word in capitals, single spaces between. Source: ref §1.8 (8)."""
    return _in_capitals(text(value))


@lru_cache(maxsize=1024)  # few words, read for every record
def _in_capitals(read: str) -> str:
    return " ".join(read.split()).upper()


def guid(value: object) -> str:
    """Read an id in small letters, since the same id comes in both cases. Source: ref §9.4."""
    read = text(value)
    found = _GUID.fullmatch(read)
    return found[1].lower() if found else read


def day(value: object) -> date | None:
    """Read a calendar day; a time behind it, always midnight, says nothing. Source: ref §1.7."""
    found = _DAY.match(text(value))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def instant(value: object) -> datetime | None:
    """Read a moment of up to nine fractional digits; without a zone it is UTC. Source: ref §1.7."""
    found = _INSTANT.fullmatch(text(value))
    if found is None:
        return None
    try:
        return datetime.fromisoformat(found[1] + (found[2] or "Z").upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def http_date(value: str) -> datetime | None:
    """Read a `Date` header, the other side's own clock. Units: aware, UTC."""
    try:
        read = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)


def leading_seconds(value: str) -> float | None:
    """Read the digits that a `Retry-After` begins with: Cin7 writes ``60 Seconds``. Source: ref §1.3."""
    found = re.match(r"\s*(\d{1,6})", value)
    return float(found.group(1)) if found else None


def block(value: object) -> Mapping[str, object]:
    """Read a nested object; anything else is an empty one."""
    if type(value) is dict:  # nearly always; asking an abstract class is dear
        return value
    return value if isinstance(value, Mapping) else {}


def rows(value: object) -> Sequence[object]:
    """Read a list; null, as Cin7 writes some empty ones, is an empty one."""
    return value if isinstance(value, list) else ()


def as_instant(at: datetime) -> str:
    """Write a moment as Cin7 documents its parameters: UTC, milliseconds, no zone. Source: ref §1.7."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")


def as_day(value: date) -> str:
    """Write a calendar day as Cin7's own example of a sale does, so that no zone can move it.

    Source: R29; ref §1.7, §6.2.
    """
    return f"{value.isoformat()}T00:00:00"
