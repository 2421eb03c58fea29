"""The world of every scenario."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.features.driver import Driver
    from tests.features.library import Library
    from tests.features.site import Connected, Site
    from tests.features.stranger import Stranger
    from tests.features.switchboard import Switchboard


@pytest.fixture(scope="session")
def connected(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> "Connected":
    """The unchanged account, connected once for all scenarios that begin there."""
    from tests.features.driver import Driver  # noqa: PLC0415 -- it imports everything: only scenarios pay for it
    from tests.features.site import Connected, Site  # noqa: PLC0415 -- as above

    file = Path(copyfile(sqlite_template, tmp_path_factory.mktemp("connected") / "connected.sqlite3"))
    site = Site(f"sqlite:///{file}")
    driver = Driver(site)
    driver.is_connected = True
    calls = driver.calls(also_to_connect=True)
    site.close()
    return Connected(file=file, calls=calls)


@pytest.fixture(scope="session")
def switchboard(connected: "Connected") -> Iterator["Switchboard"]:
    """Upstock's line, the same for all scenarios."""
    from tests.features.switchboard import Switchboard  # noqa: PLC0415 -- as above
    from tests.house import House  # noqa: PLC0415 -- as above

    house = House(f"sqlite:///{connected.file}")
    yield Switchboard(house)
    house.close()


@pytest.fixture
def site(sqlite_url: str, switchboard: "Switchboard", connected: "Connected") -> Iterator["Site"]:
    """A SQLite file of the scenario's own."""
    from tests.features.site import Site  # noqa: PLC0415 -- as above

    site = Site(sqlite_url, switchboard=switchboard, connected=connected)
    yield site
    site.close()


@pytest.fixture
def stranger() -> Iterator["Stranger"]:
    """Somebody who calls an imitated Cin7 of its own."""
    from tests.features.stranger import somebody  # noqa: PLC0415 -- as above

    with somebody() as caller:
        yield caller


@pytest.fixture
def library(tmp_path: Path) -> "Library":
    """A place where one manual is made."""
    from tests.features.library import Library  # noqa: PLC0415 -- as above

    return Library(tmp_path)


@pytest.fixture
def driver(site: "Site") -> Iterator["Driver"]:
    """The scenario's world."""
    from tests.features.driver import Driver  # noqa: PLC0415 -- as above

    driver = Driver(site)
    yield driver
    driver.end()
