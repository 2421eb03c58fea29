import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType

import pytest
import sqlalchemy as sa

from adapters.sql.columns import DecimalText, Document, FreeText, UtcDateTime, written

TABLE = sa.Table(
    "columns_on_trial",
    sa.MetaData(),
    sa.Column("amount", DecimalText),
    sa.Column("at", UtcDateTime),
    sa.Column("text", FreeText),
    sa.Column("document", Document),
)


@pytest.fixture
def connection(engine: sa.Engine) -> Iterator[sa.Connection]:
    TABLE.create(engine)
    with engine.begin() as connection:
        yield connection
    TABLE.drop(engine)


def kept(connection: sa.Connection, name: str, value: object) -> object:
    connection.execute(sa.insert(TABLE).values({name: value}))
    return connection.execute(sa.select(TABLE.c[name])).scalar_one()


@pytest.mark.parametrize("amount", ["99999999999999999.99", "123456789012345.6789", "1.005", "-0.10", "1E+3", "0"])
def test_an_amount_is_exact(connection: sa.Connection, amount: str) -> None:
    assert kept(connection, "amount", Decimal(amount)) == Decimal(amount)


def test_an_instant_comes_back_in_utc_to_the_microsecond(connection: sa.Connection) -> None:
    in_perth = datetime(2026, 5, 4, 20, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
    back = kept(connection, "at", in_perth)
    assert back == in_perth
    assert isinstance(back, datetime)
    assert back.tzinfo is UTC


def test_instants_compare_and_sort_as_time_does(connection: sa.Connection) -> None:
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    later = noon.astimezone(timezone(timedelta(hours=-11))) + timedelta(microseconds=1)
    connection.execute(sa.insert(TABLE), [{"at": later}, {"at": noon}])
    assert list(connection.scalars(sa.select(TABLE.c.at).order_by(TABLE.c.at))) == [noon, later]
    assert connection.scalars(sa.select(TABLE.c.at).where(TABLE.c.at > noon)).all() == [later]


def test_an_instant_without_a_zone_is_refused(connection: sa.Connection) -> None:
    with pytest.raises(sa.exc.StatementError, match="has no time zone"):
        kept(connection, "at", datetime(2026, 5, 4))  # noqa: DTZ001 — the point of the test


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Étoile 🏭", "Étoile 🏭"),
        ("a\x00b", "a\ufffdb"),
        ("half \ud83d", "half \ufffd"),
        ("\\u0000", "\\u0000"),
        ("", ""),
    ],
)
def test_text_is_kept_but_for_what_no_database_can_hold(connection: sa.Connection, text: str, stored: str) -> None:
    assert kept(connection, "text", text) == stored
    connection.execute(sa.delete(TABLE))
    assert kept(connection, "document", {text: [text, {"deeper": text}]}) == {stored: [stored, {"deeper": stored}]}


@pytest.mark.parametrize(
    "document",
    [{"a": [1, 2.5, True, None, "x"], "b": {}}, [], "text", 7, {"null": None}, "null"],
)
def test_a_document_comes_back_as_it_was(connection: sa.Connection, document: object) -> None:
    assert kept(connection, "document", document) == document


def test_nothing_is_nothing_in_every_column(connection: sa.Connection) -> None:
    connection.execute(sa.insert(TABLE).values(amount=None, at=None, text=None, document=None))
    assert tuple(connection.execute(sa.select(TABLE)).one()) == (None, None, None, None)
    absent = sa.select(sa.func.count()).where(TABLE.c.document.is_(None), TABLE.c.text.is_(None))
    assert connection.scalar(absent) == 1


def test_a_document_is_jsonb_on_postgresql(connection: sa.Connection) -> None:
    kinds = {column["name"]: str(column["type"]) for column in sa.inspect(connection).get_columns(TABLE.name)}
    assert kinds["document"] == ("JSONB" if connection.dialect.name == "postgresql" else "TEXT")


def test_amounts_days_and_mappings_of_another_systems_answer_become_plain_json() -> None:
    answer = MappingProxyType(
        {"Total": Decimal("14.10"), "Long": Decimal("0.1234567890123456789"), "On": date(2026, 5, 4)}
    )
    assert json.loads(written(answer)) == {"Total": 14.1, "Long": "0.1234567890123456789", "On": "2026-05-04"}


def test_numbers_that_json_has_no_word_for_become_text(connection: sa.Connection) -> None:
    odd = {"a": float("nan"), "b": [float("inf"), -float("inf")], "c": "NaN", "d": Decimal("NaN"), "e": 1.5}
    plain = {"a": "nan", "b": ["inf", "-inf"], "c": "NaN", "d": "NaN", "e": 1.5}
    assert kept(connection, "document", odd) == plain


def test_what_no_document_can_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be stored"):
        written({"x": object()})
