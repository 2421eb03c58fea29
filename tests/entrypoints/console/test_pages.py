"""What each page says, of a supplier who has something to show and of one who has nothing."""

from dataclasses import replace

import pytest

from domain.connection import ConnectionStatus
from tests.builders import a_doubt, a_loss
from tests.entrypoints.console.visitors import SUPPLIER, Lobby, Visitor

FULL = [
    ("", ["Overview", "1 order needs you", "Behind by at most", "Northwind Foods", "Connected"]),
    ("/orders", ["UP-1", "UP-2", "Harbour Café", "In Cin7", "Needs you", "SO-00001", "AUD"]),
    ("/orders?state=held", ["UP-2"]),
    ("/orders?q=nothing+like+it", ["No order is like that", "Show all orders"]),
    ("/to-do", ["UP-2", "Nobody & Sons", "What to do:", "NW-999", "Retry chosen orders"]),
    ("/orders/UP-1", ["Order UP-1", "the same as the order", "Chai", "Leave at the back door", "What happened"]),
    (
        "/orders/UP-2",
        [
            "No customer in Cin7 matches",
            "does not exist in Cin7",
            "Choose an existing customer",
            "Retry now",
            "link it",
            "leave it alone",
        ],
    ),
    ("/orders/UP-1/preview", ["CustomerReference", "PO-77", "R27", "Line 1 · Price", "Fingerprint"]),
    ("/orders/UP-2/preview", ["Nothing would be sent", "No customer in Cin7 matches"]),
    ("/preview", ["Try an order", "Begin with a stored order", "The order, as JSON", "Nothing is sent"]),
    ("/preview?order=UP-1", ["PO-77", "Harbour Café", "See what it becomes"]),
    ("/products", ["NW-001", "Chai", "Imported", "Never offered", "It is a service", "Import chosen products"]),
    ("/products?state=importable", ["NW-002", "New at Upstock", "Import all 1 that can be"]),
    ("/products/import", ["Import 1 product?", "cannot be taken back", "Choose one by one instead"]),
    ("/products?q=zzz", ["No product is like that"]),
    ("/customers", ["Harbour Café", "By its name", "Credit hold", "Import again", "Wholesale"]),
    ("/customers?for=Nobody", ["Which customer is “Nobody”?", "It is this one"]),
    ("/price-lists", ["Wholesale", "Told to Upstock"]),
    ("/prices", ["Explain a price", "Customer", "Product"]),
    ("/prices?contact=Harbour+Café&sku=NW-001", ["AUD 16.20", "Price in tier “Wholesale”"]),
    ("/alarms", ["Credit hold", "“Slow Payer” is on credit hold", "What to do:"]),
    ("/alarms?state=closed", ["No alarm has ended"]),
    ("/drift", ["Both sides agree"]),
    ("/gap", ["not told to Upstock", "Close the gap now", "Price list published"]),
    ("/connection", ["Northwind Foods", "Australia/Perth", "stored encrypted", "Disconnect", "Who did what"]),
    ("/connection/end", ["Disconnect Northwind Foods?", "erased", "Stay connected"]),
    ("/options", ["These are the defaults".lower(), "Authorised", "Auto Pick + Pack + Ship", "Save as a new version"]),
    ("/jobs", ["Import products", "Import customers", "Done"]),
    ("/manual", ["What the connector promises", "Connecting", "Every rule"]),
    ("/manual/rules", ["R13", "B17"]),
    ("/manual/fields", ["From field to field", "CustomerReference"]),
]

EMPTY = [
    ("", ["Not connected", "Getting started", "Connect Cin7 Core"]),
    ("/orders", ["No order yet", "Connect Cin7 first"]),
    ("/to-do", ["Nothing to do"]),
    ("/products", ["No products yet", "Connect Cin7 first"]),
    ("/customers", ["No customers yet", "Connect Cin7 first"]),
    ("/price-lists", ["No price list yet", "Import customers"]),
    ("/alarms", ["No alarm"]),
    ("/drift", ["Both sides agree"]),
    ("/gap", ["There is no gap"]),
    ("/connection", ["Connect Cin7 Core", "Account ID", "Application key"]),
    ("/options", ["Nobody has chosen yet"]),
    ("/jobs", ["Nobody asked for anything yet", "Choose products"]),
]


def words(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").casefold()


@pytest.mark.parametrize(("path", "told"), FULL)
def test_a_page_says_how_things_stand(reader: Visitor, path: str, told: list[str]) -> None:
    page = words(reader.reads(path))
    assert [each for each in told if words(each) not in page] == []


@pytest.mark.parametrize(("path", "told"), EMPTY)
def test_a_page_with_nothing_to_show_says_what_to_do_next(new_office: Visitor, path: str, told: list[str]) -> None:
    page = words(new_office.reads(path))
    assert [each for each in told if words(each) not in page] == []


def test_a_key_that_cin7_refused_is_told_while_it_is_doubted_and_when_it_is_lost(lobby: Lobby) -> None:
    office = lobby.office()
    with lobby.house.use_cases.work() as store:
        link = store.connections.get(SUPPLIER)
        assert link is not None
        doubted = store.connections.save(replace(link, doubt=a_doubt(said="Incorrect credentials!")))
    for path in ("", "/connection"):
        assert "Cin7 refused the key It said “Incorrect credentials!”" in office.reads(path)
    with lobby.house.use_cases.work() as store:
        store.connections.save(
            replace(doubted, status=ConnectionStatus.LOST, doubt=None, loss=a_loss(said="Incorrect credentials!"))
        )
    assert "Connect again" in office.reads()
    assert "It said “Incorrect credentials!”" in office.reads("/connection")


@pytest.mark.parametrize("path", ["/orders", "/products", "/customers", "/drift", "/alarms"])
def test_a_list_that_goes_on_nowhere_is_refused(reader: Visitor, path: str) -> None:
    assert reader.get(f"{path}?cursor=none").status_code == 422


@pytest.mark.parametrize(
    "path", ["/orders?state=x", "/products?state=x", "/customers?match=x", "/alarms?kind=x", "/price-lists/x?cursor=x"]
)
def test_a_choice_that_does_not_exist_is_refused(reader: Visitor, path: str) -> None:
    assert reader.get(path).status_code == 422


NOWHERE = [
    "/orders/none",
    "/orders/a%0Ab",
    "/orders/none/preview",
    "/jobs/none",
    "/price-lists/x",
    "/manual/x",
    "/preview?order=none",
]


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_not_there_is_not_found(reader: Visitor, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_the_evidence_of_an_order_is_a_file_to_keep(reader: Visitor) -> None:
    answer = reader.get("/orders/UP-1/evidence")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=evidence-northwind-UP-1.json")
    assert answer.get_json()["order"]["number"] == "UP-1"
    assert reader.get("/orders/none/evidence").status_code == 404


def test_a_page_has_one_primary_button_at_most_beside_its_lists(reader: Visitor) -> None:
    for path, _ in FULL:
        page = reader.get(path).text
        head = page.partition('class="page-actions"')[2].partition("</header>")[0]
        assert head.count("<button") + head.count('class="button') <= 1, path
