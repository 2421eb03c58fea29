"""How long, how long ago and how soon, as roughly as a line of a report needs it."""

from datetime import datetime, timedelta


def ago(then: datetime, now: datetime) -> str:
    """Say how long ago that was."""
    return f"{span(now - then)} ago"


def ahead(then: datetime, now: datetime) -> str:
    """Say how soon that is."""
    return f"in {span(then - now)}" if then > now else "now"


def span(length: timedelta) -> str:
    """Say how long that is; less than nothing is nothing."""
    seconds = max(int(length.total_seconds()), 0)
    if seconds < 120:
        return f"{seconds} s"
    if seconds < 7200:
        return f"{seconds // 60} min"
    return f"{seconds // 3600} h" if seconds < 172_800 else f"{seconds // 86_400} days"
