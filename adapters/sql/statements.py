"""The few statements that every repository is made of, each built once: building one costs more than running it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from adapters.sql.naming import table_of

_COUNTED: Mapping[str, bool] = {"preserve_rowcount": True}

Kind = TypeVar("Kind", bound=SQLModel)
Given = Mapping[str, object] | None
Insert = sqlite.Insert | postgresql.Insert


def values_of(row: SQLModel) -> dict[str, object]:
    """Answer a row's values by column."""
    return {name: getattr(row, name) for name in _columns(type(row))}


def everything_of(kind: type[Kind]) -> sa.Select[Kind]:
    """Ask for whole rows of a table; `rows_of` and `first_of` answer them."""
    return cast("sa.Select[Kind]", sa.select(table_of(kind)))


def rows_of(transaction: sa.Connection, asked: sa.Select[Kind], given: Given = None) -> Iterator[Kind]:
    """Answer whole rows, one after the other.

    Shape: each has the attributes of its row class without being an instance: a session that keeps track of
    instances took a third of the time of every order.
    """
    return cast("Iterator[Kind]", iter(transaction.execute(asked, given)))


def first_of(transaction: sa.Connection, asked: sa.Select[Kind], given: Given = None) -> Kind | None:
    """Answer the first row, in the shape of `rows_of`."""
    return cast("Kind | None", transaction.execute(asked, given).first())


def row_of(transaction: sa.Connection, kind: type[Kind], *key: str) -> Kind | None:
    """Answer the row with this primary key as it is stored now, in the shape of `rows_of`."""
    columns, asked = _one(kind)
    return first_of(transaction, asked, dict(zip(columns, key, strict=True)))


def insert_into(transaction: sa.Connection, row: type[SQLModel]) -> Insert:
    """Answer an INSERT that can say what happens on a conflict, in the words of the database at hand."""
    return _insert(row, _dialect(transaction))


def inserted(transaction: sa.Connection, row: SQLModel) -> bool:
    """Insert a row unless one of its keys is taken, and answer whether it was new; the transaction stays usable."""
    given = {name: value for name, value in values_of(row).items() if value is not None}
    return touched(transaction, _insert_new(type(row), _dialect(transaction)), given) == 1


def upserted(transaction: sa.Connection, rows: Iterable[SQLModel]) -> None:
    """Insert rows of one kind, or overwrite those that have their primary key."""
    batch = list(rows)
    if batch:
        transaction.execute(upsert_into(transaction, type(batch[0])), [values_of(row) for row in batch])


def upsert_into(transaction: sa.Connection, kind: type[SQLModel]) -> Insert:
    """Answer an INSERT that overwrites the row which has the same primary key."""
    return _upsert(kind, _dialect(transaction))


def updated(transaction: sa.Connection, row: SQLModel, *conditions: sa.ColumnElement[bool]) -> bool:
    """Overwrite the row that has this one's primary key if the conditions hold, and answer whether there was one."""
    update, values = _update(type(row)), values_of(row)
    key = {_own(column.name): values.pop(column.name) for column in table_of(type(row)).primary_key}
    return touched(transaction, update.where(*conditions), {**values, **key}) == 1


def touched(
    transaction: sa.Connection, statement: sa.Update | sa.Delete | sa.Insert, values: dict[str, object] | None = None
) -> int:
    """Run a statement and answer how many rows it wrote or removed."""
    return transaction.execute(statement, values, execution_options=_COUNTED).rowcount


def overdue_of_each(
    transaction: sa.Connection, due: sa.Column[datetime], before: datetime, limit: int, *, each: int
) -> Iterable[tuple[str, str]]:
    """Answer supplier and number of what was due before then, the oldest first, at most `each` of a supplier.

    Source: B18: a long queue of one supplier hides nobody else's.
    """
    found = transaction.execute(_overdue(due), {"before": before, "each": each, "limit": limit})
    return ((str(supplier), str(number)) for supplier, number in found)


def _dialect(transaction: sa.Connection) -> str:
    return transaction.dialect.name


@cache
def _columns(kind: type[SQLModel]) -> tuple[str, ...]:
    return tuple(table_of(kind).columns.keys())


@cache
def _one(kind: type[Kind]) -> tuple[tuple[str, ...], sa.Select[Kind]]:
    key = table_of(kind).primary_key
    is_it = [column == sa.bindparam(column.name) for column in key]
    return tuple(column.name for column in key), everything_of(kind).where(*is_it)


@cache
def _insert(kind: type[SQLModel], dialect: str) -> Insert:
    return sqlite.insert(table_of(kind)) if dialect == "sqlite" else postgresql.insert(table_of(kind))


@cache
def _insert_new(kind: type[SQLModel], dialect: str) -> Insert:
    return _insert(kind, dialect).on_conflict_do_nothing()


@cache
def _upsert(kind: type[SQLModel], dialect: str) -> Insert:
    table, insert = table_of(kind), _insert(kind, dialect)
    keys = [column.name for column in table.primary_key]
    rest = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=rest)


@cache
def _update(kind: type[SQLModel]) -> sa.Update:
    table = table_of(kind)
    return sa.update(table).where(*(column == sa.bindparam(_own(column.name)) for column in table.primary_key))


def _own(name: str) -> str:
    return f"own_{name}"  # a parameter named like a column would be what the column is set to


@cache
def _overdue(due: sa.Column[datetime]) -> sa.Select[str, str]:
    own = due.table.c
    place = sa.func.row_number().over(partition_by=own.supplier, order_by=(due, own.number))
    is_late = due < sa.bindparam("before")
    late = sa.select(own.supplier, own.number, due.label("due"), place.label("place")).where(is_late).subquery()
    among_the_first = late.c.place <= sa.bindparam("each")
    oldest_first = (late.c.due, late.c.supplier, late.c.number)
    asked = sa.select(late.c.supplier, late.c.number).where(among_the_first).order_by(*oldest_first)
    return asked.limit(sa.bindparam("limit"))
