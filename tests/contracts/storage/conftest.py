"""The storages that are held to the ports: one database of each kind, emptied before every test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.sql import SqlUnitOfWork, Vault, make_engine, new_key
from adapters.sql.naming import METADATA
from application.ports.storage.unit_of_work import Work
from tests.plugins.databases import BOTH, PostgresServer


@pytest.fixture(scope="package")
def shared_sqlite_url(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("storage") / "shared.sqlite3"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="package")
def shared_postgres_url(postgres_server: PostgresServer, postgres_template: str) -> Iterator[str]:
    url = postgres_server.create(template=postgres_template)
    yield url
    postgres_server.drop(url)


@pytest.fixture(scope="package", params=BOTH)
def engine(request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    engine = make_engine(str(request.getfixturevalue(f"shared_{request.param}_url")))
    yield engine
    engine.dispose()


@pytest.fixture
def work(engine: sa.Engine) -> Work:
    with engine.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(sa.delete(table))
    vault = Vault([new_key()])
    return lambda: SqlUnitOfWork(engine, vault)
