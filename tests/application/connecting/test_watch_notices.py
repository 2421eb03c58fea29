"""Webhooks are registered once, kept alive with their token, and never in the way of anything else."""

import pytest
from dependency_injector import providers

from application.ports.storage.due import Chore
from domain.notices import NoticeState
from tests.application.connecting.listening import (
    TYPES,
    URL,
    calls,
    hooks,
    replaced,
    subscription,
    switch,
    watched,
)
from tests.builders import SUPPLIER
from tests.house import ACCOUNT, KEY, OPERATOR, House

OTHERS = {
    "Type": TYPES[0],
    "IsActive": True,
    "ExternalURL": "https://others.example",
    "ExternalAuthorizationType": "noauth",
}


@pytest.fixture
def house(listening_house: House) -> House:
    return listening_house


def moved_to(house: House, public_url: str) -> None:
    """Let this program be reached elsewhere from now on."""
    settings = house.container.settings().model_copy(update={"public_url": public_url})
    house.container.settings.override(providers.Object(settings))
    house.container.use_cases.reset()
    house.start()


def test_connecting_registers_each_once_with_a_token_of_its_own(house: House) -> None:
    found, known = hooks(house), subscription(house)
    assert set(found) == set(TYPES)
    assert {(hook.url, hook.active, hook.authorisation) for hook in found.values()} == {(URL, True, "bearerauth")}
    assert known is not None
    assert {hook.token for hook in found.values()} == {known.token}
    assert (known.state, known.warning, len(known.token or "")) == (NoticeState.LISTENING, "", 64)


def test_looking_again_costs_one_call_and_changes_nothing(house: House) -> None:
    before = hooks(house)
    assert watched(house).state is NoticeState.LISTENING
    assert calls(house) == ["GET webhooks"]
    assert hooks(house) == before


def test_one_that_cin7_switched_off_is_switched_on_again_with_its_token(house: House) -> None:
    hook = hooks(house)[TYPES[0]]
    hook.active = False
    known = watched(house)
    assert "given up 1 of the webhooks" in known.warning
    assert watched(house).warning == ""
    assert calls(house) == ["GET webhooks", "PUT webhooks", "GET webhooks"]
    mended = hooks(house)[TYPES[0]]
    assert (mended.id, mended.active, mended.token) == (hook.id, True, known.token)


def test_one_whose_token_somebody_wiped_is_mended_once_cin7_gave_it_up(house: House) -> None:
    replaced(house, TYPES[0], IsActive=False)
    assert not hooks(house)[TYPES[0]].token
    known = watched(house)
    assert hooks(house)[TYPES[0]].token == known.token


def test_one_that_somebody_removed_is_registered_again_and_others_are_left_alone(house: House) -> None:
    account = house.universe.account(ACCOUNT)
    del account.hooks.by_id[hooks(house)["Sale/Voided"].id]
    theirs = house.cin7("POST", "/ExternalApi/v2/webhooks", OTHERS)["Webhooks"][0]["ID"]  # type: ignore[index]  # JSON of the fake
    calls(house)
    watched(house)
    assert calls(house) == ["GET webhooks", "POST webhooks"]
    assert account.hooks.by_id.pop(theirs).url == "https://others.example"
    assert set(hooks(house)) == set(TYPES)


def test_an_account_without_the_module_works_by_polling_alone(reachable_house: House) -> None:
    switch(reachable_house, automation_module="off")
    reachable_house.connect()
    known = subscription(reachable_house)
    assert known is not None
    assert known.state is NoticeState.UNAVAILABLE
    assert "Automation module is not available for your subscription" in known.warning
    assert "Polling alone goes on" in known.warning
    switch(reachable_house, automation_module="on")
    assert watched(reachable_house).state is NoticeState.LISTENING
    assert set(hooks(reachable_house)) == set(TYPES)


def test_what_cin7_refuses_to_register_is_told_and_stops_none_of_the_others(reachable_house: House) -> None:
    for _ in range(5):
        reachable_house.cin7("POST", "/ExternalApi/v2/webhooks", OTHERS)
    reachable_house.connect()
    known = subscription(reachable_house)
    assert known is not None
    assert known.state is NoticeState.LISTENING
    assert "Sale/ShipmentAuthorised: There is a limit of 5 webhooks" in known.warning
    ours = [hook.type for hook in reachable_house.universe.account(ACCOUNT).hooks.by_id.values() if hook.url == URL]
    assert ours == list(TYPES[1:])


@pytest.mark.parametrize("fate", ["commit_then_timeout", "timeout", {"status": 500}])
def test_one_of_which_nobody_knows_whether_it_was_registered_is_looked_for_first(
    reachable_house: House, fate: object
) -> None:
    reachable_house.fault("POST", "webhooks", fate)
    reachable_house.connect()
    known = subscription(reachable_house)
    assert known is not None
    assert (known.state, known.tries) == (NoticeState.UNCLEAR, 1)
    assert watched(reachable_house).state is NoticeState.LISTENING
    assert set(hooks(reachable_house)) == set(TYPES)


def seconds_until_the_next_look(house: House) -> float:
    with house.use_cases.work() as store:
        [again] = [due.due_at for due in store.due.of(SUPPLIER) if due.chore is Chore.NOTICES]
    return (again - house.clock.now()).total_seconds()


def test_what_could_not_be_looked_at_is_looked_at_again_within_minutes(reachable_house: House) -> None:
    reachable_house.fault("GET", "webhooks", {"status": 500})
    reachable_house.connect()
    assert 0 < seconds_until_the_next_look(reachable_house) < 120


def test_what_cannot_be_looked_at_again_and_again_is_looked_at_every_hour(house: House) -> None:
    house.fault("GET", "webhooks", {"status": 500}, times=7)
    for _ in range(6):
        watched(house)
    assert 300 <= (before := seconds_until_the_next_look(house)) <= 360
    assert watched(house).tries == 7
    assert seconds_until_the_next_look(house) == before


def test_an_answer_that_nobody_documented_is_told_and_looked_at_with_the_next_hour(house: House) -> None:
    before = seconds_until_the_next_look(house)
    house.fault("GET", "webhooks", {"status": 404, "body": "<html>Not here</html>"})
    assert "Not here" in watched(house).warning
    assert seconds_until_the_next_look(house) == before


def test_a_look_that_has_to_wait_for_its_turn_is_no_trouble(house: House) -> None:
    house.container.budget().block(KEY, 40, "somebody calls too often")
    known = watched(house)
    assert (known.state, known.warning, known.tries) == (NoticeState.LISTENING, "", 0)
    assert seconds_until_the_next_look(house) == 40


def test_another_address_takes_the_place_of_the_former_one(house: House) -> None:
    moved_to(house, "https://new.example")
    known = watched(house)
    assert {hook.url for hook in hooks(house).values()} == {"https://new.example/webhooks/cin7/northwind"}
    assert known.urls == ("https://new.example/webhooks/cin7/northwind",)
    assert {hook.token for hook in hooks(house).values()} == {known.token}


def test_a_former_address_is_remembered_until_its_webhooks_are_gone(house: House) -> None:
    moved_to(house, "https://new.example")
    house.fault("DELETE", "webhooks", {"status": 500})
    assert len(watched(house).urls) == 2
    assert watched(house).urls == ("https://new.example/webhooks/cin7/northwind",)
    assert len(hooks(house)) == len(TYPES)


def test_a_program_that_nobody_can_reach_any_more_removes_its_webhooks(house: House) -> None:
    moved_to(house, "")
    known = watched(house)
    assert (known.state, known.token, known.urls) == (NoticeState.ENDED, None, ())
    assert hooks(house) == {}
    calls(house)
    watched(house)
    assert calls(house) == []


def test_a_program_that_nobody_can_reach_asks_nothing_of_cin7(empty_house: House) -> None:
    empty_house.open_account({})
    empty_house.connect()
    empty_house.forget_calls()
    empty_house.use_cases.watch_notices(SUPPLIER)
    assert subscription(empty_house) is None
    assert calls(empty_house) == []


def test_a_supplier_that_is_not_connected_is_left_alone(house: House) -> None:
    house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    calls(house)
    house.use_cases.watch_notices(SUPPLIER)
    house.use_cases.watch_notices("nobody")
    assert calls(house) == []
