"""Databases that these tests share."""

from tests.adapters.sql.shared import (  # noqa: F401 - fixtures are found by their names here
    engine,
    shared_engine,
    shared_postgres_url,
    shared_sqlite_url,
    vault,
    work,
)
