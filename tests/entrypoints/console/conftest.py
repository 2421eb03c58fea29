"""Consoles to visit."""

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
def new_lobby(empty_house: "House") -> "Lobby":
    """Nobody is connected yet."""
    from tests.entrypoints.console.visitors import Lobby  # noqa: PLC0415 -- as above

    return Lobby(empty_house)


@pytest.fixture
def office(lobby: "Lobby") -> "Visitor":
    """Somebody of the connected supplier's office, signed in."""
    return lobby.office()


@pytest.fixture
def new_office(new_lobby: "Lobby") -> "Visitor":
    """Somebody of the office of a supplier that nobody connected yet, signed in."""
    return new_lobby.office()
