"""A doubted key: asked about until it is trusted or lost, whatever else happens to the link meanwhile."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from application.ports.tasks import Task
from domain.connection import Connection, ConnectionStatus, Credentials
from domain.identifiers import SupplierId
from domain.order import OrderState
from tests.builders import SUPPLIER, an_approved_order
from tests.house import ACCOUNT, KEY, OPERATOR, House

HALF_A_MINUTE = timedelta(seconds=30)
NEW_KEY = "7d6e0000-0000-4000-8000-0000000000cc"


def link(house: House, supplier: SupplierId = SUPPLIER) -> Connection:
    with house.use_cases.work() as store:
        found = store.connections.get(supplier)
    assert found is not None
    return found


def told(house: House) -> list[str]:
    return [event.type for event in house.events() if event.type == "connection.lost"]


def approve(house: House, number: str) -> None:
    """Approve an order and run what is due at this instant."""
    house.use_cases.approve_order(SUPPLIER, an_approved_order(number=number))
    house.run_now()


def connect(house: House, key: str) -> None:
    house.use_cases.connect_account(
        SUPPLIER, Credentials(account_id=ACCOUNT, application_key=key), location="", actor=OPERATOR
    )


@pytest.fixture
def doubted(house: House) -> House:
    """A key that Cin7 has just refused; the asking is due in half a minute."""
    house.revoke_key()
    approve(house, "UP-1")
    assert link(house).doubt is not None
    return house


def while_asked(house: House, do: Callable[[], None]) -> None:
    """Have Cin7 asked, and something happen to the link before its answer is written down."""
    house.during_the_next_call(do)
    house.clock.advance(HALF_A_MINUTE)
    house.use_cases.doubt_connection(SUPPLIER)


def test_a_lost_link_is_told_once_and_nothing_comes_again(doubted: House) -> None:
    doubted.time_passes(timedelta(hours=2))
    assert link(doubted).status is ConnectionStatus.LOST
    assert told(doubted) == ["connection.lost"]
    with doubted.use_cases.work() as store:
        assert store.due.of(SUPPLIER) == ()
        assert [entry.action for entry in store.audit.of(SUPPLIER, 1)] == ["connection.lost"]


def test_a_lost_link_is_asked_nothing(doubted: House) -> None:
    doubted.time_passes(timedelta(minutes=5))
    doubted.forget_calls()
    doubted.approve(an_approved_order(number="UP-2"))
    doubted.time_passes(timedelta(hours=2))
    assert doubted.calls() == []
    assert [doubted.order(number).problems[0].code for number in ("UP-1", "UP-2")] == ["connection_lost"] * 2


def test_passes_polls_and_readings_raise_the_doubt_as_well_and_lose_nothing(house: House) -> None:
    house.approve(an_approved_order(number="UP-1"))
    house.revoke_key("Forbidden")
    house.use_cases.request_job(SUPPLIER, ["products", "shipments"], OPERATOR)
    house.run_now()
    assert link(house).doubt is not None
    house.issue_key(NEW_KEY)
    house.connect(key=NEW_KEY)
    house.time_passes(timedelta(minutes=10))
    assert link(house).doubt is None
    with house.use_cases.work() as store:
        assert {job.state.value for job in store.jobs.latest(SUPPLIER, 9)} == {"done"}


def test_a_system_that_cannot_answer_leaves_the_doubt_as_it_is(doubted: House) -> None:
    doubted.cut_off(timedelta(minutes=10))
    doubted.time_passes(timedelta(minutes=9))
    found = link(doubted).doubt
    assert found is not None
    assert found.refusals == 1
    doubted.time_passes(timedelta(minutes=3))
    assert link(doubted).status is ConnectionStatus.LOST


def test_an_answer_nobody_documented_leaves_the_doubt_as_it_is(house: House) -> None:
    house.fault("*", "*", {"status": 403, "body": "Forbidden"})
    house.fault("GET", "me", {"status": 404, "body": '[{"ErrorCode": 404, "Exception": "No such page"}]'})
    approve(house, "UP-1")
    house.time_passes(timedelta(minutes=2))
    assert link(house).doubt is not None
    house.time_passes(timedelta(minutes=6))
    assert link(house).doubt is None
    assert house.order("UP-1").state is OrderState.CREATED


def test_disconnecting_while_cin7_is_asked_ends_the_doubt(doubted: House) -> None:
    while_asked(doubted, lambda: doubted.use_cases.disconnect_account(SUPPLIER, OPERATOR))
    doubted.time_passes(timedelta(minutes=10))
    assert link(doubted).status is ConnectionStatus.DISCONNECTED
    assert told(doubted) == []
    assert doubted.order("UP-1").problems[0].code == "disconnected"


def test_an_answer_about_the_old_key_says_nothing_about_a_new_one(doubted: House) -> None:
    doubted.issue_key(NEW_KEY)
    while_asked(doubted, lambda: connect(doubted, NEW_KEY))
    doubted.time_passes(timedelta(minutes=10))
    assert (link(doubted).status, link(doubted).doubt) == (ConnectionStatus.CONNECTED, None)
    assert told(doubted) == []
    assert doubted.order("UP-1").state is OrderState.CREATED


def test_a_refusal_of_the_old_key_that_arrives_late_does_not_doubt_the_new_one(house: House) -> None:
    house.issue_key(NEW_KEY)
    house.revoke_key()
    house.during_the_next_call(lambda: connect(house, NEW_KEY))
    approve(house, "UP-1")
    assert link(house).doubt is None
    house.time_passes(timedelta(minutes=5))
    assert house.order("UP-1").state is OrderState.CREATED


def test_refusals_that_come_at_once_are_one_doubt(house: House) -> None:
    house.revoke_key("Forbidden")
    for number in range(5):
        house.use_cases.approve_order(SUPPLIER, an_approved_order(number=f"UP-{number}"))
    house.run_now()
    found = link(house).doubt
    assert found is not None
    assert found.refusals == 1
    assert [task.task for task in house.tasks.pending()].count(Task.DOUBT_CONNECTION) == 1


def test_an_asking_that_was_lost_is_taken_up_by_the_tick(doubted: House) -> None:
    doubted.tasks.lose_everything()
    doubted.time_passes(timedelta(minutes=5))
    assert link(doubted).status is ConnectionStatus.LOST


def test_suppliers_that_share_a_key_are_doubted_together(house: House) -> None:
    other = SupplierId("northwind-two")
    house.use_cases.connect_account(
        other, Credentials(account_id=ACCOUNT, application_key=KEY), location="", actor=OPERATOR
    )
    house.settle()
    house.revoke_key()
    house.approve(an_approved_order(number="UP-1"))
    house.time_passes(timedelta(minutes=5))
    assert {link(house, supplier).status for supplier in (SUPPLIER, other)} == {ConnectionStatus.LOST}
    with house.use_cases.work() as store:
        assert [notice.event.type for notice in store.outbox.pending(other, 99)].count("connection.lost") == 1
