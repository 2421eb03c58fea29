"""Connections over HTTP; the key goes in and never comes out."""

from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, Field, SecretStr

from application.ports.storage.notices import HintCounts
from application.ports.storage.unit_of_work import UnitOfWork
from application.reporting.show_gap import gap_counts
from domain.connection import Connection, ConnectionStatus, Credentials
from domain.notices import HintKind, Subscription
from entrypoints.http.schemas.gap import GapSummary
from entrypoints.http.schemas.values import Strict, Text, possible

ANY: Final = "any"
"""The other half of credentials of which one half is tried."""


def _account_id(given: str) -> str:
    """Refuse it alone, so that what is wrong with the key is told as well."""
    return possible(lambda: Credentials(account_id=given, application_key=ANY), under="/account_id").account_id


def _key(given: SecretStr) -> SecretStr:
    key = given.get_secret_value()
    possible(lambda: Credentials(account_id=ANY, application_key=key), under="/application_key")
    return given


class ConnectionIn(Strict):
    """What opens an account of Cin7 Core. Source: R1."""

    account_id: Annotated[Text, AfterValidator(_account_id)] = Field(
        description="Account ID, from Integrations, API in Cin7."
    )
    application_key: Annotated[SecretStr, AfterValidator(_key)] = Field(
        description="Key of the API application; stored encrypted, never answered."
    )
    location: Text | None = Field(default=None, description="Where to sell from, when the customer names none.")
    leaving_open_sales: bool = Field(
        default=False,
        description="Connect another company although sales of the first still await shipment; they are followed no"
        " longer.",
    )

    def to_domain(self) -> Credentials:
        """Answer the credentials."""
        key = self.application_key.get_secret_value()
        return Credentials(account_id=self.account_id, application_key=key)


class WebhooksOut(BaseModel):
    """Whether Cin7 says by webhook that something moved, and what came. Source: B5."""

    state: Literal["off", "unclear", "listening", "unavailable", "ended"] = Field(
        description=(
            "off: none are wanted, or Cin7 was not asked yet; unclear: not made sure of yet; unavailable: by polling"
            " alone; ended: with the connection, or because nobody can reach this program any more."
        )
    )
    detail: str = Field(description="What somebody should know of it; empty while all is well.")
    checked_at: datetime | None = Field(description="When Cin7 was last asked about them.")
    received: dict[HintKind, int] = Field(
        description="How many came in the last two weeks, by what they were about; foreign ones were about other sales."
    )
    latest_at: datetime | None = Field(description="When the latest came.")

    @classmethod
    def of(cls, subscription: Subscription | None, hints: HintCounts) -> "WebhooksOut":
        """Show them without their token."""
        return cls(
            state=subscription.state.value if subscription else "off",
            detail=subscription.warning if subscription else "",
            checked_at=subscription.checked_at if subscription else None,
            received=dict(hints.by_kind),
            latest_at=hints.latest,
        )


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
    doubted_since: datetime | None = Field(
        description="When Cin7 refused the key, as it does good ones under load; it is asked until that is settled."
    )
    lost_at: datetime | None = Field(description="When the key was given up; connect again with one that works.")
    reason: str | None = Field(description="What Cin7 said of the key, while it is doubted or lost.")
    warnings: list[str] = Field(description="What will not work as expected, each with its remedy.")
    webhooks: WebhooksOut
    gap: GapSummary = Field(description="How much is missing on either side, as after an outage or a broken link.")

    @classmethod
    def of(cls, connection: Connection, store: UnitOfWork) -> "ConnectionOut":
        """Show a connection without its key, with its webhooks and how much is missing on either side."""
        subscription = store.subscriptions.get(connection.supplier)
        webhooks = WebhooksOut.of(subscription, store.hints.counts(connection.supplier))
        doubt, loss = connection.doubt, connection.loss
        said = [trouble.said for trouble in (loss, doubt) if trouble]
        return cls(
            supplier=connection.supplier,
            status=connection.status,
            company=connection.company.name,
            base_currency=connection.company.base_currency,
            account_id=connection.account_id,
            location=connection.default_location or None,
            connected_at=connection.connected_at,
            disconnected_at=connection.disconnected_at,
            doubted_since=doubt.since if doubt else None,
            lost_at=loss.at if loss else None,
            reason=said[0] if said else None,
            warnings=[*connection.warnings, *filter(None, [webhooks.detail])],
            webhooks=webhooks,
            gap=GapSummary.of(gap_counts(store, connection.supplier)),
        )
