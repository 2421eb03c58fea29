from datetime import timedelta

import pytest

from tests.entrypoints.http.callers import Api, an_order, credentials, wrong
from tests.house import ACCOUNT, KEY
from tests.small_account import SMALL_ACCOUNT


@pytest.fixture
def unconnected(new_api: Api) -> Api:
    new_api.house.open_account(SMALL_ACCOUNT)
    return new_api


def test_a_supplier_is_connected_once_and_then_again(unconnected: Api) -> None:
    first, again = (unconnected.supplier("PUT", "./connection", credentials()) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json() == {
        "supplier": "northwind",
        "status": "connected",
        "company": "Northwind Foods",
        "base_currency": "AUD",
        "account_id": ACCOUNT,
        "location": None,
        "connected_at": "2026-05-04T12:00:00Z",
        "disconnected_at": None,
        "doubted_since": None,
        "lost_at": None,
        "reason": None,
        "gap": {"orders": 0, "events": 0, "compared_at": None},
        "warnings": first.get_json()["warnings"],
        "webhooks": {"state": "off", "detail": "", "checked_at": None, "received": {}, "latest_at": None},
    }


def test_the_key_is_never_answered(unconnected: Api) -> None:
    answers = [
        unconnected.upstock("PUT", "./connection", credentials()),
        unconnected.upstock("GET", "./connection"),
        unconnected.upstock("PUT", "./connection", credentials(application_key=KEY[:-1] + "b")),
        unconnected.upstock("PUT", "./connection", credentials(application_key=KEY, location=7)),
    ]
    assert [answer.status_code for answer in answers] == [201, 200, 422, 422]
    assert not any(KEY[:-1] in answer.text for answer in answers)


def test_a_key_that_cin7_refuses_is_told_in_its_words_and_nothing_is_stored(unconnected: Api) -> None:
    answer = unconnected.upstock("PUT", "./connection", credentials(application_key="another"))
    assert (answer.status_code, wrong(answer)) == (422, [("credentials_refused", "/application_key")])
    assert "Incorrect credentials" in answer.text
    assert unconnected.upstock("GET", "./connection").status_code == 404


def test_a_location_that_is_not_there_is_refused_with_those_that_are(unconnected: Api) -> None:
    answer = unconnected.upstock("PUT", "./connection", credentials(location="Moon"))
    assert wrong(answer) == [("invalid_value", "/location")]
    assert "Main Warehouse, Second Warehouse" in answer.text
    connected = unconnected.upstock("PUT", "./connection", credentials(location="Second Warehouse"))
    assert connected.get_json()["location"] == "Second Warehouse"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, [("missing_field", "/account_id"), ("missing_field", "/application_key")]),
        (credentials(account_id=" "), [("invalid_value", "/account_id")]),
        (credentials(account_id="é"), [("invalid_value", "/account_id")]),
        (
            credentials(account_id="", application_key=""),
            [("invalid_value", "/account_id"), ("invalid_value", "/application_key")],
        ),
        (credentials(application_key="a\r\nX-Injected: yes"), [("invalid_value", "/application_key")]),
        (credentials(application_key="x" * 201), [("invalid_value", "/application_key")]),
        (credentials(key="x"), [("unknown_field", "/key")]),
    ],
)
def test_credentials_that_cannot_be_are_refused_before_cin7_is_asked(
    shared_api: Api, body: object, expected: list[tuple[str, str]]
) -> None:
    before = shared_api.house.calls()
    answer = shared_api.upstock("PUT", "./connection", body)
    assert (answer.status_code, wrong(answer)) == (422, expected)
    assert shared_api.house.calls() == before


def test_a_cin7_that_does_not_answer_means_later_and_says_when(unconnected: Api) -> None:
    unconnected.house.fault("GET", "me", {"status": 503, "body": "busy"})
    answer = unconnected.upstock("PUT", "./connection", credentials())
    assert (answer.status_code, wrong(answer)) == (503, [("try_later", "")])
    assert int(answer.headers["Retry-After"]) >= 5


@pytest.mark.parametrize("each", [timedelta(seconds=2), timedelta(seconds=11)], ids=["all together", "one alone"])
def test_connecting_ends_after_ten_seconds_however_slow_cin7_is_and_keeps_nothing(
    unconnected: Api, each: timedelta
) -> None:
    unconnected.house.slow_down(each)
    began = unconnected.house.clock.now()
    answer = unconnected.upstock("PUT", "./connection", credentials())
    assert (answer.status_code, wrong(answer)) == (503, [("try_later", "")])
    assert int(answer.headers["Retry-After"]) >= 5
    assert unconnected.house.clock.now() - began == timedelta(seconds=10)
    assert unconnected.upstock("GET", "./connection").status_code == 404


def test_another_company_while_sales_are_open_is_a_conflict(api: Api) -> None:
    api.upstock("PUT", "./orders/UP-1001", an_order())
    api.house.settle()
    api.house.open_account(SMALL_ACCOUNT, account="7d6e0000-0000-4000-8000-000000000002", key="second key")
    second = {"account_id": "7d6e0000-0000-4000-8000-000000000002", "application_key": "second key"}
    answer = api.upstock("PUT", "./connection", second)
    assert (answer.status_code, wrong(answer)) == (409, [("conflict", "")])


def test_open_sales_may_be_left_behind_on_purpose(api: Api) -> None:
    api.upstock("PUT", "./orders/UP-1001", an_order())
    api.house.settle()
    api.house.open_account(SMALL_ACCOUNT, account="7d6e0000-0000-4000-8000-000000000002", key="second key")
    second = credentials(
        account_id="7d6e0000-0000-4000-8000-000000000002", application_key="second key", leaving_open_sales=True
    )
    assert api.upstock("PUT", "./connection", second).status_code == 200


def test_a_key_that_cin7_no_longer_accepts_is_shown_as_doubted_and_then_as_lost(api: Api) -> None:
    api.house.revoke_key()
    api.upstock("PUT", "./orders/UP-1001", an_order())
    api.house.run_now()
    doubted = api.supplier("GET", "./connection").get_json()
    assert (doubted["status"], doubted["lost_at"]) == ("connected", None)
    assert doubted["doubted_since"]
    assert "Incorrect credentials!" in doubted["reason"]
    api.house.time_passes(timedelta(minutes=1))
    lost = api.supplier("GET", "./connection").get_json()
    assert (lost["status"], lost["doubted_since"]) == ("lost", None)
    assert lost["lost_at"] > doubted["doubted_since"]
    assert "Incorrect credentials!" in lost["reason"]


def test_disconnecting_erases_the_key_and_keeps_the_history(api: Api) -> None:
    first, again = (api.supplier("DELETE", "./connection") for _ in range(2))
    assert (first.status_code, first.text, again.status_code) == (204, "", 204)
    shown = api.supplier("GET", "./connection").get_json()
    assert (shown["status"], shown["company"]) == ("disconnected", "Northwind Foods")
    assert shown["disconnected_at"]


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_supplier_that_was_never_connected_has_no_connection(shared_api: Api, method: str) -> None:
    answer = shared_api.upstock(method, "/v1/suppliers/nobody/connection")
    assert (answer.status_code, wrong(answer)) == (404, [("not_found", "")])
