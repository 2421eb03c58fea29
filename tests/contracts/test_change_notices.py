"""Each promise of the port of webhooks, on every implementation: Cin7's adapter over the fake, and a real account."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from adapters.cin7_core import Cin7Directory, make_session
from application.ports.errors import NoticesUnavailable, PortError, Unclear
from application.ports.inventory import InventoryDirectory
from application.ports.notices import ChangeNotices
from application.ports.storage.mirror import Stream
from domain.call_budget import Lane
from domain.connection import Credentials
from domain.errors import NotThere
from entrypoints.clock import SystemClock
from tests.contracts.inventory_accounts import LIVE, LIVE_URL
from tests.fakes.budget import UnlimitedBudget
from tests.plugins.servers import ImitatedCin7
from tests.small_account import SMALL_ACCOUNT

TOKEN = "a token of this suite"


@dataclass(frozen=True, slots=True)
class Account:
    """An account that sends webhooks, and addresses that nobody else uses."""

    directory: InventoryDirectory
    credentials: Credentials
    url: str
    former: str

    @property
    def notices(self) -> ChangeNotices:
        opened = self.directory.notices("cin7_core", self.credentials, lane=Lane.SHIPMENTS)
        assert opened is not None
        return opened


@pytest.fixture(params=["cin7_in_process", "cin7_over_http", pytest.param("live", marks=pytest.mark.live)])
def account(request: pytest.FixtureRequest) -> Iterator[Account]:
    url, former = (f"https://{uuid4().hex}.example/webhooks/cin7/northwind" for _ in range(2))
    if request.param == "live":
        if not all(os.environ.get(name) for name in LIVE):
            pytest.skip(f"needs a real Cin7 account: set {' and '.join(LIVE)}")
        credentials = Credentials(account_id=os.environ[LIVE[0]], application_key=os.environ[LIVE[1]])
        directory = Cin7Directory(make_session(), LIVE_URL, UnlimitedBudget(), SystemClock())
    else:
        cin7 = request.getfixturevalue(request.param)
        cin7.open_account(SMALL_ACCOUNT)
        credentials, directory = cin7.credentials, cin7.directory()
    account = Account(directory, credentials, url, former)
    yield account
    account.notices.remove([url, former])


def test_everything_that_concerns_us_is_registered_and_then_nothing_is_to_be_done(account: Account) -> None:
    first = account.notices.ensure(account.url, TOKEN, is_carried=False)
    assert (first.registered, first.mended, first.removed, first.refused) == (6, 0, 0, ())
    again = account.notices.ensure(account.url, TOKEN)
    assert (again.registered, again.mended, again.removed, again.refused) == (0, 0, 0, ())


def test_a_token_that_is_not_known_to_be_carried_is_given_to_all(account: Account) -> None:
    account.notices.ensure(account.url, "another token", is_carried=False)
    assert account.notices.ensure(account.url, TOKEN, is_carried=False).mended == 6


def test_a_former_address_is_left_by_all(account: Account) -> None:
    account.notices.ensure(account.former, TOKEN, is_carried=False)
    moved = account.notices.ensure(account.url, TOKEN, former=[account.former], is_carried=False)
    assert (moved.registered, moved.removed) == (6, 6)
    assert account.notices.remove([account.former]).removed == 0


def test_removing_takes_those_that_lead_there_and_no_others(account: Account) -> None:
    account.notices.ensure(account.url, TOKEN, is_carried=False)
    assert account.notices.remove([account.former]).removed == 0
    assert account.notices.remove([account.url]).removed == 6
    assert account.notices.remove([account.url]).removed == 0


def test_a_sale_a_stream_and_nothing_are_told_apart(account: Account) -> None:
    def read(document: Any) -> Any:
        return account.notices.read(json.dumps(document).encode())

    sale = read({"EventType": "Sale/ShipmentAuthorised", "OrderNumber": "SO-00045"})
    assert (sale.sale.number, sale.stream) == ("SO-00045", None)
    assert read({"EventType": "Product/Updated"}).stream is Stream.PRODUCTS
    other = read({"EventType": "Lead/Updated"})
    assert (other.event, other.sale, other.stream) == ("Lead/Updated", None, None)
    assert account.notices.read(b"?") is None


def test_a_system_that_nobody_built_an_adapter_for_is_not_there(account: Account) -> None:
    with pytest.raises(NotThere):
        account.directory.notices("unknown", account.credentials, lane=Lane.SHIPMENTS)


@pytest.fixture
def imitated(imitated_cin7: ImitatedCin7) -> tuple[ImitatedCin7, ChangeNotices]:
    imitated_cin7.open_account(SMALL_ACCOUNT)
    account = Account(imitated_cin7.directory(), imitated_cin7.credentials, "https://x.example", "https://y.example")
    return imitated_cin7, account.notices


def test_an_account_without_webhooks_says_so_in_its_words(imitated: tuple[ImitatedCin7, ChangeNotices]) -> None:
    cin7, notices = imitated
    cin7.switch(automation_module="off")
    with pytest.raises(NoticesUnavailable, match="Automation module is not available"):
        notices.ensure("https://x.example", TOKEN)
    with pytest.raises(NoticesUnavailable):
        notices.remove(["https://x.example"])


def test_what_is_refused_is_told_and_the_rest_is_done(imitated: tuple[ImitatedCin7, ChangeNotices]) -> None:
    cin7, notices = imitated
    body = json.dumps([{"ErrorCode": 400, "Exception": f"No, not with {TOKEN}"}])
    cin7.fault("POST", "webhooks", {"status": 400, "body": body})
    report = notices.ensure("https://x.example", TOKEN)
    assert report.registered == 5
    assert report.refused == ("Sale/ShipmentAuthorised: No, not with [key]",)


@pytest.mark.parametrize("fate", ["timeout", "commit_then_timeout"])
def test_what_may_have_been_registered_is_unclear_and_never_registered_twice(
    imitated: tuple[ImitatedCin7, ChangeNotices], fate: str
) -> None:
    cin7, notices = imitated
    cin7.fault("POST", "webhooks", fate)
    with pytest.raises(Unclear):
        notices.ensure("https://x.example", TOKEN)
    notices.ensure("https://x.example", TOKEN)
    assert notices.remove(["https://x.example"]).removed == 6


def test_what_cannot_be_looked_at_is_told_as_an_error_of_the_port(
    imitated: tuple[ImitatedCin7, ChangeNotices],
) -> None:
    cin7, notices = imitated
    cin7.fault("GET", "webhooks", {"status": 503})
    with pytest.raises(PortError):
        notices.ensure("https://x.example", TOKEN)
