"""Which supplier: everybody's token may look after any, a supplier's own goes straight to its overview."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import InvalidValue
from domain.identifiers import supplier_id
from domain.order import OrderState
from entrypoints.console.desk import Desk, visitor


def choosing_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the page that comes after signing in."""

    @pages.get("", endpoint="home")
    @pages.get("/", endpoint="home_with_slash")
    def home() -> ResponseReturnValue:
        """List the suppliers, those that need somebody first."""
        own = visitor().actor.supplier
        if own:
            return redirect(url_for("console.overview", supplier=own), 303)
        with desk.use_cases.work() as store:
            links = store.connections.all()
            held = {link.supplier: store.orders.counts(link.supplier).get(OrderState.HELD, 0) for link in links}
        ordered = sorted(links, key=lambda link: (-held[link.supplier], link.company.name.casefold()))
        sought = request.args.get("q", "").strip().casefold()
        shown = [link for link in ordered if sought in f"{link.supplier} {link.company.name}".casefold()]
        return render_template(
            "console/suppliers.html", links=shown, held=held, total=len(links), q=request.args.get("q", "")
        )

    @pages.get("/go")
    def go() -> ResponseReturnValue:
        """Lead to a supplier by its name, connected before or not."""
        try:
            supplier = supplier_id(request.args.get("supplier", "").strip())
        except InvalidValue as impossible:
            return render_template(
                "console/suppliers.html", links=[], held={}, total=0, q="", refusal=impossible.detail
            ), 422
        return redirect(url_for("console.overview", supplier=supplier), 303)
