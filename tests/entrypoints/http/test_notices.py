"""Where Cin7's webhooks arrive: who may send what, and how much of it."""

import json
from datetime import datetime
from typing import Any

import pytest
from werkzeug.test import TestResponse

from domain.notices import HintKind, Subscription
from tests.builders import SUPPLIER
from tests.entrypoints.http.callers import Api, Caller, wrong

PATH = "/webhooks/cin7/northwind"
TOKEN = "a-token-that-northwinds-account-was-given"
PAYLOAD = {"EventType": "Product/Updated"}


@pytest.fixture
def listening(api: Api) -> Api:
    with api.house.use_cases.work() as store:
        store.subscriptions.save(Subscription(supplier=SUPPLIER).aimed_at("https://x.example", fresh_token=TOKEN))
    return api


def sent(api: Api, payload: Any = PAYLOAD, *, token: str = TOKEN, path: str = PATH, **how: Any) -> TestResponse:
    raw = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return Caller(api.stranger.client, token)("POST", path, raw=raw, **how)


def counted(api: Api) -> dict[HintKind, int]:
    with api.house.use_cases.work() as store:
        return dict(store.hints.counts(SUPPLIER).by_kind)


def test_a_webhook_is_stored_and_answered_at_once_with_nothing(listening: Api) -> None:
    answer = sent(listening)
    assert (answer.status_code, answer.data) == (204, b"")
    assert counted(listening) == {HintKind.PRODUCTS: 1}


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "text/plain", None])
def test_whatever_it_says_it_is_it_is_read_as_what_it_is(listening: Api, content_type: str | None) -> None:
    assert sent(listening, content_type=content_type).status_code == 204
    assert counted(listening) == {HintKind.PRODUCTS: 1}


@pytest.mark.parametrize("payload", [b"", b"no webhook", b"\xff\xfe", b"[" * 9000])
def test_what_cannot_be_understood_is_counted_and_answered_like_any_other(listening: Api, payload: bytes) -> None:
    assert sent(listening, payload).status_code == 204
    assert counted(listening) == {HintKind.UNREADABLE: 1}


def test_the_token_is_given_as_any_client_writes_it(listening: Api) -> None:
    header = {"Authorization": f"bearer  {TOKEN}"}
    assert sent(listening, token="", headers=header).status_code == 204


def test_strangers_and_unknown_suppliers_are_refused_alike(listening: Api) -> None:
    answers = [
        sent(listening, token="another-token"),
        sent(listening, token=""),
        sent(listening, token=listening.supplier.token),
        sent(listening, token=listening.upstock.token),
        sent(listening, path="/webhooks/cin7/nobody"),
        sent(listening, path="/webhooks/cin7/no%00body"),
        sent(listening, token="", headers={"Authorization": f"Basic {TOKEN}"}),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.headers["WWW-Authenticate"] for answer in answers} == {'Bearer realm="upstock-cin7"'}
    varying = ("instance", "reference")
    said = {json.dumps({k: v for k, v in answer.get_json().items() if k not in varying}) for answer in answers}
    assert len(said) == 1
    assert wrong(answers[0]) == [("unauthenticated", "")]
    assert counted(listening) == {}


def test_the_token_of_one_supplier_opens_no_others(listening: Api) -> None:
    assert sent(listening, path="/webhooks/cin7/eastwind").status_code == 401


def test_a_webhooks_token_opens_nothing_else(listening: Api) -> None:
    caller = Caller(listening.stranger.client, TOKEN)
    assert caller("GET", "./connection").status_code == 401


@pytest.mark.parametrize("token", [TOKEN, "another-token"])
def test_more_than_256_kb_are_refused_whoever_sends_them(listening: Api, token: str) -> None:
    assert sent(listening, b"x" * 256_000, token=token).status_code == (204 if token == TOKEN else 401)
    answer = sent(listening, b"x" * 256_001, token=token)
    assert (answer.status_code, wrong(answer)) == (413, [("too_large", "")])
    assert "256000 bytes" in answer.text


def test_only_sending_is_possible(listening: Api) -> None:
    assert Caller(listening.stranger.client, TOKEN)("GET", PATH).status_code == 405


def test_what_came_stands_with_the_connection_and_no_token_does(listening: Api) -> None:
    for payload in (PAYLOAD, PAYLOAD, {"EventType": "Sale/Voided", "SaleOrderNumber": "SO-1"}, {}, b"?"):
        sent(listening, payload)
    shown = listening.supplier("GET", "./connection")
    webhooks = shown.get_json()["webhooks"]
    assert datetime.fromisoformat(webhooks.pop("latest_at")) == listening.house.clock.now()
    assert webhooks == {
        "state": "unclear",
        "detail": "",
        "checked_at": None,
        "received": {"products": 2, "foreign": 1, "unknown": 1, "unreadable": 1},
    }
    assert TOKEN not in shown.text


def test_what_is_known_of_the_webhooks_is_a_warning_too(listening: Api) -> None:
    with listening.house.use_cases.work() as store:
        known = store.subscriptions.get(SUPPLIER)
        assert known is not None
        store.subscriptions.save(known.unavailable(listening.house.clock.now(), "No module."))
    shown = listening.supplier("GET", "./connection").get_json()
    assert shown["webhooks"]["state"] == "unavailable"
    assert shown["webhooks"]["detail"] == shown["warnings"][-1]
    assert "No module. Polling alone goes on" in shown["warnings"][-1]
