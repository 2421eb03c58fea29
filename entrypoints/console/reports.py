"""What somebody should look at: alarms, and orders on which both sides disagree."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from domain.alarms import AlarmKind
from domain.identifiers import SupplierId
from entrypoints.console.asking import PAGE_LENGTH, asked, chosen, cursor
from entrypoints.console.desk import Desk


def reports_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the reports. Source: B12, B13."""

    @pages.get("/suppliers/<supplier>/alarms")
    def alarms(supplier: str) -> ResponseReturnValue:
        """List what should be put right in Cin7, with remedies."""
        kind, is_open = chosen(AlarmKind, "kind"), request.args.get("state") != "closed"
        with desk.use_cases.work() as store:
            page = store.alarms.page(
                SupplierId(supplier), is_open=is_open, kind=kind, cursor=cursor(), limit=PAGE_LENGTH
            )
            counts = store.alarms.counts(SupplierId(supplier))
        return render_template(
            "console/alarms.html",
            alarms=page.items,
            next_cursor=page.next_cursor,
            counts=counts,
            kind=kind,
            is_open=is_open,
            asked=asked(),
        )

    @pages.get("/suppliers/<supplier>/drift")
    def drift(supplier: str) -> ResponseReturnValue:
        """List orders whose sale in Cin7 now says something else."""
        page = desk.use_cases.report_drift(SupplierId(supplier), cursor=cursor(), limit=PAGE_LENGTH)
        return render_template("console/drift.html", drifted=page.items, next_cursor=page.next_cursor, asked=asked())
