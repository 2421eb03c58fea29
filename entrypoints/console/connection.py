"""A supplier's link to Cin7 Core: connecting, connecting again, and ending it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.connection import ConnectionStatus, Credentials
from domain.identifiers import SupplierId
from domain.notices import HintKind
from domain.order import GOES_BY_ITSELF
from entrypoints import logs
from entrypoints.console.desk import DONE, Desk, frame, visitor

HINTS = {
    HintKind.SALE: "About sales",
    HintKind.PRODUCTS: "About products",
    HintKind.CONTACTS: "About customers",
    HintKind.FOREIGN: "About sales of others",
    HintKind.UNKNOWN: "About anything else",
    HintKind.UNREADABLE: "Not understood",
}
"""What webhooks were about. Source: B5."""

MOST_TOLD = 20  # of what was done last


def connection_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the connection, and the form that makes it. Source: R1."""

    @pages.get("/suppliers/<supplier>/connection")
    def connection(supplier: str) -> ResponseReturnValue:
        """Show the link, and the form that makes it."""
        return render_template("console/connection.html", **_page(desk, SupplierId(supplier)), given={}, refusal=None)

    @pages.post("/suppliers/<supplier>/connection")
    def connect(supplier: str) -> ResponseReturnValue:
        """Connect, or connect again; Cin7 is asked before anything is stored."""
        given = {name: request.form.get(name, "").strip() for name in ("account_id", "location")}
        try:
            credentials = Credentials(
                account_id=given["account_id"], application_key=request.form.get("application_key", "").strip()
            )
            made = desk.use_cases.connect_account(
                SupplierId(supplier), credentials, location=given["location"], actor=visitor().actor
            )
        except desk.expected as no:
            refusal, page = desk.explain(no), _page(desk, SupplierId(supplier))
            return render_template("console/connection.html", **page, given=given, refusal=refusal), refusal.status
        logs.info(logs.CONNECTION_MADE, supplier=supplier, company=made.connection.company.name)
        flash(f"Connected to {made.connection.company.name}. Its products and customers are being read now.", DONE)
        return redirect(url_for("console.overview", supplier=supplier), 303)


def disconnecting_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the end of a connection, which is asked for twice. Source: R4."""

    @pages.get("/suppliers/<supplier>/connection/end")
    def ask_disconnect(supplier: str) -> ResponseReturnValue:
        """Say what disconnecting does before it is done."""
        with desk.use_cases.work() as store:
            counts = store.orders.counts(SupplierId(supplier))
        link = frame().connection
        if link is None or link.status is ConnectionStatus.DISCONNECTED:
            return redirect(url_for("console.connection", supplier=supplier), 303)
        unsent = sum(counts.get(state, 0) for state in GOES_BY_ITSELF)
        return render_template("console/disconnect.html", unsent=unsent)

    @pages.post("/suppliers/<supplier>/connection/end")
    def disconnect(supplier: str) -> ResponseReturnValue:
        """Erase the key and hold what has not reached Cin7."""

        def end() -> str:
            desk.use_cases.disconnect_account(SupplierId(supplier), visitor().actor)
            logs.info(logs.CONNECTION_ENDED, supplier=supplier)
            return "Disconnected. The key is erased; what had not reached Cin7 is held until you connect again."

        desk.told(end)
        return redirect(url_for("console.connection", supplier=supplier), 303)


def _page(desk: Desk, supplier: SupplierId) -> dict[str, object]:
    with desk.use_cases.work() as store:
        return {
            "books": store.mirror.books(supplier),
            "audit": store.audit.of(supplier, MOST_TOLD),
            "webhooks": store.subscriptions.get(supplier),
            "hints": store.hints.counts(supplier),
            "hint_names": HINTS,
        }
