import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from application.ports.storage.orders import Page
from application.reporting.report_drift import DriftedOrder, ReportDrift
from domain.identifiers import SupplierId
from entrypoints.console.app import POLICY, STATIC
from entrypoints.http.app import create_app
from tests.entrypoints.console.visitors import HOME, SUPPLIER, Visitor, said
from tests.house import House

VENDOR = STATIC / "vendor"


def test_the_policy_is_the_strict_one() -> None:
    assert POLICY == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
        " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )


@pytest.mark.parametrize("path", [HOME, "/console", "/console/sign-in", "/console/nothing", f"{HOME}/orders/none"])
def test_every_page_carries_its_headers_also_when_it_is_a_refusal(office: Visitor, path: str) -> None:
    answer = office.get(path)
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_that_is_not_there_says_so_in_the_consoles_own_looks(office: Visitor) -> None:
    answer = office.get("/console/nothing/at/all")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "The console has no page nothing/at/all." in said(answer)


def test_an_address_that_only_buttons_use_is_no_page(office: Visitor) -> None:
    answer = office.get("/sync")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_files_are_kept_by_browsers_for_ever_because_a_new_content_has_a_new_address(office: Visitor) -> None:
    page = office.get().text
    address = next(part.split('"')[0] for part in page.split('href="')[1:] if "console.css" in part.split('"')[0])
    answer = office.client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert "immutable" in answer.headers["Cache-Control"]
    digest = hashlib.sha256((STATIC / "console.css").read_bytes()).hexdigest()
    assert address.endswith(f"?v={digest[:12]}")


def test_the_files_of_others_are_as_they_were_published() -> None:
    lines = [line.split("  ") for line in (VENDOR / "SHA256SUMS").read_text().splitlines()]
    sums = {name: digest for digest, name in lines}
    assert sums.keys() == {file.name for file in VENDOR.iterdir() if file.suffix in (".js", ".css")}
    for name, digest in sums.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
    assert {"htmx-LICENSE.txt", "pico-LICENSE.txt"} <= {file.name for file in VENDOR.iterdir()}


def test_no_page_has_a_style_or_a_script_in_it() -> None:
    for template in Path(STATIC).parent.joinpath("templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert " style=" not in text, template
        assert "<style" not in text, template
        assert "hx-on" not in text, template
        assert text.count("<script") == text.count("<script src=")


def test_our_own_fault_is_told_with_a_reference_and_nothing_else(house: House) -> None:
    class Broken(ReportDrift):
        def __call__(self, supplier: SupplierId, *, cursor: str | None, limit: int) -> Page[DriftedOrder]:  # noqa: ARG002 -- as it is called
            raise RuntimeError("what nobody expected")

    use_cases = replace(house.use_cases, report_drift=Broken(work=house.use_cases.work, clock=house.clock))
    client = create_app(
        use_cases, house.container.readiness(), house.container.console(), house.container.metrics()
    ).test_client()
    office = Visitor(client, house.use_cases.issue_token("office", SUPPLIER).text).sign_in()
    answer = office.get("/drift")
    assert answer.status_code == 500
    assert answer.headers["X-Request-Id"] in said(answer)
    assert "nobody expected" not in said(answer)
