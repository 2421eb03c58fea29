"""Many rows of the mirror at once.

Statements are written out here and take whole lists of values. SQLAlchemy would write each key into the question, and
psycopg would send each row as a statement: that was two thirds of what storing a page cost on PostgreSQL, and a fifth
on SQLite.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Final

import sqlalchemy as sa

from adapters.sql.codecs.mirror import Values
from adapters.sql.columns import Document, storable
from adapters.sql.naming import table_of
from adapters.sql.tables import ContactRow, ProductRow

BATCH: Final = 500

MirrorRow = type[ContactRow] | type[ProductRow]

_SHARED: Final = ("supplier", "read_at", "changed_at", "gone_at")
"""The columns that say the same in all rows of a batch."""


def put_all(transaction: sa.Connection, kind: MirrorRow, rows: Iterable[Values], key: str) -> int:
    """Insert or update one supplier's rows, one for each `key`, and answer how many are new or different.

    A row whose digest is stored already keeps its document untouched; only `read_at` moves. One that was gone is
    back, and so it is different.
    """
    store = _Store(transaction, table_of(kind), key)
    return sum(store.put(batch) for batch in _batches(iter(rows)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What is asked and told of one table, in the words of one database.

    Shape: `digests` and `seen` take the shared columns and `keys`. `upsert` takes one row's values after the other's
    on SQLite, and on PostgreSQL the shared columns and a list of values for each of the others.
    """

    digests: str
    seen: str
    upsert: str


class _Store:
    """One table of the mirror within one transaction."""

    def __init__(self, transaction: sa.Connection, table: sa.Table, key: str) -> None:
        self._transaction, self._table, self._key = transaction, table, key
        self._on_postgres = transaction.dialect.name == "postgresql"
        self._said = _said(table, key, on_postgres=self._on_postgres)

    def put(self, batch: list[Values]) -> int:
        """Store a batch, and answer how many of its rows are new or different."""
        newest = {storable(str(values[self._key])): values for values in batch}
        shared = self._shared(batch[0])
        asked = self._transaction.exec_driver_sql(self._said.digests, {**shared, "keys": self._listed(newest)})
        stored = {str(name): str(digest) for name, digest in asked}
        # in one order everywhere, so that two transactions never wait for each other in a circle
        different = [newest[name] for name in sorted(newest) if stored.get(name) != newest[name]["digest"]]
        if different:
            self._upsert(shared, list(map(_kept, different)))
        same = sorted(name for name, digest in stored.items() if digest == newest[name]["digest"])
        if same:
            self._transaction.exec_driver_sql(self._said.seen, {**shared, "keys": self._listed(same)})
        return len(different)

    def _upsert(self, shared: Values, rows: list[Values]) -> None:
        names = self._table.columns.keys()
        if self._on_postgres:
            lists = {name: [row[name] for row in rows] for name in names if name not in _SHARED}
            self._transaction.exec_driver_sql(self._said.upsert, {**shared, **lists})
        else:
            read = itemgetter(*names)
            self._transaction.exec_driver_sql(self._said.upsert, [read({**row, **shared}) for row in rows])

    def _listed(self, keys: Iterable[str]) -> object:
        return [*keys] if self._on_postgres else json.dumps([*keys], ensure_ascii=False)

    def _shared(self, row: Values) -> Values:
        """Answer what all rows have in common, as the database's driver takes it."""
        dialect, made = self._transaction.dialect, Values()
        for name in _SHARED:
            process = self._table.columns[name].type.dialect_impl(dialect).bind_processor(dialect)
            made[name] = process(row[name]) if process else row[name]
        return made


@cache
def _said(table: sa.Table, key: str, *, on_postgres: bool) -> _Said:
    names = table.columns.keys()
    if on_postgres:  # %(…)b, since psycopg takes twenty times as long to write a list of texts as %(…)s
        given, among, rows = "%({})b", "= ANY(%(keys)b)", _rows_of_lists(table)
    else:
        given, among, rows = ":{}", "IN (SELECT value FROM json_each(:keys))", f"VALUES ({', '.join('?' * len(names))})"
    is_one = f"supplier = {given.format('supplier')} AND {key} {among}"
    new = ", ".join(f"{name} = excluded.{name}" for name in names if name not in ("supplier", key))
    into = f"{table.name} ({', '.join(names)})"
    return _Said(
        digests=f"SELECT {key}, digest FROM {table.name} WHERE {is_one} AND gone_at IS NULL",  # noqa: S608 -- names of ours
        seen=f"UPDATE {table.name} SET read_at = {given.format('read_at')} WHERE {is_one}",  # noqa: S608 -- names of ours
        upsert=f"INSERT INTO {into} {rows} ON CONFLICT (supplier, {key}) DO UPDATE SET {new}",
    )


def _rows_of_lists(table: sa.Table) -> str:
    """Say how PostgreSQL makes rows of one list for each column."""
    listed = [column for column in table.columns if column.name not in _SHARED]
    lists = ", ".join(f"%({column.name})b::{_element(column)}[]" for column in listed)
    row = ", ".join(
        _shared_value(column) if column.name in _SHARED else f"own.{column.name}" for column in table.columns
    )
    return f"SELECT {row} FROM unnest({lists}) AS own ({', '.join(column.name for column in listed)})"  # noqa: S608 -- names of ours


def _shared_value(column: sa.Column[object]) -> str:
    return f"%({column.name})b::{'text' if column.name == 'supplier' else 'timestamptz'}"


def _element(column: sa.Column[object]) -> str:
    """Name a list's type; texts have no length here, else PostgreSQL would cut them silently."""
    if isinstance(column.type, Document):
        return "jsonb"
    return "boolean" if isinstance(column.type, sa.Boolean) else "text"


def _kept(row: Values) -> Values:
    """Answer a row that every database takes.

    A document of nothing but ASCII vouches for all texts of its row, which it holds: a seventh of an upsert's time.
    """
    if str(row["document"]).isascii():
        return row
    return {name: storable(value) if type(value) is str else value for name, value in row.items()}


def _batches(rows: Iterator[Values]) -> Iterator[list[Values]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
