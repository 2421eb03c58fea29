"""Alarms over HTTP."""

from datetime import datetime
from enum import Enum

from pydantic import BaseModel, ConfigDict, Field

from application.ports.storage.alarms import RaisedAlarm
from domain.alarms import AlarmKind
from entrypoints.http.schemas.places import PageQuery


class AlarmState(Enum):
    """Whether an alarm's cause is still there."""

    OPEN = "open"
    CLOSED = "closed"


class AlarmsQuery(PageQuery):
    """Which alarms of a supplier."""

    state: AlarmState = Field(default=AlarmState.OPEN, description="Open ones, or those whose cause is gone.")
    kind: AlarmKind | None = Field(default=None, description="Only alarms of this kind.")


class AlarmOut(BaseModel):
    """One thing that somebody should put right in Cin7. Source: B13."""

    model_config = ConfigDict(title="Alarm")

    kind: AlarmKind
    subject: str = Field(description="What it is about: product:ID, contact:ID, tier:NAME or account.")
    detail: str
    fix: str
    opened_at: datetime
    closed_at: datetime | None

    @classmethod
    def of(cls, raised: RaisedAlarm) -> "AlarmOut":
        """Show an alarm."""
        alarm = raised.alarm
        return cls(
            kind=alarm.kind,
            subject=alarm.subject,
            detail=alarm.detail,
            fix=alarm.fix,
            opened_at=raised.opened_at,
            closed_at=raised.closed_at,
        )


class AlarmsOut(BaseModel):
    """Some alarms, by kind."""

    items: list[AlarmOut]
    next_cursor: str | None
    counts: dict[str, int] = Field(description="How many are open, by kind.")
