"""Consoles to visit."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.entrypoints.console.visitors import Lobby, Visitor
    from tests.house import House


@pytest.fixture
def lobby(house: "House") -> "Lobby":
    """Supplier northwind is connected and its catalogue is read."""
    from tests.entrypoints.console.visitors import Lobby  # noqa: PLC0415 -- it imports everything

    return Lobby(house)


@pytest.fixture
def office(lobby: "Lobby") -> "Visitor":
    """Somebody of the connected supplier's office, signed in."""
    return lobby.office()


@pytest.fixture
def new_office(empty_house: "House") -> "Visitor":
    """Somebody of the office of a supplier that nobody connected yet, signed in."""
    from tests.entrypoints.console.visitors import Lobby  # noqa: PLC0415 -- as above

    return Lobby(empty_house).office()


@pytest.fixture(scope="package")
def shared_lobby(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Lobby"]:
    """Supplier northwind is connected once, with an order in Cin7 and one that is held, for all who only look."""
    from tests.entrypoints.console.visitors import Lobby, furnish  # noqa: PLC0415 -- as above
    from tests.house import House  # noqa: PLC0415 -- as above

    database = tmp_path_factory.mktemp("shared") / "database.sqlite3"
    shutil.copyfile(sqlite_template, database)
    house = House(f"sqlite:///{database}")
    furnish(house)
    yield Lobby(house)
    house.close()


@pytest.fixture(scope="package")
def reader(shared_lobby: "Lobby") -> "Visitor":
    """Somebody of that supplier's office who only looks."""
    return shared_lobby.office()
