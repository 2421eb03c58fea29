"""The console as one blueprint: its pages, what surrounds them, its headers and its refusals.

Source: architecture §8 (Console), §14.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from jinja2 import StrictUndefined

from application.use_cases import UseCases
from domain.errors import InvalidValue, NotThere
from domain.identifiers import SupplierId, supplier_id
from domain.order import OrderState
from entrypoints.console import session
from entrypoints.console.calls import calls_pages
from entrypoints.console.choosing import choosing_pages
from entrypoints.console.connection import connection_pages, disconnecting_pages
from entrypoints.console.contacts import contacts_pages
from entrypoints.console.desk import Desk, Frame, Refusal, Told, visitor
from entrypoints.console.format import FILTERS
from entrypoints.console.gap import gap_pages
from entrypoints.console.installation import ConsoleSettings
from entrypoints.console.jobs import jobs_pages
from entrypoints.console.manual import manual_pages
from entrypoints.console.options import options_pages
from entrypoints.console.order import order_pages
from entrypoints.console.orders import orders_pages
from entrypoints.console.overview import overview_pages
from entrypoints.console.pasting import pasting_pages
from entrypoints.console.preview import preview_pages
from entrypoints.console.prices import prices_pages
from entrypoints.console.products import importing_pages, products_pages
from entrypoints.console.reports import reports_pages
from entrypoints.console.settling import retrying_pages, settling_pages
from entrypoints.console.words import ACTIONS, NEWS, job_name, word

NAME = "console"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""Source: architecture §14."""

STATIC = Path(__file__).with_name("static")
FOR_EVER = "public, max-age=31536000, immutable"

PAGES: tuple[Callable[[Blueprint, Desk], None], ...] = (
    session.sign_in_pages,
    choosing_pages,
    overview_pages,
    calls_pages,
    orders_pages,
    order_pages,
    retrying_pages,
    settling_pages,
    preview_pages,
    pasting_pages,
    products_pages,
    importing_pages,
    contacts_pages,
    prices_pages,
    reports_pages,
    gap_pages,
    connection_pages,
    disconnecting_pages,
    options_pages,
    jobs_pages,
    manual_pages,
)


def console(use_cases: UseCases, settings: ConsoleSettings, told: Told) -> Blueprint:
    """Build the console; `told` says what it says as the JSON API does."""
    desk = Desk(use_cases=use_cases, clock=settings.clock, told_as=told)
    pages = Blueprint(
        NAME,
        __name__,
        url_prefix="/console",
        template_folder="templates",
        static_folder="static",
        static_url_path="/static",
    )
    pages.record_once(lambda state: _prepare(cast("Flask", state.app), settings))
    pages.before_request(lambda: session.admit(desk))
    pages.before_request(lambda: _stay_within(desk))
    pages.after_request(_headers)
    pages.context_processor(_surroundings)
    pages.register_error_handler(session.FormTooOld, lambda _: (render_template("console/form_too_old.html"), 400))
    pages.register_error_handler(Exception, lambda error: _refused(desk.explain(error)))
    for add in PAGES:
        add(pages, desk)

    @pages.get("/<path:anything>")
    def nothing(anything: str) -> ResponseReturnValue:
        """Refuse whatever no page is."""
        raise NotThere(f"The console has no page {anything}.")

    return pages


def _prepare(app: Flask, settings: ConsoleSettings) -> None:
    session.give_cookies(app, settings)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(word=word, asset=asset, job_name=job_name, news=NEWS, actions=ACTIONS)


@cache
def asset(name: str) -> str:
    """Answer the address of a file of the console; another content has another address, so browsers may keep it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return url_for("console.static", filename=name, v=digest)


def _stay_within(desk: Desk) -> None:
    """Show nobody a supplier that is not theirs, and find what surrounds the page. Raises: NotThere."""
    if "supplier" not in (request.view_args or {}) or request.endpoint in session.OPEN:
        return
    named = str((request.view_args or {})["supplier"])
    try:
        supplier = supplier_id(named)
    except InvalidValue as impossible:
        raise NotThere("This token knows no supplier of this name.") from impossible
    if not visitor().actor.may_touch(supplier):
        raise NotThere("This token knows no supplier of this name.")
    g.frame = _frame(desk, supplier)


def _frame(desk: Desk, supplier: SupplierId) -> Frame:
    with desk.use_cases.work() as store:
        return Frame(
            supplier=supplier,
            connection=store.connections.get(supplier),
            held=store.orders.count(supplier, OrderState.HELD),
            alarms=sum(store.alarms.counts(supplier).values()),
            now=desk.clock.now(),
        )


def _surroundings() -> dict[str, object]:
    return {
        "frame": g.get("frame"),
        "visitor": g.get("visitor"),
        "csrf_token": session.csrf_token,
        "here": request.endpoint,
    }


def _headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Frame-Options"] = "DENY"
    if request.endpoint == "console.static" and response.status_code < 400:
        response.headers["Cache-Control"] = FOR_EVER
    return response


def _refused(refusal: Refusal) -> ResponseReturnValue:
    return render_template("console/refused.html", refusal=refusal), refusal.status
