"""What every page of the console is given, and how it says what came of a button."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from flask import Response, flash, g

from application.ports.clock import Clock
from application.use_cases import UseCases
from domain.access import Actor
from domain.approved_order import ApprovedOrder
from domain.connection import Connection
from domain.days import zone_named
from domain.identifiers import SupplierId
from domain.order import OrderKey

DONE, REFUSED = "done", "refused"
"""What a message says: it happened, or it did not and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why something cannot be shown or done, in the words of the catalogue of problems."""

    status: int
    what: str
    detail: str
    fix: str
    reference: str


Explain = Callable[[Exception], Refusal]
"""Answers what was raised as the JSON API would word it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One mistake in a text that somebody pasted.

    Shape: `line` and `column` count from 1, None where it is the whole text; `place` is its JSON pointer; `excerpt` is
    its line in three parts, before the mistake, itself, and after it, cut where it is long.
    """

    line: int | None
    column: int | None
    place: str
    detail: str
    fix: str
    excerpt: tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """An order that was pasted, or every mistake that keeps it from being one."""

    approved: ApprovedOrder | None
    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the console says and understands as the JSON API does.

    Shape: `expected` are the exceptions that are refusals, all others are our bugs; `evidence` answers an order's as
    a file to keep; `understand` reads a pasted order, `write` writes one.
    """

    explain: Explain
    expected: tuple[type[Exception], ...]
    evidence: Callable[[UseCases, OrderKey], Response]
    understand: Callable[[str], Pasted]
    write: Callable[[ApprovedOrder], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a page works with."""

    use_cases: UseCases
    clock: Clock
    told_as: Told

    @property
    def explain(self) -> Explain:
        """Answer what words an exception."""
        return self.told_as.explain

    @property
    def expected(self) -> tuple[type[Exception], ...]:
        """Answer the exceptions that are refusals."""
        return self.told_as.expected

    def tried(self, act: Callable[[], str]) -> Refusal | None:
        """Do what a button asks for and say that it was done; answer why it was not."""
        try:
            flash(act(), DONE)
        except self.expected as no:
            return self.explain(no)
        return None

    def told(self, act: Callable[[], str]) -> bool:
        """Do what a button asks for and say what came of it; answer whether it was done."""
        refusal = self.tried(act)
        if refusal:
            flash(f"{refusal.detail} {refusal.fix}", REFUSED)
        return refusal is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who uses the console in this request."""

    token_id: str
    name: str
    actor: Actor


def visitor() -> Visitor:
    """Answer who is signed in."""
    signed_in: Visitor = g.visitor
    return signed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds every page of a supplier. Shape: `connection` is None when it was never connected."""

    supplier: SupplierId
    connection: Connection | None
    held: int
    alarms: int
    now: datetime

    @property
    def zone(self) -> tzinfo:
        """Answer in which zone times are shown."""
        return zone_named(self.connection.company.time_zone if self.connection else "UTC")

    @property
    def company(self) -> str:
        """Answer how people call the supplier."""
        return self.connection.company.name if self.connection else self.supplier


def frame() -> Frame:
    """Answer what surrounds this page."""
    around: Frame = g.frame
    return around
