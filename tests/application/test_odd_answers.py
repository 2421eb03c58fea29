"""Answers that Cin7's documentation does not know are seen as such: no crash of ours, and asked for again in time."""

from datetime import timedelta

import pytest

from application.ports.storage.jobs import JobState
from domain.alarms import AlarmKind
from domain.order import OrderState
from tests.builders import SUPPLIER, an_approved_order
from tests.house import OPERATOR, Document, House

ODD: list[Document] = [
    {"status": 404, "body": "<html><title>Page not found</title></html>"},
    {"status": 404, "body": '[{"ErrorCode": 404, "Exception": "The list was not found"}]'},
    {"status": 400, "body": '[{"ErrorCode": 400, "Exception": "Page is not valid"}]'},
    {"status": 200, "body": '["something", "else"]'},
    {"status": 200, "body": '{"Nothing": "that anybody knows"}'},
]
MINUTE = timedelta(minutes=1)


def alarms(house: House) -> list[tuple[str, str]]:
    with house.use_cases.work() as store:
        found = store.alarms.page(SUPPLIER, is_open=True, kind=AlarmKind.ODD_ANSWER, cursor=None, limit=10)
    return [(each.alarm.subject, each.alarm.detail) for each in found.items]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: f"{odd['status']} {str(odd['body'])[:12]}")
def test_a_list_of_sales_that_nobody_documented_is_an_alarm_until_the_list_is_one_again(
    house: House, odd: Document
) -> None:
    house.approve(an_approved_order())
    house.fault("GET", "saleList", odd, times=2)
    house.forget_calls()
    house.time_passes(10 * MINUTE)
    asked = house.calls().count(("GET", "saleList"))
    (alarm,) = alarms(house)
    assert asked == 2
    assert alarm[0] == "answer:sales"
    assert alarm[1].startswith("The list of sales cannot be read, so shipments are not seen;")
    assert "Cin7" in alarm[1]
    house.time_passes(6 * MINUTE)
    assert alarms(house) == []
    assert house.order("UP-1001").state is OrderState.CREATED


def test_who_waits_for_such_a_list_is_told_what_was_answered(house: House) -> None:
    house.approve(an_approved_order())
    house.fault("GET", "saleList", ODD[1])
    job = house.use_cases.request_job(SUPPLIER, ["shipments"], OPERATOR)
    house.run_now()
    ended = house.use_cases.follow_job(SUPPLIER, job.id).job
    assert ended.state is JobState.FAILED
    assert "The list was not found" in ended.error


def test_an_alarm_about_sales_ends_when_there_is_none_to_look_for(house: House) -> None:
    house.approve(an_approved_order())
    house.fault("GET", "saleList", ODD[0])
    house.time_passes(6 * MINUTE)
    assert len(alarms(house)) == 1
    house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    house.use_cases.poll_sales(SUPPLIER)
    assert alarms(house) == []


def test_books_that_nobody_documented_are_an_alarm_and_asked_for_again_in_an_hour(house: House) -> None:
    house.fault("GET", "ref/location", ODD[3], times=1)
    house.use_cases.read_books(SUPPLIER)
    ((subject, detail),) = alarms(house)
    assert subject == "answer:books"
    assert detail.startswith("The reference books cannot be read")
    house.time_passes(61 * MINUTE)
    assert alarms(house) == []
