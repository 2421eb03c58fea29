"""The world of every scenario."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.features.driver import Driver
    from tests.features.library import Library
    from tests.features.site import Connected, Site
    from tests.features.stranger import Stranger
    from tests.features.upstock_in_words import UpstockInWords


@pytest.fixture(scope="session")
def connected(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> "Connected":
    """The unchanged account, connected once for all scenarios that begin there."""
    from tests.features.driver import Driver  # noqa: PLC0415 -- it imports everything: only scenarios pay for it
    from tests.features.site import Connected, Site  # noqa: PLC0415 -- as above
    from tests.photograph import Photograph, put  # noqa: PLC0415 -- as above

    folder = tmp_path_factory.mktemp("connected")
    url = f"sqlite:///{folder / 'database.sqlite3'}"
    put(sqlite_template, url)
    driver = Driver(Site(url))
    driver.is_connected = True
    calls = driver.calls(also_to_connect=True)
    return Connected(photograph=Photograph.of(driver.house, folder), calls=calls)


@pytest.fixture
def site(house_url: str, sqlite_template: Path, connected: "Connected") -> Iterator["Site"]:
    """A SQLite file that is the scenario's alone until it ends."""
    from tests.features.site import Site  # noqa: PLC0415 -- as above
    from tests.photograph import put  # noqa: PLC0415 -- as above

    put(sqlite_template, house_url)
    site = Site(house_url, connected=connected)
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


@pytest.fixture
def upstock() -> "UpstockInWords":
    """The scenario's Upstock, which nobody tells anything before it listens."""
    from tests.features.upstock_in_words import UpstockInWords  # noqa: PLC0415 -- as above

    return UpstockInWords()
