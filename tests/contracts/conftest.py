"""Databases and accounts that the contracts share."""

from tests.adapters.sql.shared import (  # noqa: F401 - fixtures are found by their names here
    engine,
    shared_engine,
    shared_postgres_url,
    shared_sqlite_url,
    vault,
    work,
)
from tests.contracts.inventory_accounts import opened  # noqa: F401 - fixtures are found by their names here
