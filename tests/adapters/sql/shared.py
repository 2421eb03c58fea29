"""One database of each kind that many tests share, so that they take seconds; each begins with empty tables."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.sql import SqlUnitOfWork, Vault, make_engine, new_key
from adapters.sql.naming import METADATA
from application.ports.storage.unit_of_work import Work
from tests.plugins.databases import BOTH, PostgresServer


@pytest.fixture(scope="session")
def shared_sqlite_url(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("shared") / "shared.sqlite3"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def shared_postgres_url(postgres_server: PostgresServer, postgres_template: str) -> Iterator[str]:
    url = postgres_server.create(template=postgres_template)
    yield url
    postgres_server.drop(url)


@pytest.fixture(scope="session", params=BOTH)
def shared_engine(request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    engine = make_engine(str(request.getfixturevalue(f"shared_{request.param}_url")))
    yield engine
    engine.dispose()


@pytest.fixture
def engine(shared_engine: sa.Engine) -> sa.Engine:
    with shared_engine.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(sa.delete(table))
    return shared_engine


@pytest.fixture
def vault() -> Vault:
    return Vault([new_key()])


@pytest.fixture
def work(engine: sa.Engine, vault: Vault) -> Work:
    return lambda: SqlUnitOfWork(engine, vault)
