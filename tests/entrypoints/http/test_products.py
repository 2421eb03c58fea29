import pytest

from tests.entrypoints.http.callers import Api, wrong

CHOOSE = [{"skus": ["NW-001"], "all": True}, {}, {"all": None}, {"skus": None}]


def test_products_are_listed_with_state_reason_and_changes(shared_api: Api) -> None:
    shown = shared_api.supplier("GET", "./products?state=importable&q=chai").get_json()
    [chai] = shown["items"]
    assert (chai["sku"], chai["state"], chai["reason"], chai["is_published"]) == ("NW-001", "importable", None, False)
    assert {"field": "name", "before": "", "after": "Chai"} in chai["changes"]
    assert shown["counts"] == {
        "importable": 3,
        "imported": 0,
        "excluded": {"deprecated": 1, "not_sellable": 1, "service": 1},
    }


def test_what_is_never_offered_says_why_and_changes_nothing(shared_api: Api) -> None:
    shown = shared_api.supplier("GET", "./products?state=excluded").get_json()["items"]
    assert [(each["sku"], each["reason"], each["changes"]) for each in shown] == [
        ("NW-004", "deprecated", []),
        ("NW-005", "not_sellable", []),
        ("NW-090", "service", []),
    ]


def test_pages_follow_each_other(shared_api: Api) -> None:
    first = shared_api.supplier("GET", "./products?limit=4").get_json()
    rest = shared_api.supplier("GET", f"./products?limit=4&cursor={first['next_cursor']}").get_json()
    assert [each["sku"] for each in (*first["items"], *rest["items"])] == [
        "NW-001",
        "NW-002",
        "NW-003",
        "NW-004",
        "NW-005",
        "NW-090",
    ]
    assert rest["next_cursor"] is None


def test_chosen_products_are_imported_by_a_job_and_others_named(api: Api) -> None:
    answer = api.supplier("POST", "./products/import", {"skus": ["NW-001", "NW-004", "nw-001", "Nothing"]})
    assert answer.status_code == 202
    document = answer.get_json()
    assert (document["job"]["what"], document["job"]["total"]) == (["products"], 1)
    assert [(each["code"], each["pointer"]) for each in document["problems"]] == [
        ("not_offered", "/skus/1"),
        ("unknown_sku", "/skus/3"),
    ]
    api.house.settle()
    [chai] = api.supplier("GET", "./products?state=imported").get_json()["items"]
    assert (chai["sku"], chai["is_published"], chai["changes"]) == ("NW-001", True, [])
    assert api.upstock("GET", f"./jobs/{document['job']['id']}").get_json()["state"] == "done"


def test_all_products_are_imported(api: Api) -> None:
    assert api.supplier("POST", "./products/import", {"all": True}).status_code == 202
    api.house.settle()
    assert api.supplier("GET", "./products").get_json()["counts"]["imported"] == 3


@pytest.mark.parametrize("body", CHOOSE)
def test_either_some_or_all_are_chosen(shared_api: Api, body: object) -> None:
    answer = shared_api.supplier("POST", "./products/import", body)
    assert (answer.status_code, wrong(answer)) == (422, [("invalid_value", "")])


def test_a_choice_that_leaves_nothing_is_refused_by_name(shared_api: Api) -> None:
    answer = shared_api.supplier("POST", "./products/import", {"skus": ["NW-090"]})
    assert (answer.status_code, wrong(answer)) == (422, [("invalid_value", "/skus")])
    assert "“NW-090” is a service" in answer.get_json()["detail"]


@pytest.mark.parametrize("query", ["cursor=x", "limit=0", "limit=201", "state=gone", "weather=fine"])
def test_a_question_that_cannot_be_is_refused(shared_api: Api, query: str) -> None:
    assert shared_api.supplier("GET", f"./products?{query}").status_code == 422
