"""The storages that are held to the ports."""

from collections.abc import Iterator

import pytest

from adapters.sql import SqlUnitOfWork, Vault, make_engine, new_key
from application.ports.storage.unit_of_work import Work


@pytest.fixture
def work(database_url: str) -> Iterator[Work]:
    engine, vault = make_engine(database_url), Vault([new_key()])
    yield lambda: SqlUnitOfWork(engine, vault)
    engine.dispose()
