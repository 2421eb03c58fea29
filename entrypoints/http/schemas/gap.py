"""The gap over HTTP: what is approved and not in Cin7, and of what Upstock has not heard."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from application.ports.storage.gap import EVENTS, ORDERS
from application.ports.storage.publishing import Head
from application.reporting.show_gap import Gap, GapCounts, GapOrder, GapReason
from domain.order import OrderState
from entrypoints.http.schemas.places import PageQuery

COMPARED = "When sales were last counted in Cin7, after a link was broken; null when that was never needed."


class GapQuery(PageQuery):
    """How much of the gap, and from where."""

    what: Literal["orders", "events"] | None = Field(
        default=None, description=f"Only this list, {ORDERS} or {EVENTS}; needed with a cursor."
    )


class GapOrderOut(BaseModel):
    """An approved order that is not in Cin7. Source: B9."""

    number: str
    state: OrderState
    reason: GapReason = Field(
        description="on_its_way: it goes by itself; cured: what held it is there now; sale_missing: its sale is gone."
    )
    detail: str = Field(description="What becomes of it, by itself or with a replay.")
    is_replayed: bool = Field(description="Whether a replay makes it go.")
    customer: str = Field(description="The customer as the order names it.")
    sale_number: str | None
    accepted_at: datetime
    next_attempt_at: datetime | None = Field(description="When it goes by itself; null when it does not.")

    @classmethod
    def of(cls, missing: GapOrder) -> "GapOrderOut":
        """Show an order of the gap."""
        order, customer = missing.order, missing.order.approved.customer
        return cls(
            number=order.key.number,
            state=order.state,
            reason=missing.reason,
            detail=missing.detail,
            is_replayed=missing.is_replayed,
            customer=customer.name or customer.contact_id,
            sale_number=order.sale.number if order.sale else None,
            accepted_at=order.accepted_at,
            next_attempt_at=order.next_attempt_at,
        )


class GapOrdersOut(BaseModel):
    """Orders of the gap, by number."""

    total: int = Field(description="How many there are, shown or not.")
    items: list[GapOrderOut]
    next_cursor: str | None


class GapEventOut(BaseModel):
    """An event that Upstock has not heard. Source: B9; contract, "What we tell Upstock"."""

    id: str = Field(description="Its webhook-id, the same at every try.")
    type: str
    subject: str = Field(description="What it is about; events of one subject are told in order.")
    at: datetime = Field(description="When it happened.")
    tries: int = Field(description="How often it was told in vain.")
    next_try_at: datetime | None = Field(description="When it is told; null when Upstock said not to tell it again.")
    detail: str = Field(description="What came of the last try; empty when there was none.")

    @classmethod
    def of(cls, head: Head) -> "GapEventOut":
        """Show an event on its way."""
        notice = head.notice
        return cls(
            id=notice.id,
            type=notice.event.type,
            subject=notice.event.subject,
            at=notice.at,
            tries=head.tries,
            next_try_at=head.due_at,
            detail=head.detail,
        )


class GapEventsOut(BaseModel):
    """Events of the gap: those of orders first, then in the order in which they happened."""

    total: int = Field(description="How many there are, shown or not.")
    by_type: dict[str, int] = Field(description="How many of each type; types without any are left out.")
    items: list[GapEventOut]
    next_cursor: str | None


class GapOut(BaseModel):
    """What is missing on either side. Source: B9."""

    model_config = ConfigDict(title="Gap")

    compared_at: datetime | None = Field(description=COMPARED)
    orders: GapOrdersOut = Field(description="Approved, and not in Cin7.")
    events: GapEventsOut = Field(description="Happened, and not told to Upstock.")

    @classmethod
    def of(cls, gap: Gap) -> "GapOut":
        """Show both lists with their whole length."""
        counts = gap.counts
        return cls(
            compared_at=counts.compared_at,
            orders=GapOrdersOut(
                total=counts.orders,
                items=list(map(GapOrderOut.of, gap.orders.items)),
                next_cursor=gap.orders.next_cursor,
            ),
            events=GapEventsOut(
                total=sum(counts.events.values()),
                by_type=dict(counts.events),
                items=list(map(GapEventOut.of, gap.events.items)),
                next_cursor=gap.events.next_cursor,
            ),
        )


class GapSummary(BaseModel):
    """How much is missing on either side; `GET …/gap` says what, and `POST …/gap/replay` closes it. Source: B9."""

    orders: int = Field(description="Approved and not in Cin7: on their way, or their sales are gone.")
    events: int = Field(description="Happened and not told to Upstock.")
    compared_at: datetime | None = Field(description=COMPARED)

    @classmethod
    def of(cls, counts: GapCounts) -> "GapSummary":
        """Show how much."""
        return cls(orders=counts.orders, events=sum(counts.events.values()), compared_at=counts.compared_at)
