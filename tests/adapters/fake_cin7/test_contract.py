"""What the imitation promises by name: the calls that it serves, and its control plane, line by line.

Source: product text of the imitation, "Served" and "Control plane". How each behaves is in its own test.
"""

import pytest

from tests.adapters.fake_cin7.company import DOCUMENT, Company

READ = (
    *("me", "me/contacts", "product", "product/attachments", "productFamily", "ref/productavailability", "customer"),
    *("ref/priceTier", "ref/location", "ref/tax", "ref/paymentterm", "ref/carrier", "ref/account", "ref/category"),
    *("ref/brand", "ref/unit", "reference/discount", "reference/deals", "saleList", "webhooks"),
)
READ_BY_SALE = ("sale", "sale/quote", "sale/order", "sale/fulfilment", "sale/invoice", "sale/payment")
READ_BY_TASK = ("sale/fulfilment/pick", "sale/fulfilment/pack", "sale/fulfilment/ship")
STEPS = ("pick", "pack", "ship", "invoice", "pay", "undo", "void")
ANOTHER = "e0000000-0000-4000-8000-000000000001"
FAULTS = ({"status": 503}, "reset", "timeout", "commit_then_timeout", "commit_then_reset", "html_200", {"slow": 0.1})


@pytest.fixture(scope="module")
def company() -> Company:
    return Company()


@pytest.fixture(scope="module")
def sale(company: Company) -> str:
    """One line of one mug, authorised."""
    opened = company.post("sale", {"Customer": "Sparrow Cafe", "Location": "Main", "SkipQuote": True})
    line = {"SKU": "MUG", "Quantity": 1, "Price": 5, "Tax": 0.5, "TaxRule": "GST", "Total": 5}
    company.post("sale/order", {"SaleID": opened["ID"], "Status": "AUTHORISED", "Memo": "", "Lines": [line]})
    return str(opened["ID"])


@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize("written", [str, str.upper, str.lower], ids=["as told", "upper", "lower"])
def test_what_is_read_is_served_however_its_path_is_written(company: Company, path: str, written: type[str]) -> None:
    address = f"/EXTERNALAPI/v2/{written(path)}?PAGE=1&page=1&Limit=1&weather=fine"
    reply = company.http.get(address, headers={name.upper(): value for name, value in company.headers.items()})
    assert (reply.status_code, reply.mimetype) == (200, "application/json")


def test_a_sales_documents_are_served(company: Company, sale: str) -> None:
    replies = {path: company.call("GET", path, ID=sale, SaleID=sale) for path in READ_BY_SALE}
    assert [path for path, reply in replies.items() if reply.status_code != 200] == []
    assert [path for path in READ_BY_TASK if "TaskID" not in company.refusal("GET", path)[0]] == []


def test_own_prices_are_only_written(company: Company) -> None:
    assert company.call("GET", "custom-prices").status_code == 405


@pytest.mark.parametrize("path", ["purchase", "saleCreditNoteList", "nothing", "journal"])
def test_anything_else_is_the_page_that_cin7_shows(company: Company, path: str) -> None:
    reply = company.call("GET", path)
    assert (reply.status_code, reply.mimetype) == (404, "text/html")


def test_an_account_is_planted_with_its_keys_and_switches(company: Company) -> None:
    seed = {**DOCUMENT, "account_id": ANOTHER, "application_keys": ["one", "two"], "switches": {"throttle": "off"}}
    planted = company.control("POST", "accounts", seed, status=201)
    assert (planted["account_id"], planted["application_keys"]) == (ANOTHER, ["one", "two"])
    headers = {"api-auth-accountid": ANOTHER, "api-auth-applicationkey": "two"}
    assert company.call("GET", "me", headers=headers).status_code == 200


def test_the_whole_state_of_an_account_is_shown_and_its_sales_as_the_api_shows_them(
    company: Company, sale: str
) -> None:
    state = company.control("GET", f"accounts/{company.account.id}")
    assert set(state) >= {"sales", "products", "customers", "stock", "webhooks"}
    assert set(state["sales"][0]) == set(company.get("sale", ID=sale))


def test_every_call_that_was_seen_is_told_and_counted(company: Company) -> None:
    company.get("me")
    seen = company.control("GET", "requests?since=0")["requests"]
    assert set(seen[0]) >= {"method", "path", "query", "body", "status", "key", "at"}
    assert set(company.control("GET", "stats")) >= {"total", "keys", "highest_in_60_seconds"}


@pytest.mark.parametrize("action", FAULTS, ids=str)
def test_a_fault_is_arranged_and_taken_away_again(company: Company, action: object) -> None:
    fault = {"match": {"method": "GET", "path": "product", "nth": 99}, "action": action, "times": 1, "seed": 1}
    company.control("POST", "faults", fault, status=201)
    assert company.control("DELETE", "faults") == {"faults": []}


def test_a_fault_strikes_by_chance_when_it_is_told_a_rate(company: Company) -> None:
    fault = {"match": {"path": "*"}, "action": {"status": 503}, "rate": 1, "seed": 7, "times": 1}
    company.control("POST", "faults", fault, status=201)
    assert [company.call("GET", "me").status_code for _ in range(2)] == [503, 200]
    company.control("DELETE", "faults")


def test_switches_are_listed_with_their_source_and_turned(company: Company) -> None:
    first = company.control("GET", "switches")["switches"][0]
    assert (first["name"], first["default"]) == ("throttle", "modern429")
    assert set(first) >= {"values", "default", "meaning", "source"}
    assert first["values"] == ["modern429", "legacy503", "array400", "off"]
    company.control("PUT", "switches", {"throttle": "off"})


def test_a_warehouse_does_every_step_by_hand(company: Company, sale: str) -> None:
    for step in STEPS:
        body = (
            {"tracking_number": "P-1", "tracking_url": "https://x/P-1", "carrier": "AusPost"} if step == "ship" else {}
        )
        assert company.control("POST", f"sales/{sale}/{step}", body)["ID"] == sale


def test_products_customers_stock_and_the_clock_are_changed_from_outside() -> None:
    company = Company()
    company.control("POST", "products", {"SKU": "NEW", "Name": "New"})
    company.control("POST", "customers", {"Name": "Newcomer"})
    company.control("POST", "stock", {"SKU": "MUG", "OnHand": 99, "Location": "Main"})
    before = company.control("GET", "clock")["now"]
    assert company.control("POST", "clock", {"advance": 3600})["now"] > before
    assert company.get("product", Sku="NEW")["Total"] == 1
    assert company.control("POST", "reset")["reset"] is True
