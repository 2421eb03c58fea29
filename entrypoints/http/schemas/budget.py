"""The budget of calls over HTTP."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from application.reporting.show_budget import BudgetView
from domain.call_budget import Lane


class LaneOut(BaseModel):
    """One lane, the most urgent first."""

    lane: str = Field(description="orders, shipments, prices or imports.")
    used: int = Field(description="Calls that still count.")
    next_call_in: float = Field(description="Seconds until a call of this lane may go.")


class BudgetOut(BaseModel):
    """Calls used by one application key, over all processes, and a forecast. Source: B10."""

    model_config = ConfigDict(title="RateBudget")

    limit: int = Field(description="Calls a minute.")
    used: int = Field(description="Calls that still count, of all lanes.")
    lanes: list[LaneOut] = Field(description="Every lane, the most urgent first.")
    blocked_until: datetime | None = Field(description="Nobody calls before then, because Cin7 said so.")
    blocked_why: str | None = Field(description="What Cin7 said.")
    orders_waiting: int = Field(description="Orders that go by themselves and are not sales yet.")
    orders_gone_in: float = Field(description="Seconds until all of them could have made their two calls.")

    @classmethod
    def of(cls, view: BudgetView) -> "BudgetOut":
        """Show how calls stand."""
        usage = view.usage
        lanes = [
            LaneOut(lane=lane.name.lower(), used=usage.used_by_lane[lane], next_call_in=round(usage.free_in[lane], 1))
            for lane in Lane
        ]
        return cls(
            limit=usage.limit,
            used=usage.used,
            lanes=lanes,
            blocked_until=usage.blocked_until,
            blocked_why=usage.blocked_why or None,
            orders_waiting=view.orders_waiting,
            orders_gone_in=round(view.gone_in, 1),
        )
