from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from entrypoints.http.schemas.values import Amount, Day, Instant, Strict, Text


class Sample(Strict):
    amount: Amount = Decimal(0)
    day: Day = date(2026, 1, 1)
    at: Instant = datetime(2026, 1, 1, tzinfo=UTC)
    text: Text = ""


def read(**values: Any) -> Sample:
    return Sample.model_validate(values)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("12.50", "12.50"),
        ("-0.01", "-0.01"),
        ("0", "0"),
        (12, "12"),
        (Decimal("12.50"), "12.50"),
        (Decimal("1E+3"), "1E+3"),
        (Decimal("0E+999999"), "0"),
        (Decimal("-0.0"), "0"),
    ],
)
def test_an_amount_is_read_exactly(said: object, meant: str) -> None:
    assert str(read(amount=said).amount) == meant


NO_AMOUNTS: list[object] = [
    *("", " 1", "1 ", "+1", "1.", ".5", "1e3", "1_000", "NaN", "Infinity", "٣", "1" * 21, "0." + "1" * 21),
    *(True, None, [], {}, 1.5, Decimal("NaN"), Decimal("Infinity"), Decimal("1E+21"), Decimal("1E-21")),
]


@pytest.mark.parametrize("said", NO_AMOUNTS)
def test_what_is_no_amount_is_refused(said: object) -> None:
    with pytest.raises(ValidationError):
        read(amount=said)


NO_DAYS: list[object] = ["2026-02-29", "2026-2-1", "20260201", "2026-02-01T00:00:00Z", "٢٠٢٦-٠٢-٠١", 1, None, ""]


@pytest.mark.parametrize("said", NO_DAYS)
def test_what_is_no_day_is_refused(said: object) -> None:
    with pytest.raises(ValidationError):
        read(day=said)


def test_a_leap_day_is_a_day() -> None:
    assert read(day="2028-02-29").day == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-05-04T12:00:00Z", datetime(2026, 5, 4, 12, tzinfo=UTC)),
        ("2026-05-04t12:00:00z", datetime(2026, 5, 4, 12, tzinfo=UTC)),
        ("2026-05-04 12:00:00+02:00", datetime(2026, 5, 4, 10, tzinfo=UTC)),
        ("2026-05-04T12:00:00.123456789Z", datetime(2026, 5, 4, 12, microsecond=123456, tzinfo=UTC)),
        ("2026-05-04T12:00:00-00:00", datetime(2026, 5, 4, 12, tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_in_utc(said: str, meant: datetime) -> None:
    assert read(at=said).at == meant


NO_INSTANTS: list[object] = [
    *("2026-05-04T12:00:00", "2026-05-04", "2026-05-04T12:00Z", "2026-05-04T12:00:60Z", "2026-05-04T24:00:01Z"),
    *("2026-05-04T12:00:00+25:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", 1777896000, "now", None),
]


@pytest.mark.parametrize("said", NO_INSTANTS)
def test_what_is_no_instant_is_refused(said: object) -> None:
    with pytest.raises(ValidationError):
        read(at=said)


@pytest.mark.parametrize("said", ["a\x00b", 7, None, ["a"], True])
def test_what_is_no_text_is_refused(said: object) -> None:
    with pytest.raises(ValidationError):
        read(text=said)


def test_braces_in_a_refusal_stay_braces() -> None:
    with pytest.raises(ValidationError) as refusal:
        read(at="{detail} {0}")
    assert "{" not in refusal.value.errors()[0]["msg"]
