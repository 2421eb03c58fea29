"""Builders of a supplier's link: what opens it, and why it is doubted or lost."""

from collections.abc import Iterable
from datetime import datetime

from domain.connection import Company, Connection, ConnectionStatus, Credentials
from domain.doubt import Doubt, Loss, Refusal
from domain.identifiers import SupplierId
from tests.builders.accounts import NOON, SUPPLIER, a_company


def credentials(*, account_id: str = "account-northwind", application_key: str = "key-northwind") -> Credentials:
    return Credentials(account_id=account_id, application_key=application_key)


def a_connection(
    *,
    supplier: SupplierId = SUPPLIER,
    system: str = "cin7_core",
    company: Company | None = None,
    opened_with: Credentials | None = None,
    default_location: str = "",
    status: ConnectionStatus = ConnectionStatus.CONNECTED,
    warnings: Iterable[str] = (),
    connected_at: datetime = NOON,
    disconnected_at: datetime | None = None,
    doubt: Doubt | None = None,
    loss: Loss | None = None,
    version: int = 0,
) -> Connection:
    key = opened_with or credentials()
    is_lost = status is ConnectionStatus.LOST
    return Connection(
        supplier=supplier,
        system=system,
        company=company or a_company(),
        account_id=key.account_id,
        credentials=None if status is ConnectionStatus.DISCONNECTED else key,
        default_location=default_location,
        status=status,
        warnings=tuple(warnings),
        connected_at=connected_at,
        disconnected_at=disconnected_at,
        doubt=doubt,
        loss=loss or (a_loss() if is_lost else None),
        version=version,
    )


def a_refusal(said: str = "Forbidden", *, at: datetime = NOON, blames_key: bool = False) -> Refusal:
    return Refusal(at=at, said=said, blames_key=blames_key)


def a_doubt(said: str = "Forbidden", *, at: datetime = NOON, blames_key: bool = False) -> Doubt:
    return Doubt.begun_by(a_refusal(said, at=at, blames_key=blames_key))


def a_loss(said: str = "Incorrect credentials!", *, at: datetime = NOON) -> Loss:
    return Loss(at=at, said=said)
