"""Ending a link removes our webhooks with a key that is erased already, and says what was left."""

from datetime import timedelta

import pytest

from adapters.fake_cin7.state.hooks import Hook
from domain.connection import Credentials
from domain.notices import NoticeState
from tests.application.connecting.listening import TYPES, hooks, subscription, watched
from tests.builders import SUPPLIER
from tests.house import OPERATOR, House
from tests.small_account import SMALL_ACCOUNT

ANOTHER, ANOTHER_KEY = "7d6e0000-0000-4000-8000-000000000002", "7d6e0000-0000-4000-8000-0000000000bb"


@pytest.fixture
def house(listening_house: House) -> House:
    return listening_house


def ended(house: House) -> str:
    """Disconnect, and answer what somebody should know about the webhooks then."""
    house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    known = subscription(house)
    assert known is not None
    assert (known.state, known.token) == (NoticeState.ENDED, None)
    return known.warning


def actions(house: House) -> list[str]:
    with house.use_cases.work() as store:
        return [entry.action for entry in store.audit.of(SUPPLIER, 100)]


def test_disconnecting_removes_them_all(house: House) -> None:
    assert ended(house) == ""
    assert hooks(house) == {}
    assert "webhooks.removed" in actions(house)


def test_disconnecting_while_cin7_cannot_be_reached_says_what_may_be_left(house: House) -> None:
    house.cut_off(timedelta(hours=1))
    assert "https://connector.example/webhooks/cin7/northwind" in ended(house)
    assert set(hooks(house)) == set(TYPES)
    assert "webhooks.left" in actions(house)


def test_whatever_is_left_is_refused(house: House) -> None:
    token = hooks(house)[TYPES[0]].token or ""
    house.fault("GET", "webhooks", {"status": 500})
    ended(house)
    assert house.use_cases.receive_notice("northwind", token, b"{}") is None


def test_connecting_again_removes_what_was_left_and_begins_with_a_new_token(house: House) -> None:
    before = hooks(house)[TYPES[0]].token
    house.fault("GET", "webhooks", {"status": 500})
    ended(house)
    house.connect()
    assert set(hooks(house)) == set(TYPES)
    tokens = {hook.token for hook in hooks(house).values()}
    assert len(tokens) == 1
    assert before not in tokens


def test_connecting_again_without_an_end_keeps_everything(house: House) -> None:
    before = hooks(house)
    house.connect()
    assert hooks(house) == before


def test_connecting_another_company_removes_them_from_the_first(house: House) -> None:
    house.open_account(SMALL_ACCOUNT, account=ANOTHER, key=ANOTHER_KEY)
    first = {hook.token for hook in hooks(house).values()}
    credentials = Credentials(account_id=ANOTHER, application_key=ANOTHER_KEY)
    house.use_cases.connect_account(SUPPLIER, credentials, location="", actor=OPERATOR)
    assert hooks(house) == {}
    house.settle()
    second: list[Hook] = [*house.universe.account(ANOTHER).hooks.by_id.values()]
    assert {hook.type for hook in second} == set(TYPES)
    assert not first & {hook.token for hook in second}
    assert watched(house).state is NoticeState.LISTENING
