"""Which supplier: everybody's token may look after any, a supplier's own goes straight to its overview."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from application.ports.storage.connections import ListedSupplier
from domain.errors import InvalidValue
from domain.identifiers import folded, supplier_id
from entrypoints.console.asking import sought
from entrypoints.console.desk import Desk, visitor

SHOWN = 100  # suppliers; whoever looks after more of them searches


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
            found = store.connections.listed()
        ordered = sorted(found, key=lambda each: (-each.held, folded(each.company)))
        fitting = [each for each in ordered if folded(sought()) in folded(f"{each.supplier} {each.company}")]
        return _page(fitting, total=len(found))

    @pages.get("/go")
    def go() -> ResponseReturnValue:
        """Lead to a supplier by its name, connected before or not."""
        try:
            supplier = supplier_id(request.args.get("supplier", "").strip())
        except InvalidValue as impossible:
            return _page([], total=0, refusal=impossible.detail), 422
        return redirect(url_for("console.overview", supplier=supplier), 303)


def _page(fitting: list[ListedSupplier], *, total: int, refusal: str = "") -> str:
    return render_template(
        "console/suppliers.html",
        suppliers=fitting[:SHOWN],
        more=max(len(fitting) - SHOWN, 0),
        total=total,
        q=sought(),
        refusal=refusal,
    )
