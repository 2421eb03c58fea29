from tests.entrypoints.http.callers import Api, wrong
from tests.small_account import CAFE


def test_customers_are_listed_with_how_orders_find_them(shared_api: Api) -> None:
    shown = shared_api.supplier("GET", "./contacts?match=name&q=café").get_json()["items"]
    assert [(each["id"], each["name"], each["price_tier"], each["match"]) for each in shown] == [
        (CAFE, "Harbour Café", "Wholesale", {"state": "name", "names": [], "candidates": []})
    ]
    assert shared_api.supplier("GET", "./contacts?match=none").get_json()["items"][0]["name"] == "Closed Corner"


def test_customers_are_imported_by_a_job(api: Api) -> None:
    answer = api.supplier("POST", "./contacts/import")
    assert (answer.status_code, answer.get_json()["job"]["what"]) == (202, ["contacts"])
    api.house.settle()
    shown = api.supplier("GET", "./contacts").get_json()["items"]
    assert [(each["name"], each["is_published"], each["price_list"]) for each in shown] == [
        ("Closed Corner", False, None),
        ("Harbour Café", True, "tier-2"),
        ("Quai Ouest", True, "eur-tier-2"),
        ("Slow Payer", True, "tier-2"),
        ("Sparrow Bakery", True, "tier-2"),
    ]


def test_a_customer_of_upstock_is_found_or_its_candidates_are(api: Api) -> None:
    api.supplier("POST", "./contacts/import")
    api.house.settle()
    found = api.supplier("POST", "./contacts/match", {"name": "harbour café"}).get_json()
    assert (found["contact"], found["by"]) == ({"id": CAFE, "name": "Harbour Café"}, "name")
    asked = api.supplier("POST", "./contacts/match", {"email": "ana@example.com"}).get_json()
    assert (asked["contact"], len(asked["candidates"])) == (None, 4)


def test_a_persons_choice_is_remembered(api: Api) -> None:
    chosen = api.supplier("PUT", "./contacts/match", {"name": "The Café", "contact_id": CAFE.upper()})
    assert (chosen.status_code, chosen.get_json()["contact"]["id"]) == (200, CAFE)
    found = api.supplier("POST", "./contacts/match", {"name": "the café"}).get_json()
    assert (found["by"], found["contact"]["id"]) == ("choice", CAFE)
    [cafe] = api.supplier("GET", "./contacts?match=chosen").get_json()["items"]
    assert cafe["match"]["names"] == ["the café"]


def test_what_cannot_be_matched_is_refused(shared_api: Api) -> None:
    nobody = shared_api.supplier("PUT", "./contacts/match", {"name": "X", "contact_id": "nobody"})
    assert nobody.status_code == 404
    assert wrong(shared_api.supplier("POST", "./contacts/match", {})) == [("invalid_value", "")]
    assert wrong(shared_api.supplier("PUT", "./contacts/match", {"name": ""})) == [
        ("invalid_value", "/name"),
        ("missing_field", "/contact_id"),
    ]
