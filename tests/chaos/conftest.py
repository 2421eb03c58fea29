"""Databases in which supplier northwind is connected to the small account and everything is read."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.house import House
from tests.plugins.databases import BOTH, PostgresServer
from tests.small_account import SMALL_ACCOUNT


def connected(database_url: str) -> str:
    """Connect the supplier in this database, as of now."""
    house = House(database_url)
    house.clock.at = datetime.now(UTC)
    house.open_account(SMALL_ACCOUNT)
    house.connect()
    house.close()
    return database_url


@pytest.fixture(scope="session")
def connected_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("connected") / "connected.sqlite3"
    shutil.copyfile(sqlite_template, file)
    connected(f"sqlite:///{file}")
    return file


@pytest.fixture
def connected_sqlite_url(connected_sqlite: Path, tmp_path: Path) -> str:
    shutil.copyfile(connected_sqlite, tmp_path / "database.sqlite3")
    return f"sqlite:///{tmp_path / 'database.sqlite3'}"


@pytest.fixture(scope="session")
def connected_postgres(postgres_server: PostgresServer, postgres_template: str) -> Iterator[str]:
    url = connected(postgres_server.create(template=postgres_template))
    yield str(sa.make_url(url).database)
    postgres_server.drop(url)


@pytest.fixture
def connected_postgres_url(postgres_server: PostgresServer, connected_postgres: str) -> Iterator[str]:
    url = postgres_server.create(template=connected_postgres)
    yield url
    postgres_server.drop(url)


@pytest.fixture(params=BOTH)
def connected_database_url(request: pytest.FixtureRequest) -> str:
    """A database of either kind with a connected supplier; whoever asks for it runs twice."""
    return str(request.getfixturevalue(f"connected_{request.param}_url"))
