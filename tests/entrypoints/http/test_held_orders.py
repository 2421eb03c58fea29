import pytest

from tests.entrypoints.http.callers import Api, an_order, wrong

UNKNOWN = [{"sku": "NW-777", "quantity": "1", "unit_price": "1"}]


def hold(api: Api, number: str) -> None:
    api.upstock("PUT", f"./orders/{number}", an_order(number, lines=UNKNOWN))
    api.house.settle()


def test_a_held_order_goes_again_when_a_person_says_so(api: Api) -> None:
    hold(api, "UP-1")
    answer = api.supplier("POST", "./orders/UP-1/retry")
    assert (answer.status_code, answer.get_json()["state"], answer.get_json()["problems"]) == (202, "accepted", [])
    with api.house.use_cases.work() as store:
        entries = store.audit.of(api.house.order_supplier, 1)
    assert [(entry.actor, entry.action, entry.detail) for entry in entries] == [
        ("token:northwind", "order.retried", "UP-1")
    ]


def test_an_order_that_is_done_cannot_go_again(api: Api) -> None:
    api.upstock("PUT", "./orders/UP-1", an_order("UP-1"))
    api.house.settle()
    answer = api.upstock("POST", "./orders/UP-1/retry")
    assert (answer.status_code, wrong(answer)) == (409, [("illegal_transition", "")])


def test_an_order_that_is_not_there_cannot_go_again(shared_api: Api) -> None:
    answer = shared_api.upstock("POST", "./orders/none/retry")
    assert (answer.status_code, wrong(answer)) == (404, [("not_found", "")])


def test_of_several_orders_each_goes_for_itself(api: Api) -> None:
    hold(api, "UP-1")
    hold(api, "UP-3")
    answer = api.upstock("POST", "./orders/retry", {"numbers": ["UP-1", "UP-2", "UP-1", "a/b", "UP-3"]})
    assert answer.status_code == 202
    assert [each["number"] for each in answer.get_json()["items"]] == ["UP-1", "UP-3"]
    assert [(each["code"], each["pointer"]) for each in answer.get_json()["problems"]] == [
        ("not_found", "/numbers/1"),
        ("not_found", "/numbers/3"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, [("missing_field", "/numbers")]),
        ({"numbers": []}, [("invalid_value", "/numbers")]),
        ({"numbers": [1]}, [("invalid_value", "/numbers/0")]),
        ({"numbers": ["\x00"]}, [("invalid_value", "/numbers/0")]),
        ({"numbers": ["UP-1"] * 1001}, [("invalid_value", "/numbers")]),
    ],
)
def test_a_list_that_cannot_be_is_refused(shared_api: Api, body: object, expected: list[tuple[str, str]]) -> None:
    answer = shared_api.upstock("POST", "./orders/retry", body)
    assert (answer.status_code, wrong(answer)) == (422, expected)
