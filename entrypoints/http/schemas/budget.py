"""The budget of calls over HTTP."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from application.ports.storage.mirror import Stream
from application.reporting.call_outlook import CallOutlook, LaneOutlook, Reading
from domain.call_budget import Lane

LaneName = Literal["orders", "shipments", "prices", "imports"]
NAMES: dict[Lane, LaneName] = {
    Lane.ORDERS: "orders",
    Lane.SHIPMENTS: "shipments",
    Lane.PRICES: "prices",
    Lane.IMPORTS: "imports",
}


class LaneOut(BaseModel):
    """One lane, the most urgent first: a call of one goes before those of every later one. Source: B10."""

    model_config = ConfigDict(title="Lane")

    lane: LaneName = Field(description="What its calls are for.")
    used: int = Field(description="Its calls that still count.")
    waiting: int = Field(
        description="What waits in it: orders that are not sales yet, sales to be read, readings of what changed, or"
        " readings of everything."
    )
    calls_waiting: int = Field(description="How many calls that takes at least.")
    next_call_in: float = Field(description="Seconds until a call of this lane may go.")

    @classmethod
    def of(cls, lane: Lane, outlook: LaneOutlook) -> "LaneOut":
        """Show a lane."""
        return cls(
            lane=NAMES[lane],
            used=outlook.used,
            waiting=outlook.waiting,
            calls_waiting=outlook.calls,
            next_call_in=round(outlook.free_in, 1),
        )


class ReadingOut(BaseModel):
    """Customers or products being read page by page, which is what an import calls Cin7 for."""

    model_config = ConfigDict(title="Reading")

    what: Stream = Field(description="Which records.")
    lane: LaneName = Field(description="prices: what changed; imports: everything.")
    job: str | None = Field(description="The job that began it; null where nobody asked for it.")
    done: int = Field(description="Records read so far.")
    total: int | None = Field(description="Of how many; null until Cin7 has said so.")
    calls_waiting: int | None = Field(description="Pages still to be read; null until one can tell.")
    ends_at: datetime | None = Field(
        description="When its last page will have been read at the pace so far; null until one can tell."
    )

    @classmethod
    def of(cls, reading: Reading) -> "ReadingOut":
        """Show a reading."""
        return cls(
            what=reading.stream,
            lane=NAMES[reading.lane],
            job=reading.job,
            done=reading.done,
            total=reading.total,
            calls_waiting=reading.calls,
            ends_at=reading.ends_at and reading.ends_at.replace(microsecond=0),
        )


class BudgetOut(BaseModel):
    """Calls used by one application key, over all processes, what waits for them, and a forecast. Source: B10."""

    model_config = ConfigDict(title="RateBudget")

    at: datetime = Field(description="When this was so.")
    limit: int = Field(description="Calls a minute.")
    used: int = Field(description="Calls of the last minute that still count, of all lanes.")
    lanes: list[LaneOut] = Field(description="Every lane, the most urgent first.")
    blocked_until: datetime | None = Field(description="Nobody calls before then, because Cin7 said so; null for now.")
    blocked_why: str | None = Field(description="Which call was answered so, and what Cin7 said.")
    orders_waiting: int = Field(description="Orders that go by themselves and are not sales yet.")
    orders_gone_in: float = Field(description="Seconds until all of them could have made their calls.")
    orders_gone_at: datetime | None = Field(description="When that is; null while none waits.")
    readings: list[ReadingOut] = Field(description="What is being read from Cin7 now, and when each will end.")

    @classmethod
    def of(cls, outlook: CallOutlook) -> "BudgetOut":
        """Show how calls stand. Shape: instants are whole seconds; a forecast is no more exact."""
        usage, through_at = outlook.usage, outlook.orders_through_at
        gone_in = max((through_at - outlook.at).total_seconds(), 0.0) if through_at else 0.0
        return cls(
            at=outlook.at.replace(microsecond=0),
            limit=usage.limit,
            used=usage.used,
            lanes=[LaneOut.of(lane, each) for lane, each in outlook.lanes.items()],
            blocked_until=usage.blocked_until and usage.blocked_until.replace(microsecond=0),
            blocked_why=usage.blocked_why or None,
            orders_waiting=outlook.orders_waiting,
            orders_gone_in=round(gone_in, 1),
            orders_gone_at=through_at and max(through_at, outlook.at).replace(microsecond=0),
            readings=list(map(ReadingOut.of, outlook.readings)),
        )
