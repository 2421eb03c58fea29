from datetime import timedelta

import pytest

from domain.connection import ConnectionStatus, Credentials
from domain.errors import Conflict, InvalidValue
from tests.builders import NOON, a_connection, credentials


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


def test_a_lost_link_keeps_its_key_until_somebody_disconnects() -> None:
    lost = a_connection().lost()
    assert lost.status is ConnectionStatus.LOST
    assert lost.credentials == credentials()


def test_a_disconnected_supplier_cannot_become_lost() -> None:
    with pytest.raises(InvalidValue, match="exactly until it is disconnected"):
        a_connection(status=ConnectionStatus.DISCONNECTED).lost()
