"""From nothing to a shipped order, over the console, with the real server, task engine and imitation of Cin7."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from playwright.sync_api import Page, expect

from entrypoints.cli.demonstration.orders import approved_orders
from entrypoints.cli.demonstration.stage import Stage, stage
from entrypoints.cli.fakes import DEMO_ACCOUNT, DEMO_KEY
from entrypoints.cli.main import assemble
from tests.browser.watched import Watched

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SOON = 30_000  # ms


@pytest.fixture
def world() -> Iterator[Stage]:
    with stage(assemble, lifted=True) as world:
        yield world


def in_cin7(world: Stage, path: str, body: dict[str, Any]) -> None:
    """Do something in Cin7's own pages."""
    requests.post(f"{world.cin7.url}/_fake{path}", json=body, timeout=30).raise_for_status()


def until_seen(page: Page, text: str) -> None:
    """Look again until the page says so."""
    for _ in range(60):
        if page.get_by_text(text).first.is_visible():
            return
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError(f"the page never said {text!r}")


def test_from_connecting_to_a_shipped_order(watched: Watched, world: Stage) -> None:
    page, token = watched.page, world.parts.use_cases.issue_token("office", world.supplier)
    home = f"{world.upstock.url}/console/suppliers/{world.supplier}"
    watched.sign_in(world.upstock.url, token.text)
    connect(page)
    import_customers_and_two_products(page, home)
    first, second = approved_orders()[:2]
    world.upstock.approve(first)
    world.upstock.approve({**second, "lines": [{"sku": "NW-999", "quantity": "2", "unit_price": "3.50"}]})
    put_right(page, home, world, second["number"])
    see_it_shipped(page, home, world, first["number"])


def connect(page: Page) -> None:
    page.get_by_role("link", name="Start: Connect Cin7 Core").click()
    page.get_by_label("Account ID").fill(DEMO_ACCOUNT)
    page.get_by_label("Application key").fill(DEMO_KEY)
    page.get_by_role("button", name="Connect").click()
    page.get_by_text("Connected to Northwind Traders").wait_for()


def import_customers_and_two_products(page: Page, home: str) -> None:
    page.goto(f"{home}/customers")
    page.get_by_role("button", name="Import customers").click()
    expect(page.locator("#progress .badge")).to_have_text("Done", timeout=SOON)
    assert page.locator("#progress[hx-trigger]").count() == 0
    page.goto(f"{home}/products?state=importable")
    until_seen(page, "NW-020")
    page.get_by_label("Choose NW-011").check()
    page.get_by_label("Choose NW-020").check()
    page.get_by_role("button", name="Import 2 products").click()
    expect(page.locator("#progress .badge")).to_have_text("Done", timeout=SOON)
    page.get_by_role("link", name="See the products").click()
    expect(page.get_by_role("row")).to_have_count(3)


def put_right(page: Page, home: str, world: Stage, number: str) -> None:
    page.goto(f"{home}/to-do")
    until_seen(page, "NW-999")
    page.get_by_role("link", name=number).click()
    expect(page.get_by_text("Create the product in Cin7 with exactly this SKU")).to_be_visible()
    in_cin7(world, "/products", {"SKU": "NW-999", "Name": "Lemonade"})
    page.get_by_role("button", name="Retry now").click()
    until_seen(page, "It is a complete sale in Cin7")


def see_it_shipped(page: Page, home: str, world: Stage, number: str) -> None:
    world.cin7.ship(world.upstock.order(number)["sale"]["id"], {"tracking_number": "1Z999AA10123456784"})
    page.goto(home)
    page.get_by_role("button", name="Read changes from Cin7 now").click()
    page.goto(f"{home}/orders/{number}")
    until_seen(page, "All of it has left")
    expect(page.get_by_text("1Z999AA10123456784").first).to_be_visible()
