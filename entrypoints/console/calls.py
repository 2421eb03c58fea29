"""Calls to Cin7 on the overview: how many are used, what waits for them, and when it will have gone."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from application.reporting.call_outlook import CallOutlook
from domain.call_budget import Lane
from domain.identifiers import SupplierId
from entrypoints.console.desk import Desk, frame
from entrypoints.lanes import WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A lane's part of the bar of all calls. Units: calls, from the left."""

    lane: Lane
    begins: int
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """What the panel says. Shape: `stretches` leave out lanes without a call."""

    outlook: CallOutlook

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Answer the bar, the most urgent lane first."""
        return tuple(self._stretches())

    def _stretches(self) -> Iterator[Stretch]:
        begins = 0
        for lane, each in self.outlook.lanes.items():
            if each.used:
                yield Stretch(lane=lane, begins=begins, calls=each.used)
            begins += each.used


def calls_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the panel by itself, which asks for itself again while anything waits. Source: B10."""

    @pages.get("/suppliers/<supplier>/calls")
    def calls(supplier: str) -> ResponseReturnValue:
        """Show how calls stand now."""
        return render_template("console/calls.html", calls=calls_now(desk, SupplierId(supplier)), units=WAITING)


def calls_now(desk: Desk, supplier: SupplierId) -> Calls | None:
    """Answer how calls stand, None where no key is stored whose calls are counted."""
    connection = frame().connection
    if connection is None or connection.credentials is None:
        return None
    return Calls(outlook=desk.use_cases.show_budget(supplier))
