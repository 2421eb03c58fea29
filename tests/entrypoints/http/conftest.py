"""The API of a connected supplier."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.entrypoints.http.callers import Api
    from tests.house import House
    from tests.photograph import Photograph


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
def shared_api(connected_house: "Photograph", tmp_path_factory: pytest.TempPathFactory) -> Iterator["Api"]:
    """One connected supplier for all who only read, are refused, or store under a number of their own."""
    from tests.entrypoints.http.callers import api_of  # noqa: PLC0415 -- it imports everything

    house = connected_house.become(f"sqlite:///{tmp_path_factory.mktemp('shared') / 'database.sqlite3'}")
    yield api_of(house)
    house.close()
