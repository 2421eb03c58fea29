"""Products: what Upstock can offer, choosing it, and importing it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from application.catalogue.import_products import WHY, ProductImport
from application.ports.storage.catalogue_views import ListedProduct, ProductState
from application.ports.storage.jobs import Job
from domain.identifiers import Sku, SupplierId
from domain.publication import Change, changes, product_published
from entrypoints.console.asking import PAGE_LENGTH, asked, chosen, cursor, sought
from entrypoints.console.desk import REFUSED, Desk, frame, visitor
from entrypoints.console.jobs import led_to_job

MOST_TOLD = 5
BEGUN = "The import has begun. You may leave this page; it goes on by itself."
REASONS = {"service": "It is a service", "deprecated": "Deprecated in Cin7", "not_sellable": "Not sellable in Cin7"}
"""Why a product is never offered. Source: R7."""


def products_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the list of products. Source: R6, R7."""

    @pages.get("/suppliers/<supplier>/products")
    def products(supplier: str) -> ResponseReturnValue:
        """List products by SKU, with what importing each would change at Upstock."""
        state = chosen(ProductState, "state")
        with desk.use_cases.work() as store:
            page = store.catalogue.products(
                SupplierId(supplier), state=state, search=sought(), cursor=cursor(), limit=PAGE_LENGTH
            )
            counts = store.catalogue.product_counts(SupplierId(supplier))
            base = frame().connection
        return render_template(
            "console/products.html",
            products=page.items,
            next_cursor=page.next_cursor,
            counts=counts,
            state=state,
            states=ProductState,
            reasons=REASONS,
            changes=would_change,
            q=sought(),
            asked=asked(),
            currency=base.company.base_currency if base else "",
        )


def importing_pages(pages: Blueprint, desk: Desk) -> None:
    """Add importing products, everything only after it was asked for twice. Source: R6."""

    @pages.get("/suppliers/<supplier>/products/import")
    def ask_import_all(supplier: str) -> ResponseReturnValue:
        """Say what importing everything does before it is done."""
        with desk.use_cases.work() as store:
            counts = store.catalogue.product_counts(SupplierId(supplier))
        if not counts.importable:
            return redirect(url_for("console.products", supplier=supplier), 303)
        return render_template("console/import_all.html", counts=counts)

    @pages.post("/suppliers/<supplier>/products/import")
    def import_products(supplier: str) -> ResponseReturnValue:
        """Import the chosen products, or all that may be offered."""
        everything = request.form.get("what") == "all"
        skus = None if everything else [Sku(sku) for sku in request.form.getlist("sku")]
        if skus == []:
            flash("No product was chosen. Tick those that Upstock is to offer.", REFUSED)
            return redirect(url_for("console.products", supplier=supplier), 303)

        def begin() -> Job:
            begun = desk.use_cases.import_products(SupplierId(supplier), skus, visitor().actor)
            _tell_left_out(begun)
            return begun.job

        return led_to_job(desk, begin, said=BEGUN, else_to=url_for("console.products", supplier=supplier))


def _tell_left_out(begun: ProductImport) -> None:
    for sku, why in begun.refused[:MOST_TOLD]:
        flash(f"{sku} is left out: it {WHY[why]}.", REFUSED)
    if len(begun.refused) > MOST_TOLD:
        flash(f"{len(begun.refused) - MOST_TOLD} more were left out; the list says why.", REFUSED)


def would_change(listed: ListedProduct) -> tuple[Change, ...]:
    """Answer what importing it would change at Upstock; nothing for what is never offered. Source: R6."""
    if listed.state is ProductState.EXCLUDED:
        return ()
    return changes(listed.told, product_published(listed.product))
