"""Many rows of the mirror at once."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from adapters.sql.naming import table_of
from adapters.sql.statements import upserted
from adapters.sql.tables import ContactRow, ProductRow

BATCH = 1000

MirrorRow = TypeVar("MirrorRow", ContactRow, ProductRow)


def put_all(session: Session, rows: Iterable[MirrorRow], key: str) -> int:
    """Insert or update one supplier's rows, one for each `key`, and answer how many are new or different.

    A row whose digest is stored already keeps its document untouched; only `read_at` moves. One that was gone is
    back, and so it is different.
    """
    return sum(_put(session, batch, key) for batch in _batches(iter(rows)))


def _put(session: Session, batch: list[MirrorRow], key: str) -> int:
    newest = {str(getattr(row, key)): row for row in batch}
    stored = _digests(session, batch[0], list(newest), key)
    different = {name: row for name, row in newest.items() if stored.get(name) != row.digest}
    # in one order everywhere, so that two transactions never wait for each other in a circle
    upserted(session, [different[name] for name in sorted(different)])
    same = sorted(newest.keys() - different.keys())
    if same:
        table = table_of(type(batch[0]))
        is_one = sa.and_(table.c.supplier == batch[0].supplier, table.c[key].in_(same))
        session.execute(sa.update(table).where(is_one).values(read_at=batch[0].read_at))
    return len(different)


def _digests(session: Session, sample: MirrorRow, names: list[str], key: str) -> dict[str, str]:
    table = table_of(type(sample))
    is_one = sa.and_(table.c.supplier == sample.supplier, table.c[key].in_(names), table.c.gone_at.is_(None))
    asked = sa.select(table.c[key], table.c.digest).where(is_one)
    return {str(name): str(digest) for name, digest in session.execute(asked)}


def _batches(rows: Iterator[MirrorRow]) -> Iterator[list[MirrorRow]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
