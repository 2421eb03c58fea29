"""Writing rows: the few statements that every repository is made of."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from adapters.sql.naming import table_of


def values_of(row: SQLModel) -> dict[str, object]:
    """Answer a row's values by column."""
    return {name: getattr(row, name) for name in table_of(type(row)).columns.keys()}  # noqa: SIM118 - a collection of columns


def insert_into(session: Session, row: type[SQLModel]) -> "sqlite.Insert | postgresql.Insert":
    """Answer an INSERT that can say what happens on a conflict, in the words of the database at hand."""
    table = table_of(row)
    return sqlite.insert(table) if session.get_bind().dialect.name == "sqlite" else postgresql.insert(table)


def inserted(session: Session, row: SQLModel) -> bool:
    """Insert a row unless one of its keys is taken, and answer whether it was new; the transaction stays usable."""
    given = {name: value for name, value in values_of(row).items() if value is not None}
    return touched(session, insert_into(session, type(row)).values(given).on_conflict_do_nothing()) == 1


def upserted(session: Session, rows: Iterable[SQLModel]) -> None:
    """Insert rows of one kind, or overwrite those that have their primary key."""
    batch = list(rows)
    if batch:
        session.execute(upsert_into(session, type(batch[0])), [values_of(row) for row in batch])


def upsert_into(session: Session, kind: type[SQLModel]) -> "sqlite.Insert | postgresql.Insert":
    """Answer an INSERT that overwrites the row which has the same primary key."""
    table, insert = table_of(kind), insert_into(session, kind)
    keys = [column.name for column in table.primary_key]
    rest = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=rest)


def updated(session: Session, row: SQLModel, *conditions: sa.ColumnElement[bool]) -> bool:
    """Overwrite the row that has this one's primary key if the conditions hold, and answer whether there was one."""
    table, values = table_of(type(row)), values_of(row)
    is_it = [column == values.pop(column.name) for column in table.primary_key]
    return touched(session, sa.update(table).where(*is_it, *conditions).values(values)) == 1


def touched(session: Session, statement: sa.Update | sa.Delete | sa.Insert) -> int:
    """Run a statement and answer how many rows it wrote or removed."""
    return session.connection().execute(statement.execution_options(preserve_rowcount=True)).rowcount


def overdue_of_each(due: sa.Column[datetime], before: datetime, each: int) -> sa.Select[str, str]:
    """Ask for supplier and number of what was due before then, the oldest first, at most `each` of a supplier.

    Source: B18: a long queue of one supplier hides nobody else's.
    """
    own = due.table.c
    place = sa.func.row_number().over(partition_by=own.supplier, order_by=(due, own.number))
    late = sa.select(own.supplier, own.number, due.label("due"), place.label("place")).where(due < before).subquery()
    among_the_first = late.c.place <= each
    oldest_first = (late.c.due, late.c.supplier, late.c.number)
    return sa.select(late.c.supplier, late.c.number).where(among_the_first).order_by(*oldest_first)
