from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from adapters.cin7_core import reading


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("  Mug ", "Mug"),
        (None, ""),
        (12, "12"),
        (Decimal("1.50"), "1.50"),
        (True, ""),
        (["Mug"], ""),
        ("a\0b", "a?b"),
        ("half \ud83d pair", "half ? pair"),
        ("Café — naïve", "Café — naïve"),
    ],
)
def test_a_text_is_read_from_whatever_stands_there(value: object, read: str) -> None:
    assert reading.text(value) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (Decimal("12.34"), Decimal("12.34")),
        (7, Decimal(7)),
        ("10.0000000000", Decimal(10)),
        (" 1 ", Decimal(1)),
        ("", None),
        (None, None),
        (True, None),
        ("NaN", None),
        ("Infinity", None),
        ("1e999999", None),
        ([1], None),
    ],
)
def test_a_number_is_read_also_from_text_and_never_invented(value: object, read: Decimal | None) -> None:
    assert reading.number(value) == read


@pytest.mark.parametrize("value", [True, "true", "TRUE", 1, "1", "yes"])
def test_a_flag_is_set_by_booleans_texts_and_numbers(value: object) -> None:
    assert reading.flag(value, default=False)


@pytest.mark.parametrize("value", [False, "false", "False", 0, "0", "no"])
def test_a_flag_is_unset_by_booleans_texts_and_numbers(value: object) -> None:
    assert not reading.flag(value, default=True)


@pytest.mark.parametrize("value", [None, "maybe", "", []])
def test_a_flag_that_says_nothing_is_what_is_usual(value: object) -> None:
    assert reading.flag(value, default=True)
    assert not reading.flag(value)


def test_an_enumeration_does_not_depend_on_case_or_space() -> None:
    assert reading.word(" Not  available ") == "NOT AVAILABLE"


@pytest.mark.parametrize("written", ["2F0B3C5A-0000-4000-8000-0000000000AA", "{2f0b3c5a-0000-4000-8000-0000000000aa}"])
def test_an_id_reads_alike_in_every_case(written: str) -> None:
    assert reading.guid(written) == "2f0b3c5a-0000-4000-8000-0000000000aa"


def test_an_id_that_is_no_guid_stays_as_it_is() -> None:
    assert reading.guid(" Not-A-Guid ") == "Not-A-Guid"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("2017-11-30T00:00:00", date(2017, 11, 30)),
        ("2017-11-30T00:00:00Z", date(2017, 11, 30)),
        ("2017/11/30", date(2017, 11, 30)),
        ("30/11/2017", None),
        ("2017-02-30", None),
        (None, None),
    ],
)
def test_a_day_is_the_day_that_is_written(value: object, read: date | None) -> None:
    assert reading.day(value) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("2017-11-22T10:10:49.75Z", datetime(2017, 11, 22, 10, 10, 49, 750000, tzinfo=UTC)),
        ("2017-11-22T10:10:49", datetime(2017, 11, 22, 10, 10, 49, tzinfo=UTC)),
        ("2017-11-22T10:10:49.1234567Z", datetime(2017, 11, 22, 10, 10, 49, 123456, tzinfo=UTC)),
        ("2017-11-22T10:10:49+08:00", datetime(2017, 11, 22, 2, 10, 49, tzinfo=UTC)),
        ("2017-11-22", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("2017-13-22T10:10:49", None),
        (5, None),
    ],
)
def test_a_moment_is_utc_unless_it_says_otherwise(value: object, read: datetime | None) -> None:
    assert reading.instant(value) == read


def test_the_other_sides_clock_is_read_from_its_header() -> None:
    assert reading.http_date("Mon, 04 May 2026 12:00:00 GMT") == datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
    assert reading.http_date("Mon, 04 May 2026 12:00:00 -0000") == datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
    assert reading.http_date("") is None


@pytest.mark.parametrize(("value", "read"), [("60 Seconds", 60.0), ("5", 5.0), ("soon", None), ("", None)])
def test_a_wait_is_its_leading_digits(value: str, read: float | None) -> None:
    assert reading.leading_seconds(value) == read


def test_a_moment_is_written_in_utc_without_a_zone() -> None:
    east = timezone(timedelta(hours=8))
    assert reading.as_instant(datetime(2026, 5, 4, 20, 0, 0, 123456, tzinfo=east)) == "2026-05-04T12:00:00.123"


def test_a_day_is_written_at_midnight_without_a_zone() -> None:
    assert reading.as_day(date(2026, 5, 4)) == "2026-05-04T00:00:00"


def test_what_should_be_a_block_or_a_list_and_is_not_is_an_empty_one() -> None:
    assert reading.block("text") == {}
    assert reading.rows(None) == ()
