"""Whether Cin7 Core answers at all."""

from datetime import UTC, datetime

import pytest
import requests
from requests.exceptions import ConnectTimeout

from adapters.cin7_core.reach import Cin7Reach
from adapters.cin7_core.session import make_session
from adapters.fake_cin7 import FakeTransport, Universe
from application.ports.reach import Hearing
from tests.adapters.cin7_core.scripted import BASE_URL, ScriptedTransport, Told


def knocked(*answers: Told) -> tuple[ScriptedTransport, Cin7Reach]:
    transport, session = ScriptedTransport(answers), make_session()
    session.mount("https://cin7.example/", transport)
    return transport, Cin7Reach(session, BASE_URL)


def test_the_imitation_is_heard_and_no_key_is_shown_to_anybody() -> None:
    universe, session = Universe(), make_session()
    session.mount("https://", FakeTransport(universe))
    assert Cin7Reach(session, "https://cin7.invalid/ExternalApi/v2/").knock().hearing is Hearing.HEARD


def test_a_refusal_of_a_stranger_is_what_cin7_answers_with_its_own_time() -> None:
    refused = Told(status=403, body="Incorrect credentials!", headers={"Date": "Mon, 04 May 2026 11:59:58 GMT"})
    transport, reach = knocked(refused)
    knock = reach.knock()
    assert (knock.hearing, knock.clock) == (Hearing.HEARD, datetime(2026, 5, 4, 11, 59, 58, tzinfo=UTC))
    assert transport.seen[0].url == f"{BASE_URL}me"
    assert not any(name.lower().startswith("api-auth") for name in transport.seen[0].headers)


@pytest.mark.parametrize(
    ("status", "hearing"),
    [
        (200, Hearing.WRONG_DOOR),
        (301, Hearing.WRONG_DOOR),
        (404, Hearing.WRONG_DOOR),
        (401, Hearing.HEARD),
        (429, Hearing.UNSURE),
        (503, Hearing.UNSURE),
    ],
)
def test_any_other_answer_is_somebody_elses_or_says_nothing(status: int, hearing: Hearing) -> None:
    knock = knocked(Told(status=status))[1].knock()
    assert knock.hearing is hearing
    assert str(status) in knock.detail or hearing is Hearing.HEARD


@pytest.mark.parametrize("broken", [ConnectTimeout("too slow"), requests.ConnectionError("gone"), OSError("no route")])
def test_nobody_who_answers_is_deaf(broken: Exception) -> None:
    knock = knocked(Told(instead=broken))[1].knock()
    assert knock.hearing is Hearing.DEAF
    assert type(broken).__name__ in knock.detail
