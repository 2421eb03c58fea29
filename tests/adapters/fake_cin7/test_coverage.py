import re

import pytest

from adapters.fake_cin7.coverage import (
    NOT_SERVED,
    README,
    behaviours,
    endpoints,
    readme_with_tables,
    unknowns,
)
from adapters.fake_cin7.routes.routing import ENDPOINTS
from adapters.fake_cin7.state.switches import CATALOGUE
from tests.adapters.fake_cin7.company import Company
from tests.adapters.fake_cin7.documented.facts import official_text

ASKED_FOR = """me me/contacts product product/attachments productFamily ref/productavailability customer custom-prices
ref/priceTier ref/location ref/tax ref/paymentterm ref/carrier ref/account ref/category ref/brand ref/unit
reference/discount reference/deals saleList sale sale/quote sale/order sale/fulfilment sale/fulfilment/pick
sale/fulfilment/pack sale/fulfilment/ship sale/invoice sale/payment webhooks"""


def test_the_readme_holds_the_tables_the_code_gives() -> None:
    text = README.read_text(encoding="utf-8")
    assert readme_with_tables(text) == text, "run: python -m adapters.fake_cin7 --write-readme"


def test_every_endpoint_asked_for_is_served() -> None:
    endpoints()
    assert [path for path in ASKED_FOR.split() if path.casefold() not in ENDPOINTS] == []
    assert set(ENDPOINTS["sale"]) == {"GET", "POST", "PUT", "DELETE"}


def test_every_endpoint_and_behaviour_says_where_it_comes_from() -> None:
    assert [row.name for row in endpoints() if not re.search(r"D:\d+|ref §", row.source)] == []
    assert [row.name for row in behaviours() if "ref §" not in row.source or not row.what] == []


def test_what_nobody_knows_is_a_switch_and_every_switch_named_exists() -> None:
    assert [row.name for row in unknowns()] == [switch.name for switch in CATALOGUE]
    names = {switch.name for switch in CATALOGUE}
    for row in endpoints():
        told = re.search(r"switch(?:es)? ([a-z0-9_, ]+)", row.what)
        for name in re.findall(r"[a-z0-9]+_[a-z0-9_]+", told[1]) if told else []:
            assert name in names, f"{row.name} names switch {name}"


def test_the_page_shows_every_row() -> None:
    text = Company().http.get("/coverage").text
    for row in (*endpoints(), *behaviours(), *unknowns()):
        assert row.name in text


def test_every_documented_resource_is_served_or_said_to_be_absent() -> None:
    text = official_text()
    if text is None:
        pytest.skip("the official text is not at hand: what it documents is not counted")
    documented = {
        re.split(r"[?{]", path)[0].strip("/") for path in re.findall(r"^## .*\[/([^\]]+)\]", text, re.MULTILINE)
    }
    absent = [name.strip() for names in NOT_SERVED for name in names.split(",")]

    def is_absent(path: str) -> bool:
        return any(path == name or (name.endswith("…") and path.startswith(name[:-1])) for name in absent)

    endpoints()
    known_elsewhere = {"ref/markupprices"}  # its calls are at product/markupprices
    missing = {path for path in documented if path.casefold() not in ENDPOINTS and not is_absent(path)}
    assert missing - known_elsewhere == set()
