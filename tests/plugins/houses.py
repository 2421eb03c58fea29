"""A whole connector for one test."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.house import House


@pytest.fixture
def empty_house(sqlite_url: str) -> Iterator["House"]:
    """Nobody is connected, and Cin7 has no account."""
    from tests.house import House  # noqa: PLC0415 -- it imports everything: only tests that live in one pay for it

    house = House(sqlite_url)
    yield house
    house.close()


@pytest.fixture
def reachable_house(sqlite_url: str) -> Iterator["House"]:
    """Cin7 can reach the connector, nobody is connected yet, and an account is open."""
    from tests.house import PUBLIC_URL, House  # noqa: PLC0415 -- as above
    from tests.small_account import SMALL_ACCOUNT  # noqa: PLC0415 -- as above

    house = House(sqlite_url, public_url=PUBLIC_URL)
    house.open_account(SMALL_ACCOUNT)
    yield house
    house.close()


@pytest.fixture
def house(empty_house: "House") -> "House":
    """Supplier northwind is connected to a small account, its catalogue is read, and the call log is empty."""
    from tests.small_account import SMALL_ACCOUNT  # noqa: PLC0415 -- as above

    empty_house.open_account(SMALL_ACCOUNT)
    empty_house.connect()
    empty_house.forget_calls()
    return empty_house
