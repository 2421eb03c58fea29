"""Products: what Upstock can offer, choosing it, and importing it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from application.catalogue.import_products import WHY
from application.ports.storage.catalogue_views import ListedProduct, ProductState
from domain.identifiers import Sku, SupplierId
from domain.publication import Change, changes, product_published
from entrypoints.console.asking import PAGE_LENGTH, asked, chosen, cursor, sought
from entrypoints.console.desk import DONE, REFUSED, Desk, frame, visitor

MOST_TOLD = 5
REASONS = {"service": "It is a service", "deprecated": "Deprecated in Cin7", "not_sellable": "Not sellable in Cin7"}
"""Why a product is never offered. Source: R7."""


def products_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the list of products, and importing them. Source: R6, R7."""

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

    @pages.post("/suppliers/<supplier>/products/import")
    def import_products(supplier: str) -> ResponseReturnValue:
        """Import the chosen products, or all that may be offered."""
        everything = request.form.get("what") == "all"
        skus = None if everything else [Sku(sku) for sku in request.form.getlist("sku")]
        if skus is not None and not skus:
            flash("No product was chosen. Tick those that Upstock is to offer.", REFUSED)
            return redirect(url_for("console.products", supplier=supplier), 303)
        try:
            begun = desk.use_cases.import_products(SupplierId(supplier), skus, visitor().actor)
        except desk.expected as no:
            flash(desk.explain(no).detail, REFUSED)
            return redirect(url_for("console.products", supplier=supplier), 303)
        for sku, why in begun.refused[:MOST_TOLD]:
            flash(f"{sku} is left out: it {WHY[why]}.", REFUSED)
        if len(begun.refused) > MOST_TOLD:
            flash(f"{len(begun.refused) - MOST_TOLD} more were left out; the list says why.", REFUSED)
        flash("The import has begun. You may leave this page; it goes on by itself.", DONE)
        return redirect(url_for("console.job", supplier=supplier, job_id=begun.job.id), 303)


def would_change(listed: ListedProduct) -> tuple[Change, ...]:
    """Answer what importing it would change at Upstock; nothing for what is never offered. Source: R6."""
    if listed.state is ProductState.EXCLUDED:
        return ()
    return changes(listed.told, product_published(listed.product))
