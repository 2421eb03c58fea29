"""How values are printed: numbers, days, instants, envelopes, pages of a list.

Source: ref §1.6, §1.7 (D).
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from json.encoder import encode_basestring as _quoted

from adapters.fake_cin7.routes.parameters import Parameters
from adapters.fake_cin7.wire import Row

MOST_ROWS = 1000
FEW_ROWS = 25


def to_json(value: object) -> str:
    """Print as the service does: money as numbers with at most four places, exact."""
    return _ENCODER.encode(value)


class Printed(str):
    """An answer that is JSON text already."""

    __slots__ = ()


class RowPrinter:
    """Prints rows of one kind fast: keys and default values are prepared once.

    Source: fake-cin7.md, Scale: a page of 1,000 products in under 100 ms.
    """

    def __init__(self, template: Row) -> None:
        self._usual = [f"{to_json(key)}:{to_json(value)}" for key, value in template.items()]
        self._place = {key: (index, f"{to_json(key)}:") for index, key in enumerate(template)}

    def print(self, kept: Row, without: Sequence[str] = ()) -> str:
        """Print a row; what it does not hold has its default, keys in `without` are left out."""
        parts: list[str] = self._usual.copy()
        for key, value in kept.items():
            index, prefix = self._place[key]
            parts[index] = prefix + _scalar(value)
        for key in without:
            parts[self._place[key][0]] = ""
        return "{" + ",".join(filter(None, parts)) + "}"


def _scalar(value: object) -> str:
    """Print the commonest kinds without the encoder's help."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Decimal):
        return repr(number(value))
    if isinstance(value, datetime):
        return f'"{instant(value)}"'
    return to_json(value)


def printed_envelope(key: str, rows: Sequence[str], total: int, page: int) -> Printed:
    """Wrap printed rows as lists come.

    Source: ref §1.6 (D).
    """
    return Printed(f'{{"Total":{total},"Page":{page},"{key}":[{",".join(rows)}]}}')


def _print(value: object) -> object:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return day(value)
    raise TypeError(f"{type(value).__name__} has no printed form; the fake must turn it into one first.")


_ENCODER = json.JSONEncoder(default=_print, ensure_ascii=False, separators=(",", ":"))


def number(value: Decimal) -> int | float:
    """Print a number; a float of so few digits prints exactly.

    Source: ref §1.7 (D).
    """
    return int(value) if value == value.to_integral_value() else float(value)


def instant(value: datetime) -> str:
    """Print a timestamp in UTC with up to three digits of a second, trailing zeros left out.

    Source: ref §1.7 (D examples: `2017-11-22T10:10:49.75Z`).
    """
    fraction = f"{value.microsecond // 1000:03d}".rstrip("0")
    moment = value.astimezone(UTC).isoformat()[:19]
    return f"{moment}.{fraction}Z" if fraction else f"{moment}Z"


def day(value: date) -> str:
    """Print a calendar day: midnight without a zone.

    Source: ref §1.7 (D examples).
    """
    return f"{value.isoformat()}T00:00:00"


def page_of(
    rows: Sequence[object], parameters: Parameters, *, usual: int = 100, most: int = MOST_ROWS
) -> tuple[int, list[object]]:
    """Cut the page asked for; past the last one it is empty.

    Source: ref §1.6 (D, C(3)): Page from 1, Limit 100 by default, 1 to 1000.
    """
    page = max(parameters.whole("Page") or 1, 1)
    asked = parameters.whole("Limit")
    limit = min(max(usual if asked is None else asked, 1), most)
    return page, list(rows[(page - 1) * limit : page * limit])


def envelope(key: str, rows: Sequence[object], total: int | None = None, page: int = 1) -> Row:
    """Wrap rows as lists come.

    Source: ref §1.6 (D).
    """
    return {"Total": len(rows) if total is None else total, "Page": page, key: rows}
