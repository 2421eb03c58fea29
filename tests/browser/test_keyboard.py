"""Everything can be reached and done with the keyboard alone, and one always sees where one is."""

import pytest
from playwright.sync_api import Page

from tests.browser.showroom import Showroom, served
from tests.browser.watched import Watched
from tests.builders import an_approved_order, an_order_line
from tests.house import House

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const here = document.activeElement, style = getComputedStyle(here);
  const names = [here.textContent, here.ariaLabel, here.labels?.[0]?.textContent, here.name];
  const name = names.map((each) => (each || "").trim()).find(Boolean) || "";
  return [name, style.outlineStyle !== "none" || style.boxShadow !== "none"];
}"""
FARTHEST = 80  # presses
FORMS = (
    "",
    "/to-do",
    "/orders",
    "/orders/10991",
    "/products",
    "/customers",
    "/options",
    "/connection",
    "/prices",
    "/preview",
)


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until something of this name has the focus, which is visible all the way."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        name, is_seen = page.evaluate(FOCUSED)
        assert is_seen, f"one does not see that {name!r} has the focus"
        if wanted in name:
            return
    raise AssertionError(f"{wanted!r} cannot be reached with the keyboard")


def test_a_held_order_is_put_right_without_a_mouse(watched: Watched, house: House) -> None:
    house.approve(an_approved_order(number="UP-1", lines=[an_order_line(sku="NW-999")]))
    house.cin7("POST", "/_fake/products", {"SKU": "NW-999", "Name": "Lemonade"})
    page = watched.page
    with served(house) as room:
        page.goto(f"{room.url}/")
        page.keyboard.type(room.supplier)  # the field has the focus already
        page.keyboard.press("Enter")
        page.wait_for_url("**/suppliers/**")
        tab_to(page, "Skip to the page")
        page.keyboard.press("Enter")
        tab_to(page, "See what to do")
        page.keyboard.press("Enter")
        page.wait_for_url("**/to-do")
        tab_to(page, "Choose order UP-1")
        page.keyboard.press("Space")
        assert page.get_by_role("button", name="Retry 1 order").is_enabled()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        page.get_by_text("1 order goes again now").wait_for()
        house.settle()
        page.goto(room.page("/orders/UP-1"))
        page.get_by_text("It is a complete sale in Cin7").wait_for()


def test_the_menu_of_a_phone_opens_and_closes_with_the_keyboard(watched: Watched, showroom: Showroom) -> None:
    page = watched.page
    page.set_viewport_size({"width": 390, "height": 844})
    watched.sign_in(showroom.url, showroom.supplier)
    tab_to(page, "Menu")
    page.keyboard.press("Enter")
    products = page.get_by_role("link", name="Products")
    assert products.is_visible()
    page.keyboard.press("Escape")
    assert not products.is_visible()


def test_every_page_has_one_heading_landmarks_and_names_for_its_fields(watched: Watched, showroom: Showroom) -> None:
    watched.sign_in(showroom.url, showroom.supplier)
    page = watched.page
    for path in FORMS:
        page.goto(showroom.page(path))
        assert page.locator("h1").count() == 1, path
        assert page.get_by_role("main").count() == 1, path
        nameless = page.evaluate(
            """() => [...document.querySelectorAll("input:not([type=hidden], [hidden]), select, textarea")]
            .filter((field) => !field.labels?.length && !field.ariaLabel).map((field) => field.outerHTML)"""
        )
        assert nameless == [], path
        assert page.title().count("·") >= 2, path
