from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from adapters.fake_cin7.countries import code_of, country_in
from adapters.fake_cin7.routes.rendering import RowPrinter, instant, to_json
from adapters.fake_cin7.values import boolean_of, day_of, decimal_of, guid_of, instant_of, whole_of
from adapters.fake_cin7.wire import Row

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-05-04", date(2026, 5, 4)),
        ("2026/5/4", date(2026, 5, 4)),
        ("2026-05-04T00:00:00", date(2026, 5, 4)),
        ("2026-05-04T23:30:00+10:00", date(2026, 5, 4)),
        ("2026-05-04T23:59:59.1234567Z", date(2026, 5, 4)),
        (date(2026, 5, 4), date(2026, 5, 4)),
        ("04/05/2026", None),
        ("2026-13-01", None),
        ("", None),
        (7, None),
    ],
)
def test_days_are_read_in_three_forms(written: object, day: date | None) -> None:
    assert day_of(written) == day


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-05-04T12:00:00", NOON),
        ("2026-05-04T12:00:00.000", NOON),
        ("2026-05-04T22:00:00+10:00", NOON),
        ("2026-05-04 12:00", NOON),
        ("2026-05-04T12:00:00.0000000Z", NOON),
        (datetime(2026, 5, 4, 12), NOON),  # noqa: DTZ001 - without a zone on purpose
        ("yesterday", None),
        (None, None),
    ],
)
def test_instants_are_utc_unless_they_say_otherwise(written: object, read: datetime | None) -> None:
    assert instant_of(written) == read


def test_numbers_booleans_and_ids_are_read_from_words() -> None:
    assert [decimal_of(value) for value in ("1.50", 1, 1.1, Decimal(2), "x", True, None, "NaN")] == [
        Decimal("1.50"), Decimal(1), Decimal("1.1"), Decimal(2), None, None, None, None,
    ]  # fmt: skip
    assert [boolean_of(value) for value in ("True", "0", 1, False, "yes", "maybe", None)] == [
        True, False, True, False, True, None, None,
    ]  # fmt: skip
    assert [whole_of(value) for value in ("5", "5.0", "5.5", "x")] == [5, 5, None, None]
    assert guid_of("{7D6E0000-0000-4000-8000-000000000001}") == "7d6e0000-0000-4000-8000-000000000001"
    assert (guid_of("7"), guid_of(None)) == (None, None)


def test_values_are_printed_as_the_examples_have_them() -> None:
    row = {"a": Decimal("8.0000"), "b": Decimal("0.1000"), "c": NOON.replace(microsecond=750000), "d": date(2026, 5, 4)}
    assert to_json(row) == '{"a":8,"b":0.1,"c":"2026-05-04T12:00:00.75Z","d":"2026-05-04T00:00:00"}'
    assert instant(NOON) == "2026-05-04T12:00:00Z"
    with pytest.raises(TypeError, match="object has no printed form"):
        to_json(object())


def test_prepared_rows_print_as_the_encoder_would() -> None:
    template: Row = {"a": None, "b": "", "c": [], "d": 0, "e": True, "f": None}
    row = {"a": 'q"\\ü\n', "b": Decimal("1.25"), "c": [{"x": Decimal(2)}], "f": NOON}
    printed = RowPrinter(template).print(row, without=("e",))
    assert printed == to_json({name: value for name, value in {**template, **row}.items() if name != "e"})


def test_countries_have_codes() -> None:
    assert (country_in("New Zealand", "code"), country_in("USA", "code2"), country_in("Atlantis", "code")) == (
        "NZL", "US", "Atlantis",
    )  # fmt: skip
    assert (code_of("Angola"), code_of(None)) == ("AGO", None)
