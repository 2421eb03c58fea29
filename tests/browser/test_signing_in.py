"""What a browser makes of signing in, of forms that are not ours, and of the policy."""

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.showroom import Showroom
from tests.browser.test_looks import PICTURES
from tests.browser.watched import Watched

pytestmark = pytest.mark.browser


def test_a_wrong_token_is_told_and_a_right_one_leads_on(watched: Watched, showroom: Showroom) -> None:
    page = watched.page
    watched.expected = {401}
    page.goto(showroom.page("/alarms"))
    page.get_by_label("Token").fill("uc7_wrong_token")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("does not work here").wait_for()
    page.get_by_label("Token").fill(showroom.supplier)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/alarms")


def test_signing_out_leaves_nothing_behind(watched: Watched, showroom: Showroom) -> None:
    watched.sign_in(showroom.url, showroom.supplier)
    page = watched.page
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You are signed out").wait_for()
    page.goto(showroom.page("/orders"))
    assert "/console/sign-in" in page.url


def test_another_suppliers_pages_are_not_there(watched: Watched, showroom: Showroom) -> None:
    watched.expected = {404}
    watched.sign_in(showroom.url, showroom.other)
    page = watched.page
    page.goto(showroom.page("/orders"))
    page.get_by_text("There is nothing of this name here").wait_for()


def test_the_browser_runs_nothing_that_is_not_ours(watched: Watched, showroom: Showroom) -> None:
    watched.sign_in(showroom.url, showroom.supplier)
    page = watched.page
    page.evaluate(
        """() => { const script = document.createElement("script"); script.textContent = "window.broken = true";
        document.body.append(script); document.body.setAttribute("style", "display: none"); }"""
    )
    assert page.evaluate("window.broken") is None
    assert page.locator("h1").is_visible()
    watched.forgive("Content Security Policy")


def test_a_form_of_another_session_changes_nothing(watched: Watched, showroom: Showroom) -> None:
    watched.expected = {400}
    watched.sign_in(showroom.url, showroom.supplier)
    page = watched.page
    page.goto(showroom.page("/orders/10991"))
    page.evaluate("document.querySelectorAll('[name=csrf_token]').forEach((field) => { field.value = 'of-another'; })")
    page.get_by_role("button", name="Retry now").click()
    page.get_by_text("Nothing was changed").first.wait_for()


def test_every_page_works_without_scripts(plain_context: BrowserContext, showroom: Showroom) -> None:
    page = plain_context.new_page()
    page.goto(f"{showroom.url}/")
    page.get_by_label("Token").fill(showroom.supplier)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="All orders").first.click()
    page.get_by_role("searchbox").fill("10991")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="10991").click()
    assert page.get_by_role("button", name="Retry now").is_enabled()
    page.goto(showroom.page("/to-do"))
    assert page.get_by_role("button", name="Retry chosen orders").is_enabled()
    page.goto(showroom.page("/preview?order=10991"))
    order = page.get_by_label("The order, as JSON")
    order.fill(order.input_value().replace('"currency"', '"curency"'))
    page.get_by_role("button", name="See what it becomes").click()
    assert page.get_by_text("“curency” is not known here.").is_visible()
    order.fill(order.input_value().replace('"curency"', '"currency"'))
    page.get_by_role("button", name="See what it becomes").click()
    assert page.get_by_role("heading", name="Nothing would be sent").is_visible()
    page.screenshot(path=PICTURES / "tried-without-scripts.png", full_page=True)
