"""Opaque cursors: where the next page of a list begins."""

import base64
import json
import re
from datetime import datetime

from domain.errors import InvalidValue


def cursor_after(accepted_at: datetime, number: str) -> str:
    """Write the place after this order."""
    return cursor_of(accepted_at.isoformat(), number)


def place_of(cursor: str) -> tuple[datetime, str]:
    """Read a place back. Raises: InvalidValue for what `cursor_after` never wrote."""
    accepted_at, number = keys_of(cursor, 2)
    try:
        at = datetime.fromisoformat(accepted_at)
    except ValueError as error:
        raise _unknown() from error
    if at.tzinfo is None:
        raise _unknown()
    return at, number


def cursor_of(*keys: str) -> str:
    """Write the place after the row with these keys."""
    return base64.urlsafe_b64encode(json.dumps(keys).encode()).decode().rstrip("=")


def number_of(cursor: str) -> int:
    """Read a place among numbered rows back. Raises: InvalidValue for what `cursor_of` never wrote of a number."""
    (number,) = keys_of(cursor, 1)
    if not re.fullmatch("[0-9]{1,9}", number):
        raise _unknown()
    return int(number)


def keys_of(cursor: str, count: int) -> list[str]:
    """Read so many keys back. Raises: InvalidValue for what `cursor_of` never wrote."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        keys = json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise _unknown() from error
    if not isinstance(keys, list) or len(keys) != count or not all(isinstance(key, str) for key in keys):
        raise _unknown()
    if any("\x00" in key or any("\ud800" <= sign <= "\udfff" for sign in key) for key in keys):
        raise _unknown()
    return keys


def _unknown() -> InvalidValue:
    return InvalidValue("This cursor was not answered by the list: begin without one.", pointer="/cursor")
