"""What holds for every address of the API, found by walking the application's own list of them."""

from collections.abc import Iterator

import pytest
from werkzeug.routing import Rule

from tests.entrypoints.http.callers import Api, Caller, wrong

PAGES = {"/", "/docs", "/docs/redoc.js", "/openapi.json", "/problems", "/problems/<code>", "/problems.css"}
OPEN = {*PAGES, "/healthz", "/readyz", "/metrics"}
ORDINARY = ("GET", "PUT", "POST", "DELETE")


def rules(api: Api) -> Iterator[Rule]:
    yield from api.upstock.client.application.url_map.iter_rules()


def calls(api: Api) -> list[tuple[str, str]]:
    """Answer every method and address that needs a token, its supplier being northwind."""
    return [
        (method, rule.rule.replace("<supplier>", "northwind").replace("<number>", "UP-1"))
        for rule in rules(api)
        for method in sorted((rule.methods or set()) & set(ORDINARY))
        if rule.rule not in OPEN and not rule.rule.startswith("/console")
    ]


def test_every_address_that_is_not_known_to_be_open_asks_for_a_token(shared_api: Api) -> None:
    assert len(calls(shared_api)) >= 12
    for method, path in calls(shared_api):
        answer = shared_api.stranger(method, path, {"never": "read"})
        assert (answer.status_code, wrong(answer)) == (401, [("unauthenticated", "")]), (method, path)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_strangers_learn_nothing_of_what_is_there(shared_api: Api) -> None:
    paths = ["./connection", "/v1/suppliers/nobody/connection", "/v1/nothing", "./orders/UP-1", "/v1/suppliers/%00/x"]
    answers = [shared_api.stranger("GET", path).get_json() for path in paths]
    for answer in answers:
        del answer["instance"], answer["reference"]
    assert all(answer == answers[0] for answer in answers)


def test_another_suppliers_token_reaches_nothing(shared_api: Api) -> None:
    before = shared_api.house.calls()
    for method, path in calls(shared_api):
        if path.startswith("/webhooks/"):  # which knows no token but the one that Cin7 was given
            continue
        answer = shared_api.other(method, path, {})
        assert (answer.status_code, wrong(answer)[0][0]) == (404, "not_found"), (method, path)
    assert shared_api.house.calls() == before


def test_what_belongs_to_another_looks_like_what_does_not_exist(shared_api: Api) -> None:
    answers = [shared_api.other("GET", f"/v1/suppliers/{name}/connection").get_json() for name in ("northwind", "none")]
    assert answers[0]["detail"] == answers[1]["detail"]
    assert answers[0]["problems"] == answers[1]["problems"]


def test_a_suppliers_own_token_and_upstocks_reach_its_data(shared_api: Api) -> None:
    for caller in (shared_api.supplier, shared_api.upstock):
        assert caller("GET", "./connection").status_code == 200


def test_case_counts_in_a_suppliers_name(shared_api: Api) -> None:
    assert shared_api.supplier("GET", "/v1/suppliers/Northwind/connection").status_code == 404


@pytest.mark.parametrize("name", ["-x", "a%20b", "%00", "x" * 65, "a:b", "é"])
def test_a_supplier_that_cannot_exist_is_named_as_part_of_the_address(shared_api: Api, name: str) -> None:
    answer = shared_api.upstock("GET", f"/v1/suppliers/{name}/connection")
    assert (answer.status_code, wrong(answer)) == (422, [("invalid_value", "supplier")])


@pytest.mark.parametrize("path", ["/nothing", "/v1/nothing", "/v1//suppliers", "./orders/UP-1/", "/favicon.ico"])
def test_an_unknown_address_is_a_problem_too(shared_api: Api, path: str) -> None:
    answer = shared_api.upstock("GET", path)
    assert (answer.status_code, wrong(answer)) == (404, [("no_such_path", "")])


@pytest.mark.parametrize("method", ["PATCH", "TRACE", "POST", "BREW"])
def test_a_method_that_an_address_does_not_know_is_answered_with_those_it_knows(shared_api: Api, method: str) -> None:
    answer = shared_api.upstock(method, "./orders/UP-1")
    assert (answer.status_code, wrong(answer)) == (405, [("method_not_allowed", "")])
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "PUT"}


def test_options_and_head_say_what_a_call_would(shared_api: Api) -> None:
    asked = shared_api.upstock("OPTIONS", "./orders/UP-1")
    assert (asked.status_code, asked.text) == (200, "")
    assert set(asked.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "PUT"}
    head = shared_api.upstock("HEAD", "./connection")
    assert (head.status_code, head.text, head.content_type) == (200, "", "application/json")


def test_every_answer_carries_its_headers_and_its_name_in_the_log(shared_api: Api) -> None:
    answers = [
        shared_api.upstock("GET", "./connection"),
        shared_api.stranger("GET", "./connection"),
        shared_api.stranger("GET", "/nothing"),
        shared_api.stranger("GET", "/openapi.json"),
        shared_api.stranger("GET", "/docs"),
        shared_api.upstock("PUT", "./orders/UP-1", raw=b"{"),
    ]
    for answer in answers:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["Cache-Control"]
        assert len(answer.headers["X-Request-Id"]) == 32


def test_a_problem_is_known_by_the_same_name_as_its_request(shared_api: Api) -> None:
    answer = shared_api.upstock("GET", "./orders/none")
    assert answer.get_json()["reference"] == answer.headers["X-Request-Id"]


BAD_HEADERS = [
    "",
    "Bearer",
    "Bearer ",
    "Basic dTpw",
    "Bearer uc7_x_y z",
    "Token abc",
    "Bearer \xff\xfe",
    "Bearer " + "x" * 9000,
]


@pytest.mark.parametrize("header", BAD_HEADERS)
def test_whatever_is_no_token_is_no_token(shared_api: Api, header: str) -> None:
    answer = shared_api.stranger("GET", "./connection", headers={"Authorization": header})
    assert (answer.status_code, wrong(answer)) == (401, [("unauthenticated", "")])


def test_a_token_with_a_wrong_secret_or_of_an_unknown_id_is_refused_alike(shared_api: Api) -> None:
    prefix, token_id, secret = shared_api.upstock.token.split("_")
    for text in (f"{prefix}_{token_id}_{'0' * 64}", f"{prefix}_unknown_{secret}", f"x_{token_id}_{secret}"):
        assert Caller(shared_api.upstock.client, text)("GET", "./connection").status_code == 401


def test_the_word_bearer_may_be_written_in_any_case(shared_api: Api) -> None:
    header = {"Authorization": f"bearer  {shared_api.upstock.token}"}
    assert shared_api.stranger("GET", "./connection", headers=header).status_code == 200


def test_a_revoked_token_ends_at_once(new_api: Api) -> None:
    assert new_api.upstock("GET", "./sale-options").status_code == 200
    new_api.house.use_cases.revoke_token(new_api.upstock.token.split("_")[1])
    assert new_api.upstock("GET", "./sale-options").status_code == 401
