"""What is on one side only: approved orders that are not in Cin7, and news that Upstock has not heard."""

from functools import partial

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from application.ports.storage.gap import EVENTS, ORDERS
from domain.identifiers import SupplierId
from entrypoints.console.asking import PAGE_LENGTH, asked, cursor
from entrypoints.console.desk import Desk, visitor
from entrypoints.console.jobs import led_to_job


def gap_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the gap, and the one click that closes it. Source: B9."""

    @pages.get("/suppliers/<supplier>/gap")
    def gap(supplier: str) -> ResponseReturnValue:
        """Show what is missing on either side."""
        what = request.args.get("what") if request.args.get("what") in (ORDERS, EVENTS) else None
        found = desk.use_cases.show_gap(SupplierId(supplier), what=what, cursor=cursor(), limit=PAGE_LENGTH)
        return render_template("console/gap.html", gap=found, what=what, asked=asked())

    @pages.post("/suppliers/<supplier>/gap/replay")
    def replay(supplier: str) -> ResponseReturnValue:
        """Close it: orders go now, and news is told now."""
        said = "The gap is being closed. No order becomes two sales by this, and nothing is told twice."
        begin = partial(desk.use_cases.replay_gap, SupplierId(supplier), visitor().actor)
        return led_to_job(desk, begin, said=said, else_to=url_for("console.gap", supplier=supplier))
