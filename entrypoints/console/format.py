"""Amounts, days and instants as the people of a supplier read them."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from markupsafe import Markup, escape

from domain.days import spoken
from domain.money import Currency, places_of, plain
from entrypoints.console.desk import frame

_ID = re.compile(r"[0-9a-f]{32}")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NOTHING = Markup('<span class="nothing" aria-label="none">–</span>')


def money(amount: Decimal | None, currency: Currency | str) -> Markup:
    """Write an amount as "AUD 1,234.50": with its currency, its decimals, and thousands apart."""
    if amount is None:
        return NOTHING
    known = Currency(currency) if isinstance(currency, str) else currency
    sign, rounded = ("−" if amount < 0 else ""), abs(known.rounded(amount))
    return Markup('<span class="money"><span class="currency">{}</span>\N{NO-BREAK SPACE}{}{}</span>').format(
        known.code, sign, f"{rounded:,.{known.minor_unit}f}"
    )


def unit_price(amount: Decimal, currency: Currency | str) -> str:
    """Write a price for one unit: every digit that counts, and no fewer than the currency has."""
    known = Currency(currency) if isinstance(currency, str) else currency
    return f"{amount:,.{max(places_of(amount), known.minor_unit)}f}"


def number(amount: Decimal | float) -> str:
    """Write a quantity or a count, thousands apart."""
    if isinstance(amount, Decimal):
        return f"{Decimal(plain(amount)):,f}"
    return f"{amount:,}"


def percent(amount: Decimal) -> str:
    """Write a percentage."""
    return f"{number(amount)}\N{NO-BREAK SPACE}%"


def day(at: date | None) -> Markup:
    """Write a calendar day, which is the same in every zone."""
    if at is None:
        return NOTHING
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), spoken(at))


def instant(at: datetime | None) -> Markup:
    """Write an instant in the supplier's zone; today's and yesterday's by the clock, and UTC beneath the pointer."""
    if at is None:
        return NOTHING
    here, today = at.astimezone(frame().zone), frame().now.astimezone(frame().zone).date()
    days = {today: "today", today - DAY: "yesterday", today + DAY: "tomorrow"}
    told = f"{days.get(here.date(), spoken(here.date()))}, {here:%H:%M}"
    utc = at.astimezone(UTC)
    return Markup('<time datetime="{}" title="{} UTC">{}</time>').format(
        utc.isoformat(), f"{utc:%Y-%m-%d %H:%M:%S}", told
    )


def since(at: datetime | None) -> Markup:
    """Write how long ago an instant is, or how far ahead; the instant itself beneath the pointer."""
    if at is None:
        return NOTHING
    apart = frame().now - at
    told = f"{span(apart)} ago" if apart >= timedelta(0) else f"in {span(-apart)}"
    if abs(apart) < MINUTE:
        told = "just now" if apart >= timedelta(0) else "within a minute"
    utc = at.astimezone(UTC)
    here = at.astimezone(frame().zone)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        utc.isoformat(), f"{spoken(here.date())}, {here:%H:%M:%S}", told
    )


def due(at: datetime | None) -> Markup:
    """Write when something is done next; what should have been done by now is done any moment."""
    return Markup("any moment") if at is not None and at <= frame().now else since(at)


def span(length: timedelta) -> str:
    """Write how long something takes or lasts, as roughly as people say it."""
    seconds = int(length.total_seconds())
    if seconds < 90:
        return _many(seconds, "second")
    if length < 2 * HOUR:
        return _many(round(seconds / 60), "minute")
    return _many(round(seconds / 3600), "hour") if length < 2 * DAY else _many(round(seconds / 86400), "day")


def soon(at: datetime) -> str:
    """Write in how long something will be done that is foretold, no more exactly than it can be."""
    ahead = at - frame().now
    return "now" if ahead < timedelta(seconds=1) else f"in about {span(ahead)}"


def in_seconds(wait: float) -> str:
    """Write a wait in a narrow column; what is less than a second counts as one."""
    return f"{max(math.ceil(wait), 1):,}\N{NO-BREAK SPACE}s"


def plural(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def token_name(name: str) -> str:
    """Answer how people call a token; one that nobody named goes by the beginning of its id."""
    return f"token {name[:8]}" if _ID.fullmatch(name) else name


def who(actor: str) -> str:
    """Write who did something, from the name that the audit knows."""
    kind, _, name = actor.partition(":")
    name = token_name(name)
    ways = {"console": name, "token": f"{name} over the API", "cli": f"{name} on the command line"}
    return ways.get(kind, "the connector itself" if actor == "system" else actor)


def paragraphs(text: str) -> Markup:
    """Keep the line breaks that somebody typed."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())


FILTERS: Mapping[str, Callable[..., object]] = {
    "money": money,
    "unit_price": unit_price,
    "number": number,
    "percent": percent,
    "day": day,
    "instant": instant,
    "since": since,
    "due": due,
    "span": span,
    "soon": soon,
    "seconds": in_seconds,
    "plural": plural,
    "who": who,
    "token_name": token_name,
    "paragraphs": paragraphs,
}
"""What templates may put behind a value."""


def _many(count: int, unit: str) -> str:
    return plural(count, unit)
