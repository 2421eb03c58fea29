"""The API of a connected supplier."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.entrypoints.http.callers import Api
    from tests.house import House


@pytest.fixture
def api(house: "House") -> "Api":
    """Supplier northwind is connected and its catalogue is read."""
    from tests.entrypoints.http.callers import api_of  # noqa: PLC0415 -- it imports everything

    return api_of(house)


@pytest.fixture
def new_api(empty_house: "House") -> "Api":
    """Nobody is connected yet."""
    from tests.entrypoints.http.callers import api_of  # noqa: PLC0415 -- it imports everything

    return api_of(empty_house)


@pytest.fixture(scope="package")
def shared_api(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Api"]:
    """Supplier northwind is connected once for all who only read, are refused, or store under a number of their own."""
    from tests.entrypoints.http.callers import api_of  # noqa: PLC0415 -- it imports everything
    from tests.house import House  # noqa: PLC0415 -- as above
    from tests.small_account import SMALL_ACCOUNT  # noqa: PLC0415 -- as above

    database = tmp_path_factory.mktemp("shared") / "database.sqlite3"
    shutil.copyfile(sqlite_template, database)
    house = House(f"sqlite:///{database}")
    house.open_account(SMALL_ACCOUNT)
    house.connect()
    yield api_of(house)
    house.close()
