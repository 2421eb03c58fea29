"""Calendar days, which are the same day at both ends, and the zones in which instants are read."""

from datetime import UTC, date, tzinfo
from zoneinfo import ZoneInfo

_MONTHS = "January February March April May June July August September October November December".split()


def spoken(day: date) -> str:
    """Write a day as people say it, in every locale alike: "8 May 2026".

    Source: R28, R29.
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def zone_named(name: str) -> tzinfo:
    """Answer the time zone of this name; one that nobody knows is UTC.

    Source: ref §1.2 (`TimeZone`).
    """
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # unknown, not a name at all, or a folder of the zones' files
        return UTC
