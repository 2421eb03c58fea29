"""Chromium, a showroom to look at, and a page that fails a test when anything goes wrong behind it."""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.browser.showroom import Showroom
    from tests.browser.watched import Watched

if find_spec("playwright") is None:  # the extra `browser` is not installed: there is nothing to run these with
    collect_ignore_glob = ["test_*.py"]

QUIETLY = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Answer how the system's own Chromium is started; CHROMIUM names another one."""
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": QUIETLY,
    }


@pytest.fixture(scope="session")
def showroom(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Showroom"]:
    """A supplier with something on every page, for tests that only look."""
    from tests.browser.showroom import furnish, served  # noqa: PLC0415 -- it imports everything
    from tests.house import House  # noqa: PLC0415 -- as above

    database = tmp_path_factory.mktemp("showroom") / "database.sqlite3"
    shutil.copyfile(sqlite_template, database)
    house = House(f"sqlite:///{database}")
    furnish(house)
    with served(house) as room:
        yield room
    house.close()


@pytest.fixture
def watched(page: "Page") -> Iterator["Watched"]:
    """A page behind which nothing may go wrong."""
    from tests.browser.watched import Watched  # noqa: PLC0415 -- it imports playwright

    looking = Watched(page)
    yield looking
    looking.must_be_clean()


@pytest.fixture
def plain_context(browser: Any) -> Iterator["BrowserContext"]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context
    context.close()
