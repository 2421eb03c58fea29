import json
from typing import Any

import pytest

from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.state.faults import read_fault
from tests.adapters.fake_cin7.company import CAFE, Company

HEADER = {"CustomerID": CAFE, "Location": "Main", "SkipQuote": True}


def arranged(action: object, method: str = "*", path: str = "*", **beside: Any) -> Company:
    company = Company()
    company.control("POST", "faults", {"match": {"method": method, "path": path}, "action": action, **beside}, 201)
    return company


def statuses(company: Company, calls: int) -> list[int]:
    return [company.call("GET", "me").status_code for _ in range(calls)]


def test_a_status_is_answered_as_often_as_asked_for() -> None:
    assert statuses(arranged({"status": 503}, times=2), 4) == [503, 503, 200, 200]


def test_a_fault_strikes_the_calls_that_match_alone() -> None:
    company = arranged({"status": 500}, "POST", "SALE/order")
    assert company.call("GET", "sale/order").status_code == 400
    assert company.call("POST", "Sale/Order", {}).status_code == 500
    assert company.call("POST", "sale", HEADER).status_code == 200


def test_a_star_stands_for_any_part_of_the_path() -> None:
    company = arranged({"status": 502}, path="sale/*")
    assert company.call("GET", "sale/quote").status_code == 502
    assert company.call("GET", "saleList").status_code == 200


def test_only_the_nth_matching_call_is_struck() -> None:
    company = Company()
    company.control("POST", "faults", {"match": {"path": "me", "nth": 3}, "action": {"status": 503}}, 201)
    company.get("product")
    assert statuses(company, 4) == [200, 200, 503, 200]


def test_a_rate_is_drawn_from_its_seed_and_can_be_repeated() -> None:
    first = statuses(arranged({"status": 503}, rate=0.3, seed=7), 40)
    assert first == statuses(arranged({"status": 503}, rate="0.3", seed=7), 40)
    assert 4 < first.count(503) < 24
    assert first != statuses(arranged({"status": 503}, rate=0.3, seed=8), 40)


@pytest.mark.parametrize(
    ("action", "status", "start"),
    [
        ("html_200", 200, "<!DOCTYPE"),
        ({"status": 429}, 429, "You have reached"),
        ({"status": 403}, 403, "Incorrect"),
        ({"status": 400}, 400, '[{"ErrorCode":400'),
        ({"status": 502}, 502, "<!DOCTYPE"),
        ({"status": 204}, 204, ""),
        ({"status": 200, "body": "[]"}, 200, "[]"),
        ({"status": 503, "body": "busy"}, 503, "busy"),
    ],
)
def test_each_status_has_the_body_it_has_in_life(action: object, status: int, start: str) -> None:
    reply = arranged(action).call("GET", "me")
    assert reply.status_code == status
    assert reply.text.startswith(start)


def test_a_status_may_say_when_to_come_back_as_cin7_writes_it() -> None:
    reply = arranged({"status": 503, "retry_after": "45 Seconds"}).call("GET", "me")
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "45 Seconds")


@pytest.mark.parametrize(
    ("action", "made"),
    [
        ("reset", 0),
        ("timeout", 0),
        ("html_200", 0),
        ({"status": 500}, 0),
        ("commit_then_timeout", 1),
        ("commit_then_reset", 1),
    ],
    ids=str,
)
def test_only_what_commits_does_its_work(action: object, made: int) -> None:
    company = arranged(action, "POST", "sale", times=1)
    company.call("POST", "sale", HEADER)
    assert company.get("saleList")["Total"] == made


def test_a_plain_server_answers_502_where_a_reply_is_lost_before_any_work() -> None:
    assert arranged("reset").call("GET", "me").status_code == 502


def test_a_switch_loses_the_reply_of_every_post() -> None:
    company = Company()
    company.turn(commit_then_timeout="on")
    company.call("POST", "sale", HEADER)
    company.get("me")
    seen = [entry["fault"] for entry in company.control("GET", "requests")["requests"]]
    assert (seen, company.get("saleList")["Total"]) == (["commit_then_timeout", None], 1)


def test_the_log_tells_what_struck_and_how_far_a_call_came() -> None:
    company = arranged("timeout", times=1)
    company.control("POST", "faults", {"action": "commit_then_reset", "times": 1}, 201)
    statuses(company, 3)
    seen = company.control("GET", "requests")["requests"]
    assert [(entry["status"], entry["fault"]) for entry in seen] == [
        (None, "timeout"), (200, "commit_then_reset"), (200, None),
    ]  # fmt: skip


def test_faults_are_listed_and_cleared_one_or_all() -> None:
    company = arranged({"slow": 2}, times=3)
    company.control("POST", "faults", {"action": "reset"}, 201)
    listed = company.control("GET", "faults")["faults"]
    assert [(entry["id"], entry["action"], entry["struck"]) for entry in listed] == [(1, "slow 2", 0), (2, "reset", 0)]
    assert len(company.control("DELETE", "faults/1")["faults"]) == 1
    assert company.control("DELETE", "faults") == {"faults": []}
    assert statuses(company, 1) == [200]


@pytest.mark.parametrize(
    ("instruction", "text"),
    [
        ({}, "'action' is None; it must be one of reset, timeout"),
        ({"action": "explode"}, "'action' is 'explode'"),
        ({"action": {"status": 42}}, "'action' is"),
        ({"action": {"status": 503, "colour": 1}}, "'colour' means nothing in action"),
        ({"action": "reset", "often": 1}, "'often' means nothing in a fault"),
        ({"action": "reset", "match": {"verb": "GET"}}, "'verb' means nothing in match"),
        ({"action": "reset", "match": "me"}, "'match' must be an object"),
        ({"action": "reset", "times": 0}, "'times' must be a whole number from 1 up"),
        ({"action": "reset", "rate": 2}, "'rate' is the share of calls"),
        ({"action": {"slow": -1}}, "'action' is"),
    ],
)
def test_a_fault_that_cannot_be_understood_is_refused_by_name(instruction: dict[str, Any], text: str) -> None:
    with pytest.raises(BadInstruction) as caught:
        read_fault(1, instruction)
    assert text in str(caught.value)


def test_words_may_be_written_as_objects_too() -> None:
    assert read_fault(1, {"action": {"commit_then_reset": True}}).action.word == "commit_then_reset"
    assert read_fault(1, {"action": "reset", "match": {"path": "/ExternalApi/v2/Sale/"}}).path == "sale"
    assert json.dumps(read_fault(1, {"action": {"slow": 1.5}}).describe()["action"]) == '"slow 1.5"'
