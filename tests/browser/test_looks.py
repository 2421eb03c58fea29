"""Every page, light and dark, wide and on a phone: readable, within its width, and kept as a picture."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.showroom import SUPPLIER, Showroom
from tests.browser.watched import Watched

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]  # thirty pages take minutes on a busy machine

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / ".build" / "screenshots"
CONTRAST = (HERE / "contrast.js").read_text(encoding="utf-8")
DEVICES: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1280, "height": 850}},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True},
}
PAGES = {
    "overview": "",
    "to-do": "/to-do",
    "orders": "/orders",
    "no-order": "/orders?q=none",
    "order-shipped": "/orders/10248",
    "order-held": "/orders/10991",
    "preview": "/orders/10248/preview",
    "try-an-order": "/preview",
    "try-a-stored-order": "/preview?order=10248",
    "drift": "/drift",
    "gap": "/gap",
    "products": "/products",
    "products-never-offered": "/products?state=excluded",
    "customers": "/customers",
    "customers-choose": "/customers?for=Nobody+%26+Sons&q=bo",
    "price-lists": "/price-lists",
    "price-list": "/price-lists/tier-1",
    "explain": "/prices?contact=Vins+et+alcools+Chevalier&sku=NW-011",
    "alarms": "/alarms",
    "connection": "/connection",
    "disconnect": "/connection/end",
    "options": "/options",
    "jobs": "/jobs",
    "manual": "/manual",
    "manual-chapter": "/manual/prices",
    "manual-fields": "/manual/fields",
    "manual-rules": "/manual/rules",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", DEVICES)
def test_every_page_can_be_read(browser: Browser, showroom: Showroom, device: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", **DEVICES[device])
    watched = Watched(context.new_page())
    page, folder = watched.page, PICTURES / f"{device}-{scheme}"
    page.goto(f"{showroom.url}/console/sign-in")
    poor = {"sign-in": page.evaluate(CONTRAST)}
    page.screenshot(path=folder / "sign-in.png")
    watched.sign_in(showroom.url, showroom.supplier)
    too_wide = []
    for name, path in PAGES.items():
        page.goto(showroom.page(path))
        poor[name] = page.evaluate(CONTRAST)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(name)
        page.screenshot(path=folder / f"{name}.png", full_page=True)
    context.close()
    assert {name: found for name, found in poor.items() if found} == {}
    assert too_wide == []
    watched.must_be_clean()


def test_support_chooses_among_suppliers(watched: Watched, showroom: Showroom) -> None:
    page = watched.page
    page.goto(f"{showroom.url}/")
    page.get_by_label("Token").fill(showroom.upstock)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Northwind Traders").click()
    page.wait_for_url(f"**/console/suppliers/{SUPPLIER}")
    page.get_by_role("link", name="Change", exact=True).click()
    page.screenshot(path=PICTURES / "suppliers.png")


def test_typing_into_a_search_narrows_the_list_by_itself(watched: Watched, showroom: Showroom) -> None:
    watched.sign_in(showroom.url, showroom.supplier)
    page = watched.page
    page.goto(showroom.page("/orders"))
    page.get_by_role("searchbox").press_sequentially("nobody")
    page.get_by_role("link", name="10248").wait_for(state="detached")
    assert page.get_by_role("link", name="10991").is_visible()
    assert page.url.endswith("?q=nobody")
