"""Connections over HTTP; the key goes in and never comes out."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, Field, SecretStr, model_validator

from domain.connection import Connection, ConnectionStatus, Credentials
from entrypoints.http.schemas.values import Strict, Text, possible


class ConnectionIn(Strict):
    """What opens an account of Cin7 Core. Source: R1."""

    account_id: Text = Field(description="Account ID, from Integrations, API in Cin7.")
    application_key: SecretStr = Field(description="Key of the API application; stored encrypted, never answered.")
    location: Text | None = Field(default=None, description="Where to sell from, when the customer names none.")

    def to_domain(self) -> Credentials:
        """Answer the credentials. Raises: InvalidValue."""
        key = self.application_key.get_secret_value()
        return Credentials(account_id=self.account_id, application_key=key)

    @model_validator(mode="after")
    def _possible(self) -> Self:
        possible(self.to_domain)
        return self


class ConnectionOut(BaseModel):
    """A connection as it stands. Source: contract; R1, R4."""

    supplier: str
    status: ConnectionStatus
    company: str
    base_currency: str
    account_id: str
    location: str | None
    connected_at: datetime
    disconnected_at: datetime | None
    warnings: list[str] = Field(description="What will not work as expected, each with its remedy.")

    @classmethod
    def of(cls, connection: Connection) -> "ConnectionOut":
        """Show a connection without its key."""
        return cls(
            supplier=connection.supplier,
            status=connection.status,
            company=connection.company.name,
            base_currency=connection.company.base_currency,
            account_id=connection.account_id,
            location=connection.default_location or None,
            connected_at=connection.connected_at,
            disconnected_at=connection.disconnected_at,
            warnings=list(connection.warnings),
        )
