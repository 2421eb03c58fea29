"""The fake behind a session in this process: what goes wrong is what really goes wrong with requests."""

import pytest
import requests

from adapters.fake_cin7 import FakeTransport, Universe

ROOT = "https://inventory.dearsystems.com/ExternalApi/v2"
ACCOUNT, KEY = "7d6e0000-0000-4000-8000-000000000001", "7d6e0000-0000-4000-8000-0000000000aa"
HEADERS = {"api-auth-accountid": ACCOUNT, "api-auth-applicationkey": KEY}
CUSTOMER = {"Name": "Sparrow Cafe", "Currency": "AUD"}


@pytest.fixture
def universe() -> Universe:
    universe = Universe()
    document = {"me": {"Company": "Acme", "Currency": "AUD"}, "customers": [CUSTOMER], "locations": [{"Name": "Main"}]}
    universe.add_account({"account_id": ACCOUNT, "application_keys": [KEY], **document})
    return universe


@pytest.fixture
def session(universe: Universe) -> requests.Session:
    session = requests.Session()
    session.mount("https://", FakeTransport(universe))
    return session


def sales(session: requests.Session) -> int:
    return int(session.get(f"{ROOT}/saleList", headers=HEADERS, timeout=5).json()["Total"])


def post_sale(session: requests.Session) -> requests.Response:
    return session.post(
        f"{ROOT}/sale", headers=HEADERS, json={"Customer": "Sparrow Cafe", "Location": "Main"}, timeout=5
    )


@pytest.mark.parametrize(
    ("action", "error", "made"),
    [
        ("timeout", requests.ReadTimeout, 0),
        ("reset", requests.ConnectionError, 0),
        ("commit_then_timeout", requests.ReadTimeout, 1),
        ("commit_then_reset", requests.ConnectionError, 1),
        ({"slow": 6}, requests.ReadTimeout, 1),
    ],
    ids=str,
)
def test_a_lost_reply_is_lost_whether_the_work_was_done_or_not(
    universe: Universe, session: requests.Session, action: object, error: type[Exception], made: int
) -> None:
    universe.add_fault({"match": {"method": "POST", "path": "sale"}, "action": action, "times": 1})
    with pytest.raises(error):
        post_sale(session)
    assert sales(session) == made


def test_a_slow_reply_within_patience_arrives(universe: Universe, session: requests.Session) -> None:
    universe.add_fault({"match": {"method": "POST", "path": "sale"}, "action": {"slow": 4}, "times": 1})
    assert post_sale(session).status_code == 200
