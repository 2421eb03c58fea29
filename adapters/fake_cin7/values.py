"""Reading values as leniently as the real service does: strings for numbers, three forms of dates.

Source: ref §1.7 (D, L, C).
"""

import re
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from uuid import UUID, uuid4

EMPTY_GUID = "00000000-0000-0000-0000-000000000000"
ZERO = Decimal(0)
_FOUR_PLACES = Decimal("0.0001")
_DAY = re.compile(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$")
_FRACTION = re.compile(r"\.(\d{1,9})")
_TRUE = {"true", "1", "yes", "on"}
_FALSE = {"false", "0", "no", "off"}


def new_guid() -> str:
    """Make an identifier in the lower-case form most answers use."""
    return str(uuid4())


def guid_of(value: object) -> str | None:
    """Read an identifier in any casing, with or without braces; None when it is none.

    Source: ref §9.4 (D): casing varies between answers.
    """
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return str(UUID(value.strip()))
    except ValueError:
        return None


def four_places(value: Decimal) -> Decimal:
    """Round as money, tax and quantities are kept.

    Source: ref §1.7 (D).
    """
    return value.quantize(_FOUR_PLACES, ROUND_HALF_UP)


def decimal_of(value: object) -> Decimal | None:
    """Read a number that may be written as a string; None when it is no number.

    Source: ref §1.7 (D, C): numbers are accepted as JSON strings.
    """
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def whole_of(value: object) -> int | None:
    """Read a whole number, also one written as a string; None when it is none."""
    number = decimal_of(value)
    if number is None or number != number.to_integral_value():
        return None
    return int(number)


def boolean_of(value: object) -> bool | None:
    """Read a truth value written as boolean, number or word; None when it is none of these.

    Source: ref §1.7 (D:21388-21397, C).
    """
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold() if isinstance(value, str | int | Decimal) else ""
    if word in _TRUE:
        return True
    return False if word in _FALSE else None


def instant_of(value: object) -> datetime | None:
    """Read an instant; without a zone it is UTC, and a bare day is its midnight.

    Source: ref §1.7 (D, C): `yyyy-MM-dd`, `yyyy/MM/dd` and ISO are accepted.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if not isinstance(value, str):
        return None
    text = value.strip()
    day = _DAY.match(text)
    try:
        if day:
            return datetime(int(day[1]), int(day[2]), int(day[3]), tzinfo=UTC)
        parsed = datetime.fromisoformat(_FRACTION.sub(lambda found: f".{found[1][:6]:0<6}", text))
    except ValueError:
        return None
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)


def day_of(value: object) -> date | None:
    """Read a calendar day from any of the three forms, keeping the day as written.

    Source: ref §1.7 (D, C).
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and len(value) >= 10:
        day = _DAY.match(value.strip()[:10])
        if day:
            found = instant_of(value.strip()[:10])
            return found.date() if found else None
    found = instant_of(value)
    return found.date() if found else None
