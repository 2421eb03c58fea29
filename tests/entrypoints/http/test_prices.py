import pytest

from tests.entrypoints.http.callers import Api, wrong


@pytest.fixture
def priced(api: Api) -> Api:
    api.supplier("POST", "./contacts/import")
    api.supplier("POST", "./products/import", {"all": True})
    api.house.settle()
    return api


def test_price_lists_are_listed_and_shown_with_customers_and_prices(priced: Api) -> None:
    shown = priced.supplier("GET", "./price-lists").get_json()["items"]
    assert [(one["id"], one["name"], one["customer_count"]) for one in shown] == [
        ("eur-tier-2", "Wholesale in EUR", 1),
        ("tier-2", "Wholesale", 3),
    ]
    one = priced.supplier("GET", "./price-lists/tier-2").get_json()
    assert [(entry["sku"], entry["price"]) for entry in one["entries"]] == [
        ("NW-001", "16.20"),
        ("NW-002", "16.20"),
        ("NW-003", "16.20"),
    ]
    assert (len(one["customers"]), one["left_out"], one["next_cursor"]) == (3, [], None)


def test_a_price_list_is_shown_page_by_page(priced: Api) -> None:
    skus, customers, cursor = [], [], ""
    for _ in range(2):
        page = priced.supplier("GET", f"./price-lists/tier-2?limit=2{cursor}").get_json()
        skus += [entry["sku"] for entry in page["entries"]]
        customers += page["customers"]
        cursor = f"&cursor={page['next_cursor']}"
    assert (skus, len(set(customers)), page["next_cursor"]) == (["NW-001", "NW-002", "NW-003"], 3, None)


def test_products_without_a_price_stand_beside_the_list(priced: Api) -> None:
    priced.house.cin7("POST", "/_fake/products", {"SKU": "NW-002", "PriceTier2": 0})
    priced.supplier("POST", "./sync", {"what": ["prices"]})
    priced.house.settle()
    one = priced.supplier("GET", "./price-lists/tier-2").get_json()
    assert [(each["sku"], each["why"]) for each in one["left_out"]] == [("NW-002", "no_price")]
    [alarm] = priced.supplier("GET", "./alarms?kind=zero_price").get_json()["items"]
    assert "NW-002" in alarm["detail"]
    assert alarm["fix"]


def test_a_list_that_is_not_there_is_not_found(shared_api: Api) -> None:
    assert shared_api.supplier("GET", "./price-lists").get_json()["items"] == []
    assert shared_api.supplier("GET", "./price-lists/tier-9").status_code == 404


@pytest.mark.parametrize("cursor", ["x", "W10=", "WzEsMl0=", "bnVsbA==", "WyIiLCAiXHUwMDAwIl0="])
def test_a_cursor_of_nobodys_is_refused(shared_api: Api, cursor: str) -> None:
    answer = shared_api.supplier("GET", f"./price-lists/tier-2?cursor={cursor}")
    assert (answer.status_code, wrong(answer)) == (422, [("invalid_value", "cursor")])


def test_a_price_is_explained(shared_api: Api) -> None:
    shown = shared_api.supplier("GET", "./prices/explain?contact=Harbour Café&sku=nw-001").get_json()
    assert (shown["amount"], shown["currency"], shown["tier_price"], shown["own_price"]) == (
        "16.20",
        "AUD",
        "16.20",
        None,
    )
    assert (shown["tier"], shown["why_not_set"]) == ({"number": 2, "name": "Wholesale"}, None)
    assert shown["contact"]["read_at"] <= shared_api.house.clock.now().isoformat().replace("+00:00", "Z")


def test_explaining_needs_a_customer_and_a_product_that_were_read(shared_api: Api) -> None:
    for query in ("contact=Nobody&sku=NW-001", "contact=Harbour Café&sku=Nothing"):
        assert shared_api.supplier("GET", f"./prices/explain?{query}").status_code == 404
    assert shared_api.supplier("GET", "./prices/explain?sku=NW-001").status_code == 422


def test_alarms_are_listed_open_or_closed_and_counted(shared_api: Api) -> None:
    shown = shared_api.supplier("GET", "./alarms").get_json()
    assert [(each["kind"], each["closed_at"]) for each in shown["items"]] == [("credit_hold", None), ("currency", None)]
    assert shown["counts"] == {"credit_hold": 1, "currency": 1}
    assert shared_api.supplier("GET", "./alarms?state=closed").get_json()["items"] == []
    [one] = shared_api.supplier("GET", "./alarms?limit=1").get_json()["items"]
    assert one["kind"] == "credit_hold"
