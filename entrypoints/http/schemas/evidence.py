"""Everything that was done for an order, as one document."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from application.ports.storage.publishing import Telling
from application.reporting.gather_evidence import Dossier
from domain.attempt import Attempt, Outcome, Step
from domain.events import Event, OrderEvent
from domain.order import Order
from domain.sale_options import OptionsVersion
from entrypoints.http.schemas.options import OptionsOut
from entrypoints.http.schemas.orders import OrderOut
from entrypoints.http.schemas.shipments import TrackingOut
from entrypoints.http.schemas.values import Strict


class EvidenceQuery(Strict):
    """How the document is wanted."""

    download: bool = Field(default=False, description="As a file to keep.")


class UsedOptionsOut(OptionsOut):
    """A version of the options that the order was composed with."""

    actor: str = Field(description="Who chose it.")
    at: datetime | None = Field(description="When it was chosen; null for the defaults.")

    @classmethod
    def used(cls, version: OptionsVersion) -> "UsedOptionsOut":
        """Show one version."""
        return cls(**OptionsOut.of(version).model_dump(), actor=version.actor, at=version.at)


class AttemptOut(BaseModel):
    """One try at making the sale."""

    number: int = Field(description="Counts the tries from 1.")
    step: Step = Field(description="Which write it got to.")
    outcome: Outcome | None = Field(description="Null while it is open, also when its process died.")
    made_nothing: bool = Field(description="It was looked for, and had made nothing.")
    claimed_at: datetime = Field(description="When what was to be sent was stored, before the first byte left.")
    ended_at: datetime | None = Field(description="When its outcome was settled; null while it is open.")
    options_version: int = Field(description="The version of the options that it was composed with.")
    planned_hash: str = Field(description="The hash of the preview; its calls stand in the timeline as planned.")
    sent_hash: str | None = Field(description="The same over the bytes that left; null until all of them are known.")
    sent_as_planned: bool | None = Field(description="Whether both are equal.")
    notes: list[str] = Field(description="What composing it had to say.")

    @classmethod
    def of(cls, attempt: Attempt) -> "AttemptOut":
        """Show one attempt."""
        sent = attempt.sent_hash or None
        return cls(
            number=attempt.number,
            step=attempt.step,
            outcome=attempt.outcome,
            made_nothing=attempt.found_absent,
            claimed_at=attempt.claimed_at,
            ended_at=attempt.ended_at,
            options_version=attempt.options_version,
            planned_hash=attempt.hash,
            sent_hash=sent,
            sent_as_planned=sent == attempt.hash if sent else None,
            notes=list(attempt.notes),
        )


class PieceOut(BaseModel):
    """One thing that was planned, called and answered, seen or decided."""

    kind: str = Field(description="approved, planned, exchange, looked, decided, state, shipment, other_sale, crashed.")
    at: datetime = Field(description="When that was.")
    document: dict[str, object] = Field(description="What was written down at that time; its fields go by its kind.")


class TellingDataOut(BaseModel):
    """What an event said of the order."""

    model_config = ConfigDict(title="TellingData")

    state: str = Field(description="The state that it told.")
    sale: str | None = Field(description="The sale's number.")
    problems: list[str] = Field(description="Their codes, when it was held.")
    tracking: TrackingOut | None = Field(description="How to follow the goods.")
    parcels: int = Field(description="How many had left.")


class TellingOut(BaseModel):
    """One event that Upstock was told."""

    model_config = ConfigDict(title="Telling")

    id: str = Field(description="The event's webhook-id.")
    type: str = Field(description="What happened, such as order.sale_created.")
    at: datetime = Field(description="When it was written down to be told.")
    acknowledged_at: datetime | None = Field(description="Null while it was not acknowledged.")
    attempts_in_vain: int = Field(description="How often it was told without being acknowledged.")
    last_answer: str | None = Field(description="What came back the last time it was not.")
    data: TellingDataOut | None = Field(description="Null once it was removed for its age.")

    @classmethod
    def of(cls, telling: Telling) -> "TellingOut":
        """Show one event."""
        return cls(
            id=telling.id,
            type=telling.type,
            at=telling.at,
            acknowledged_at=telling.heard_at,
            attempts_in_vain=telling.tries,
            last_answer=telling.detail or None,
            data=_data(telling.event),
        )


class EvidenceOut(BaseModel):
    """Everything that was done for an order, and what came of it; no key stands in it. Source: B15."""

    model_config = ConfigDict(title="Evidence")

    supplier: str = Field(description="The supplier's id at Upstock.")
    number: str = Field(description="The order's number at Upstock.")
    gathered_at: datetime = Field(description="When this document was put together.")
    approved: dict[str, object] = Field(description="The order as Upstock approved it.")
    order: OrderOut = Field(description="The order as it is now.")
    options: list[UsedOptionsOut] = Field(description="The versions that its attempts were composed with.")
    attempts: list[AttemptOut] = Field(description="Every try at making its sale.")
    timeline: list[PieceOut] = Field(description="What was planned, called, answered, seen and decided, oldest first.")
    told: list[TellingOut] = Field(description="What Upstock was told, and when it acknowledged that.")

    @classmethod
    def of(cls, dossier: Dossier, url: str | None) -> "EvidenceOut":
        """Show what was gathered; `url` is its sale's page."""
        order: Order = dossier.order
        return cls(
            supplier=order.key.supplier,
            number=order.key.number,
            gathered_at=dossier.gathered_at,
            approved=dict(dossier.approved),
            order=OrderOut.of(order, url),
            options=list(map(UsedOptionsOut.used, dossier.options)),
            attempts=list(map(AttemptOut.of, order.attempts)),
            timeline=[PieceOut(kind=each.kind, at=each.at, document=each.document) for each in dossier.pieces],
            told=list(map(TellingOut.of, dossier.told)),
        )


def _data(event: Event | None) -> TellingDataOut | None:
    if not isinstance(event, OrderEvent):
        return None
    return TellingDataOut(
        state=event.state,
        sale=event.sale.number if event.sale else None,
        problems=[problem.code for problem in event.problems],
        tracking=TrackingOut.of(event.tracking),
        parcels=len(event.parcels),
    )
