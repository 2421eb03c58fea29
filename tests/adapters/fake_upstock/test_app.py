import json

import pytest

from adapters.fake_upstock import Inbox
from tests.adapters.fake_upstock.told import Teller, order

CREATED = "order.sale_created"


def arrange(tell: Teller, instruction: object) -> int:
    return tell.client.post("/_fake/faults", data=json.dumps(instruction)).status_code


def test_a_fault_strikes_as_often_as_it_is_told(tell: Teller, inbox: Inbox) -> None:
    assert arrange(tell, {"action": {"status": 503, "retry_after": 7}, "times": 2}) == 201
    answers = [tell(CREATED, order(), message="m-1", minute=1) for _ in range(3)]
    assert [(answer.status_code, answer.headers.get("Retry-After")) for answer in answers] == [
        (503, "7"),
        (503, "7"),
        (200, None),
    ]
    assert [one.outcome for one in inbox.received] == ["fault: status 503", "fault: status 503", "applied"]


def test_a_fault_can_be_meant_for_one_kind_and_one_subject(tell: Teller) -> None:
    arrange(tell, {"match": {"type": "order.*", "subject": "order:2"}, "action": {"status": 410}})
    assert [tell.status(CREATED, order(number)) for number in "123"] == [200, 410, 200]


def test_faults_are_listed_and_cleared(tell: Teller) -> None:
    arrange(tell, {"action": "reset"})
    (fault,) = tell.client.get("/_fake/faults").get_json()["faults"]
    assert fault == {"match": {"type": "*", "subject": "*"}, "action": "reset", "times": None, "struck": 0}
    assert tell.client.delete("/_fake/faults").get_json() == {"faults": []}


@pytest.mark.parametrize(
    ("instruction", "said"),
    [
        ({"action": "explode"}, '"action" is one of reset'),
        ({"action": {"status": 99}}, '"action" is one of reset'),
        ({"action": {"slow": -1}}, '"action" is one of reset'),
        ({"action": {"colour": 1}}, "colour means nothing"),
        ({"action": "reset", "often": 3}, "often means nothing in a fault"),
        ({"action": "reset", "match": {"order": 1}}, "order means nothing"),
        ({"action": "reset", "times": 0}, "whole number from 1"),
        ([], "a fault is an object"),
    ],
)
def test_an_instruction_that_nobody_understands_is_said(tell: Teller, instruction: object, said: str) -> None:
    answer = tell.client.post("/_fake/faults", data=json.dumps(instruction))
    assert answer.status_code == 400
    assert said in answer.get_json()["error"]


def test_an_answer_without_a_carrier_that_loses_it_is_a_bad_gateway(tell: Teller) -> None:
    arrange(tell, {"action": "timeout", "times": 1})
    assert tell.status(CREATED, order()) == 502


def test_everything_that_arrived_is_listed_from_where_one_left_off(tell: Teller) -> None:
    tell(CREATED, order("1"))
    first = tell.client.get("/_fake/received").get_json()
    tell(CREATED, order("2"))
    rest = tell.client.get(f"/_fake/received?since={first['next']}").get_json()
    assert [one["subject"] for one in first["received"]] == ["order:1"]
    assert [(one["subject"], one["status"], one["id"]) for one in rest["received"]] == [("order:2", 200, "m-2")]


def test_a_suppliers_shop_can_be_read(tell: Teller) -> None:
    tell(CREATED, order())
    shop = tell.client.get("/_fake/suppliers/northwind").get_json()
    assert shop["orders"]["10248"]["data"]["state"] == "created"
    assert tell.client.get("/_fake/suppliers/nobody").status_code == 404


def test_a_reset_forgets_everything(tell: Teller, inbox: Inbox) -> None:
    tell(CREATED, order())
    arrange(tell, {"action": "reset"})
    assert tell.client.post("/_fake/reset").status_code == 204
    assert (inbox.shops, inbox.received, inbox.faults) == ({}, [], [])
    assert tell.status(CREATED, order(), message="m-1") == 200
