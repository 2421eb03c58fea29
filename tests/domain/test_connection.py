from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.connection import ConnectionStatus, Credentials
from domain.errors import Conflict, InvalidValue
from tests.builders import NOON, a_connection, a_doubt, a_loss, a_refusal, credentials


def test_the_key_is_never_printed() -> None:
    opened = credentials(application_key="very-secret")
    assert "very-secret" not in repr(opened)
    assert "very-secret" not in repr(a_connection(opened_with=opened))


@pytest.mark.parametrize("value", ["", "  ", "x" * 201, "schlüssel", "a\nb"])
def test_credentials_that_no_header_could_carry_are_refused(value: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        Credentials(account_id=value, application_key="key")
    assert refusal.value.pointer == "/account_id"
    with pytest.raises(InvalidValue) as refusal:
        Credentials(account_id="account", application_key=value)
    assert refusal.value.pointer == "/application_key"


def test_a_connected_supplier_can_be_opened() -> None:
    assert a_connection().opened() == credentials()


@pytest.mark.parametrize("status", [ConnectionStatus.DISCONNECTED, ConnectionStatus.LOST])
def test_a_link_that_does_not_work_is_not_opened(status: ConnectionStatus) -> None:
    with pytest.raises(Conflict, match=f"northwind is {status.value}: connect it first"):
        a_connection(status=status).opened()


def test_disconnecting_forgets_the_key_and_keeps_the_history() -> None:
    later = NOON + timedelta(days=3)
    ended = a_connection().disconnected(later)
    assert ended.credentials is None
    assert ended.status is ConnectionStatus.DISCONNECTED
    assert (ended.disconnected_at, ended.connected_at, ended.account_id) == (later, NOON, "account-northwind")


def test_disconnecting_ends_doubts_and_losses() -> None:
    for broken in (a_connection(doubt=a_doubt()), a_connection(status=ConnectionStatus.LOST)):
        ended = broken.disconnected(NOON)
        assert (ended.doubt, ended.loss) == (None, None)


def test_a_refused_key_is_doubted_once_and_used_meanwhile() -> None:
    doubted = a_connection().doubted(a_refusal("Forbidden"))
    assert doubted.doubt == a_doubt("Forbidden")
    assert doubted.opened() == credentials()
    assert doubted.doubted(a_refusal("Forbidden again", at=NOON + timedelta(seconds=1))) is doubted


@pytest.mark.parametrize("status", [ConnectionStatus.DISCONNECTED, ConnectionStatus.LOST])
def test_a_link_that_does_not_work_is_not_doubted(status: ConnectionStatus) -> None:
    link = a_connection(status=status)
    assert link.doubted(a_refusal()) is link


def test_a_key_that_is_accepted_again_is_trusted() -> None:
    assert a_connection(doubt=a_doubt()).trusted() == a_connection()


def test_a_key_that_is_refused_often_enough_is_lost_with_what_was_said() -> None:
    twice = a_connection(doubt=a_doubt()).refused_again(a_refusal(at=NOON + timedelta(seconds=30)))
    assert twice.status is ConnectionStatus.CONNECTED
    lost = twice.refused_again(a_refusal("Forbidden for good", at=NOON + timedelta(minutes=2)))
    assert (lost.status, lost.doubt) == (ConnectionStatus.LOST, None)
    assert lost.loss == a_loss("Forbidden for good", at=NOON + timedelta(minutes=2))
    assert lost.credentials == credentials()


def test_a_system_that_could_not_say_is_asked_again_later() -> None:
    asked_again = a_connection(doubt=a_doubt()).unanswered(NOON + timedelta(minutes=5))
    assert asked_again.doubt == a_doubt().unanswered(NOON + timedelta(minutes=5))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda: replace(a_connection(), credentials=None), "exactly until it is disconnected"),
        (lambda: replace(a_connection(), status=ConnectionStatus.LOST), "says why it was lost"),
        (lambda: replace(a_connection(), loss=a_loss()), "says why it was lost"),
        (lambda: replace(a_connection(status=ConnectionStatus.LOST), doubt=a_doubt()), "thought to work"),
    ],
)
def test_a_link_never_contradicts_itself(change: Callable[[], object], refusal: str) -> None:
    with pytest.raises(InvalidValue, match=refusal):
        change()


def test_an_account_is_the_same_however_its_id_is_written() -> None:
    assert a_connection().is_of("ACCOUNT-Northwind")
    assert not a_connection().is_of("account-southwind")
