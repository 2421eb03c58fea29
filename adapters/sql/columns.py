"""Column types that mean the same on SQLite and on PostgreSQL."""

import json
import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

_NUL, _UNREADABLE = "\x00", "\ufffd"
_ODDITIES = ("\\u0000", "NaN", "Infinity")


class DecimalText(sa.TypeDecorator[Decimal]):
    """An amount as text, digit for digit: NUMERIC is a float on SQLite. Units: sort and sum it in Python."""

    impl = sa.String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write without exponent."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Decimal | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read back every digit."""
        return None if value is None else Decimal(value)


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An instant, aware and in UTC on both sides; SQLite itself keeps none and PostgreSQL answers its session's zone.

    Raises: ValueError for a naive instant, which could mean any zone.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Write in UTC; without its zone on SQLite, so that text sorts as time does."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone: store aware instants only.")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read as UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class FreeText(sa.TypeDecorator[str]):
    """Text from outside, of any length; what no database can keep (NUL, half a character) becomes U+FFFD."""

    impl = sa.Text()
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write what can be kept."""
        return None if value is None else storable(value)


class Document(sa.TypeDecorator[object]):
    """A JSON document: text on SQLite, jsonb on PostgreSQL.

    Shape: Decimals become numbers where a float is exact and text elsewhere, days and instants ISO text.
    Raises: TypeError for what JSON cannot say.
    """

    impl = sa.Text()
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[object]:
        """Choose the database's own type."""
        kind: sa.types.TypeEngine[object] = postgresql.JSONB()
        return dialect.type_descriptor(kind) if dialect.name == "postgresql" else self.impl_instance

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[object], str | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """Write the same text for both; PostgreSQL's own processor would write it a second time as a JSON string."""
        return lambda value: value if value is None or type(value) is Written else written(value)

    def process_result_value(self, value: object, dialect: sa.Dialect) -> object:
        """Read text; PostgreSQL's driver has read jsonb by itself."""
        return json.loads(value) if dialect.name == "sqlite" and isinstance(value, str) else value


class Written(str):
    """A document as the text that is stored, for where that text is needed before it is stored."""

    __slots__ = ()


def written(document: object) -> Written:
    """Write a document as compact JSON that both databases keep.

    Evidence holds whatever another system answered, so what JSON or a database has no word for becomes text.
    """
    text = _dumped(document)
    if any(odd in text for odd in _ODDITIES):
        text = _dumped(_cleaned(json.loads(text)))
    return Written(storable(text))


def _dumped(document: object) -> str:
    return _JSON.encode(document)


def _cleaned(value: object) -> object:
    if isinstance(value, dict):
        return {storable(key): _cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return storable(value) if isinstance(value, str) else value


def storable(text: str) -> str:
    """Replace what no database can keep (NUL, half a character) by U+FFFD."""
    if text.isascii() and _NUL not in text:
        return text
    return text.replace(_NUL, _UNREADABLE).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        number = float(value)
        return number if value.is_finite() and Decimal(repr(number)) == value else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"A {type(value).__name__} cannot be stored in a JSON document: {value!r}.")


_JSON = json.JSONEncoder(default=_plain, separators=(",", ":"), ensure_ascii=False)
"""Made once: making it costs as much as using it."""
