import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from flask import Flask, g

from domain.identifiers import SupplierId
from entrypoints.console.desk import Frame
from entrypoints.console.format import (
    day,
    due,
    instant,
    money,
    number,
    percent,
    plural,
    since,
    span,
    token_name,
    unit_price,
    who,
)
from tests.builders import a_company, a_connection

NOW = datetime(2026, 5, 4, 23, 0, tzinfo=UTC)  # seven in the morning of the fifth in Perth


@pytest.fixture(autouse=True)
def page() -> Iterator[None]:
    link = a_connection(company=a_company(time_zone="Australia/Perth"))
    with Flask(__name__).app_context():
        g.frame = Frame(supplier=SupplierId("northwind"), connection=link, held=0, alarms=0, now=NOW)
        yield


def text(shown: object) -> str:
    return re.sub("<[^>]+>", "", str(shown))


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1234.5", "AUD", "AUD 1,234.50"),
        ("0", "AUD", "AUD 0.00"),
        ("-3.456", "AUD", "AUD −3.46"),
        ("1234567.5", "JPY", "JPY 1,234,568"),
        ("1.5", "KWD", "KWD 1.500"),
    ],
)
def test_an_amount_has_its_currency_its_decimals_and_its_thousands_apart(
    amount: str, currency: str, shown: str
) -> None:
    assert text(money(Decimal(amount), currency)) == shown.replace(" ", "\N{NO-BREAK SPACE}")


def test_no_amount_is_a_dash_that_says_none() -> None:
    assert 'aria-label="none"' in money(None, "AUD")


@pytest.mark.parametrize(("amount", "shown"), [("14", "14.00"), ("0.1234", "0.1234"), ("1400.5", "1,400.50")])
def test_a_unit_price_shows_every_digit_that_counts(amount: str, shown: str) -> None:
    assert unit_price(Decimal(amount), "AUD") == shown


@pytest.mark.parametrize(
    ("amount", "shown"), [(Decimal("12.0"), "12"), (Decimal("1234.50"), "1,234.5"), (Decimal("-0.5"), "-0.5"), (5, "5")]
)
def test_a_quantity_is_written_as_short_as_it_can_be(amount: Decimal | int, shown: str) -> None:
    assert number(amount) == shown


def test_a_percentage_keeps_to_its_sign() -> None:
    assert percent(Decimal("5.50")) == "5.5\N{NO-BREAK SPACE}%"


def test_a_day_is_the_same_in_every_zone() -> None:
    assert text(day(date(2026, 5, 8))) == "8 May 2026"


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        (timedelta(0), "today, 07:00"),
        (timedelta(hours=8), "yesterday, 23:00"),
        (timedelta(days=-1), "tomorrow, 07:00"),
        (timedelta(days=3), "2 May 2026, 07:00"),
    ],
)
def test_an_instant_is_told_by_the_clock_on_the_suppliers_wall(ago: timedelta, shown: str) -> None:
    told = instant(NOW - ago)
    assert text(told) == shown
    assert (NOW - ago).isoformat() in told


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        (timedelta(seconds=3), "just now"),
        (timedelta(minutes=3), "3 minutes ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(seconds=-20), "within a minute"),
        (timedelta(minutes=-8), "in 8 minutes"),
    ],
)
def test_how_long_ago_is_told_roughly(ago: timedelta, shown: str) -> None:
    assert text(since(NOW - ago)) == shown


def test_what_should_have_been_done_by_now_is_done_any_moment() -> None:
    assert text(due(NOW - timedelta(minutes=1))) == "any moment"
    assert text(due(NOW + timedelta(minutes=5))) == "in 5 minutes"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (1, "1 second"),
        (89, "89 seconds"),
        (90, "2 minutes"),
        (7199, "120 minutes"),
        (7200, "2 hours"),
        (172800, "2 days"),
    ],
)
def test_a_span_is_told_in_the_unit_that_people_would_use(seconds: int, shown: str) -> None:
    assert span(timedelta(seconds=seconds)) == shown


def test_a_count_agrees_with_its_noun() -> None:
    assert [plural(count, "order") for count in (0, 1, 1200)] == ["0 orders", "1 order", "1,200 orders"]
    assert plural(2, "company", "companies") == "2 companies"


def test_a_token_that_nobody_named_goes_by_the_beginning_of_its_id() -> None:
    assert token_name("042c070336e9412993071e0a9380f828") == "token 042c0703"
    assert token_name("Northwind office") == "Northwind office"
    assert who("token:042c070336e9412993071e0a9380f828") == "token 042c0703 over the API"
    assert who("cli:ana") == "ana on the command line"
    assert who("system") == "the connector itself"
