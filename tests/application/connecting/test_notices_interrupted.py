"""Webhooks while somebody else decides: a supplier that disconnects in the middle, and a system that has none."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

import pytest

from application.ports.errors import Unavailable
from application.ports.inventory import InventoryDirectory
from application.ports.notices import ChangeNotices, Hint, NoticeReport
from domain.call_budget import Lane
from domain.connection import Credentials
from domain.notices import NoticeState
from tests.application.connecting.listening import TYPES, hooks, subscription, watched
from tests.builders import SUPPLIER, credentials
from tests.fakes.inventory import FakeAccount, FakeInventoryDirectory
from tests.house import OPERATOR, PUBLIC_URL, House


class Interrupted(ChangeNotices):
    """Real webhooks, and something that happens right after they were looked at."""

    def __init__(self, inner: ChangeNotices, meanwhile: Callable[[], None], *, is_cut_off: bool) -> None:
        self._inner, self._meanwhile, self._is_cut_off = inner, meanwhile, is_cut_off

    def ensure(self, url: str, token: str, *, former: Collection[str] = (), is_carried: bool = True) -> NoticeReport:
        report = self._inner.ensure(url, token, former=former, is_carried=is_carried)
        self._meanwhile()
        return report

    def remove(self, urls: Collection[str]) -> NoticeReport:
        if self._is_cut_off:
            raise Unavailable("Cin7 is out of reach.")
        return self._inner.remove(urls)

    def read(self, payload: bytes) -> Hint | None:
        return self._inner.read(payload)


@pytest.fixture
def house(reachable_house: House) -> House:
    reachable_house.connect()
    reachable_house.forget_calls()
    return reachable_house


def interrupt(house: House, meanwhile: Callable[[], None], *, is_cut_off: bool = False) -> None:
    """Let this happen once, in the middle of the next look; a look inside it is not interrupted."""
    directory: Any = house.container.directory()
    plain, left = directory.notices, [meanwhile]

    def opened(system: str, credentials: Credentials, *, lane: Lane, within: timedelta | None = None) -> ChangeNotices:
        inner = plain(system, credentials, lane=lane, within=within)
        return Interrupted(inner, left.pop(), is_cut_off=is_cut_off) if left else inner

    directory.notices = opened


def disconnect(house: House) -> Callable[[], None]:
    return lambda: house.use_cases.disconnect_account(SUPPLIER, OPERATOR)


def register_again(house: House) -> Callable[[], None]:
    """Disconnect in the middle, before the look that is under way goes on to register what was just removed."""

    def meanwhile() -> None:
        house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
        body = {"Type": TYPES[0], "IsActive": True, "ExternalAuthorizationType": "noauth"}
        house.cin7("POST", "/ExternalApi/v2/webhooks", {**body, "ExternalURL": f"{PUBLIC_URL}/webhooks/cin7/northwind"})

    return meanwhile


def test_what_is_registered_while_somebody_disconnects_is_removed_again(house: House) -> None:
    interrupt(house, register_again(house))
    known = watched(house)
    assert hooks(house) == {}
    assert (known.state, known.token, known.warning) == (NoticeState.ENDED, None, "")


def test_what_cannot_be_removed_again_is_named(house: House) -> None:
    interrupt(house, register_again(house), is_cut_off=True)
    known = watched(house)
    assert known.state is NoticeState.ENDED
    assert "Cin7 is out of reach. Remove there those that lead to" in known.warning


def test_a_look_that_another_look_overtook_changes_nothing(house: House) -> None:
    interrupt(house, lambda: house.use_cases.watch_notices(SUPPLIER))
    assert watched(house).state is NoticeState.LISTENING
    assert set(hooks(house)) == set(TYPES)


def test_a_supplier_that_connects_again_while_its_webhooks_are_removed_keeps_its_new_ones(house: House) -> None:
    directory: Any = house.container.directory()
    plain = directory.notices

    def connects_first(*given: Any, **named: Any) -> ChangeNotices:
        directory.notices = plain
        house.connect()
        opened: ChangeNotices = plain(*given, **named)
        return opened

    directory.notices = connects_first
    house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    known = subscription(house)
    assert known is not None
    assert known.state is NoticeState.LISTENING


def test_a_system_without_webhooks_works_by_polling_alone(reachable_house: House) -> None:
    account = FakeAccount(opened_by=credentials(account_id="acc", application_key="key"))
    directory: InventoryDirectory = FakeInventoryDirectory(account, clock=reachable_house.clock)
    reachable_house.exchange(reachable_house.container.directory, directory)
    reachable_house.connect(account="acc", key="key")
    known = subscription(reachable_house)
    assert known is not None
    assert known.state is NoticeState.UNAVAILABLE
    assert "this inventory system has none. Polling alone goes on" in known.warning
    reachable_house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    known = subscription(reachable_house)
    assert known is not None
    assert (known.state, known.urls) == (NoticeState.ENDED, ())
