"""Many rows of the mirror at once."""

from collections.abc import Iterable, Iterator
from itertools import islice
from operator import itemgetter

import sqlalchemy as sa
from sqlalchemy.sql.compiler import SQLCompiler

from adapters.sql.codecs.mirror import Values
from adapters.sql.columns import UtcDateTime, storable
from adapters.sql.naming import table_of
from adapters.sql.statements import upsert_into
from adapters.sql.tables import ContactRow, ProductRow

BATCH = 500

MirrorRow = type[ContactRow] | type[ProductRow]


def put_all(transaction: sa.Connection, kind: MirrorRow, rows: Iterable[Values], key: str) -> int:
    """Insert or update one supplier's rows, one for each `key`, and answer how many are new or different.

    A row whose digest is stored already keeps its document untouched; only `read_at` moves. One that was gone is
    back, and so it is different.
    """
    return sum(_put(transaction, kind, batch, key) for batch in _batches(iter(rows)))


def _put(transaction: sa.Connection, kind: MirrorRow, batch: list[Values], key: str) -> int:
    newest = {storable(str(values[key])): values for values in batch}
    table = table_of(kind)
    of_supplier = table.c.supplier == batch[0]["supplier"]
    is_one = sa.and_(of_supplier, table.c[key].in_(list(newest)), table.c.gone_at.is_(None))
    asked = sa.select(table.c[key], table.c.digest).where(is_one)
    stored = {str(name): str(digest) for name, digest in transaction.execute(asked)}
    # in one order everywhere, so that two transactions never wait for each other in a circle
    different = [newest[name] for name in sorted(newest) if stored.get(name) != newest[name]["digest"]]
    if different:
        _upsert(transaction, kind, different)
    same = sorted(name for name, digest in stored.items() if digest == newest[name]["digest"])
    if same:
        is_same = sa.and_(of_supplier, table.c[key].in_(same))
        transaction.execute(sa.update(table).where(is_same).values(read_at=batch[0]["read_at"]))
    return len(different)


def _upsert(transaction: sa.Connection, kind: MirrorRow, rows: list[Values]) -> None:
    """Hand rows to the driver as it takes them: SQLAlchemy would convert each value of each row by itself.

    Instants are the same for all rows of a batch; the rest is text that only has to be storable, and flags.
    """
    connection = transaction
    compiled = _compiled(transaction, kind)
    instants = _instants(connection.dialect, table_of(kind), rows[0])
    ready = [{**_kept(row), **instants} for row in rows]
    if compiled.positiontup is None:
        connection.exec_driver_sql(str(compiled), ready)
    else:
        read = itemgetter(*compiled.positiontup)
        connection.exec_driver_sql(str(compiled), [read(row) for row in ready])


_statements: dict[tuple[str, MirrorRow], SQLCompiler] = {}


def _compiled(transaction: sa.Connection, kind: MirrorRow) -> SQLCompiler:
    """Compile the statement once for each database and table."""
    dialect = transaction.dialect
    known = _statements.get((dialect.name, kind))
    if known is None:
        known = _statements[dialect.name, kind] = upsert_into(transaction, kind).compile(dialect=dialect)
    return known


def _instants(dialect: sa.Dialect, table: sa.Table, row: Values) -> Values:
    """Answer the instants of a row as the database's driver takes them."""
    made: Values = {}
    for column in table.columns:
        if isinstance(column.type, UtcDateTime):
            process = column.type.dialect_impl(dialect).bind_processor(dialect)
            made[column.name] = process(row[column.name]) if process else row[column.name]
    return made


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
