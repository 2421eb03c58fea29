"""A page for people: accounts, sales with their stage, traffic, faults, and buttons for the warehouse.

Source: fake-cin7.md; no script, nothing from other hosts.
"""

from collections.abc import Callable
from decimal import Decimal
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from adapters.fake_cin7.control.overview import overview
from adapters.fake_cin7.control.warehouse import find_sale, handle
from adapters.fake_cin7.coverage import MISSING_BEHAVIOURS, NOT_SERVED, behaviours, endpoints, unknowns
from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.state.universe import Universe
from adapters.fake_cin7.values import decimal_of
from adapters.fake_cin7.wire import Row


def pages(universe: Universe) -> Blueprint:
    """Build the pages over a universe."""
    site = Blueprint("pages", __name__, template_folder="templates")

    @site.get("/")
    def show_overview() -> str:
        with universe.lock:
            shown = overview(universe, request.args.get("account"), request.args.get("q", ""))
            return render_template("overview.html", said=request.args.get("said"), bad=request.args.get("bad"), **shown)

    @site.get("/coverage")
    def show_coverage() -> str:
        tables = {"endpoints": endpoints(), "behaviours": behaviours(), "unknowns": unknowns()}
        return render_template("coverage.html", not_served=NOT_SERVED, missing=MISSING_BEHAVIOURS, **tables)

    site.app_template_filter("plain")(plain)
    _buttons(site, universe)
    return site


def plain(quantity: Decimal) -> str:
    """Write a quantity without needless zeros."""
    return f"{quantity.normalize():f}"


def _buttons(site: Blueprint, universe: Universe) -> None:
    @site.post("/sales/<sale_id>/<action>")
    def press(sale_id: str, action: str) -> AnyResponse:
        body = {name: value for name, value in request.form.items() if value}
        return _back(lambda: _handle(universe, sale_id, action, body), anchor=f"sale-{sale_id}")

    @site.post("/clock")
    def advance() -> AnyResponse:
        return _back(lambda: _advance(universe, request.form.get("advance", "")), anchor="")

    @site.post("/faults")
    def arrange() -> AnyResponse:
        return _back(lambda: _arrange(universe, dict(request.form)), anchor="faults")


def _back(doing: Callable[[], str], anchor: str) -> AnyResponse:
    """Do something and lead back to the page with what came of it."""
    try:
        said = {"said": doing()}
    except BadInstruction as mistake:
        said = {"bad": str(mistake)}
    reply: AnyResponse | Response = redirect(f"/?{urlencode(said)}#{anchor}", 303)
    return reply


def _handle(universe: Universe, sale_id: str, action: str, body: Row) -> str:
    with universe.lock:
        account, sale = find_sale(universe, sale_id)
        handle(account, sale, action, body)
        return f"{sale.number}: {action} done"


def _advance(universe: Universe, sent: str) -> str:
    seconds = decimal_of(sent)
    if seconds is None or seconds < 0:
        raise BadInstruction(f"The clock moves by a number of seconds from 0 up, not '{sent}'.")
    return f"It is now {universe.clock.advance(float(seconds)):%Y-%m-%d %H:%M:%S} UTC"


def _arrange(universe: Universe, form: Row) -> str:
    if form.get("clear"):
        with universe.lock:
            universe.faults.clear()
        return "No faults any more"
    action: object = form.get("action")
    if str(action).isdigit():
        action = {"status": action}
    match = {"method": form.get("method") or "*", "path": form.get("path") or "*"}
    universe.add_fault({"match": match, "action": action, "times": form.get("times") or 1})
    return f"Fault arranged: {form.get('action')} for {match['method']} {match['path']}"
