"""Opaque cursors: where the next page of orders begins."""

import base64
import json
from datetime import datetime

from domain.errors import InvalidValue


def cursor_after(accepted_at: datetime, number: str) -> str:
    """Write the place after this order."""
    return base64.urlsafe_b64encode(json.dumps([accepted_at.isoformat(), number]).encode()).decode().rstrip("=")


def place_of(cursor: str) -> tuple[datetime, str]:
    """Read a place back. Raises: InvalidValue for what `cursor_after` never wrote."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        accepted_at, number = json.loads(text)
        at = datetime.fromisoformat(accepted_at)
    except (ValueError, TypeError) as error:
        raise _unknown() from error
    if at.tzinfo is None or not isinstance(number, str):
        raise _unknown()
    return at, number


def _unknown() -> InvalidValue:
    return InvalidValue("This cursor was not answered by the list: begin without one.", pointer="/cursor")
