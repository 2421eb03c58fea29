"""A whole connector for one test."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.application.catalogue.connected_shops import ConnectedShops
    from tests.house import House
    from tests.photograph import Photograph


@pytest.fixture(scope="session")
def house_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file that one house after the other lives in."""
    return f"sqlite:///{tmp_path_factory.mktemp('house') / 'database.sqlite3'}"


@pytest.fixture
def empty_house(house_url: str, sqlite_template: Path) -> Iterator["House"]:
    """Nobody is connected, and Cin7 has no account."""
    from tests.house import House  # noqa: PLC0415 -- it imports everything: only tests that live in one pay for it
    from tests.photograph import put  # noqa: PLC0415 -- as above

    put(sqlite_template, house_url)
    house = House(house_url)
    yield house
    house.close()


@pytest.fixture
def reachable_house(house_url: str, sqlite_template: Path) -> Iterator["House"]:
    """Cin7 can reach the connector, nobody is connected yet, and an account is open."""
    from tests.house import PUBLIC_URL, House  # noqa: PLC0415 -- as above
    from tests.photograph import put  # noqa: PLC0415 -- as above
    from tests.small_account import SMALL_ACCOUNT  # noqa: PLC0415 -- as above

    put(sqlite_template, house_url)
    house = House(house_url, public_url=PUBLIC_URL)
    house.open_account(SMALL_ACCOUNT)
    yield house
    house.close()


@pytest.fixture(scope="session")
def reachable_connected_house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> "Photograph":
    """As `connected_house`, where Cin7 can reach the connector and was given its webhooks."""
    from tests.house import PUBLIC_URL, House  # noqa: PLC0415 -- as above
    from tests.photograph import Photograph, put  # noqa: PLC0415 -- as above
    from tests.small_account import SMALL_ACCOUNT  # noqa: PLC0415 -- as above

    folder = tmp_path_factory.mktemp("reachable_connected_house")
    url = f"sqlite:///{folder / 'database.sqlite3'}"
    put(sqlite_template, url)
    house = House(url, public_url=PUBLIC_URL)
    house.open_account(SMALL_ACCOUNT)
    house.connect()
    house.forget_calls()
    return Photograph.of(house, folder)


@pytest.fixture
def listening_house(house_url: str, reachable_connected_house: "Photograph") -> Iterator["House"]:
    """The house of a supplier whose webhooks arrive."""
    from tests.house import PUBLIC_URL  # noqa: PLC0415 -- as above

    house = reachable_connected_house.become(house_url, public_url=PUBLIC_URL)
    yield house
    house.close()


@pytest.fixture(scope="session")
def _connected_shops(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, house_url: str
) -> "ConnectedShops":
    from tests.application.catalogue.connected_shops import ConnectedShops  # noqa: PLC0415 -- as above

    return ConnectedShops(sqlite_template, tmp_path_factory.mktemp("shops"), house_url)


@pytest.fixture
def connected_shops(_connected_shops: "ConnectedShops") -> Iterator["ConnectedShops"]:
    """Opens shops whose account is in memory and was read."""
    yield _connected_shops
    _connected_shops.close()


@pytest.fixture(scope="session")
def connected_house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> "Photograph":
    """Supplier northwind is connected to a small account, its catalogue is read, and the call log is empty."""
    from tests.house import House  # noqa: PLC0415 -- as above
    from tests.photograph import Photograph, put  # noqa: PLC0415 -- as above
    from tests.small_account import SMALL_ACCOUNT  # noqa: PLC0415 -- as above

    folder = tmp_path_factory.mktemp("connected_house")
    url = f"sqlite:///{folder / 'database.sqlite3'}"
    put(sqlite_template, url)
    house = House(url)
    house.open_account(SMALL_ACCOUNT)
    house.connect()
    house.forget_calls()
    return Photograph.of(house, folder)


@pytest.fixture
def house(house_url: str, connected_house: "Photograph") -> Iterator["House"]:
    """The house of a connected supplier; what led there was done once for all tests."""
    house = connected_house.become(house_url)
    yield house
    house.close()
