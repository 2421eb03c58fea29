"""Calendar days: a day has no time zone, so it is the same day at both ends."""

from datetime import date

_MONTHS = "January February March April May June July August September October November December".split()


def spoken(day: date) -> str:
    """Write a day as people say it, in every locale alike: "8 May 2026".

    Source: R28, R29.
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
