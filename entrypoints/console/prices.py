"""Price lists, what is on them, and why a price is what it is."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from application.pricing.explain_price import ExplainedPrice
from application.pricing.show_price_list import ListPlace
from domain.identifiers import SupplierId, folded
from entrypoints.console.asking import asked, cursor
from entrypoints.console.desk import Desk, Refusal

LIST_LENGTH = 200  # customers and products of a page, each page in their order


def prices_pages(pages: Blueprint, desk: Desk) -> None:
    """Add price lists and explanations. Source: R19–R23, B11."""

    @pages.get("/suppliers/<supplier>/price-lists")
    def price_lists(supplier: str) -> ResponseReturnValue:
        """List all price lists, those with most customers first."""
        with desk.use_cases.work() as store:
            found = store.price_lists.all(SupplierId(supplier))
        ordered = sorted(found, key=lambda one: (-one.customers, one.name.casefold()))
        return render_template("console/price_lists.html", lists=ordered)

    @pages.get("/suppliers/<supplier>/price-lists/<list_id>")
    def price_list(supplier: str, list_id: str) -> ResponseReturnValue:
        """Show a list with its customers and prices, and the products that have none."""
        place = ListPlace.read(cursor() or "") if cursor() else ListPlace()
        page = desk.use_cases.show_price_list(SupplierId(supplier), list_id, place, LIST_LENGTH)
        with desk.use_cases.work() as store:
            found = (store.mirror.contact(SupplierId(supplier), contact) for contact in page.customers)
            names = sorted((customer.record.name for customer in found if customer), key=folded)
        prices = sorted(page.prices, key=lambda each: folded(each[0].sku))
        return render_template("console/price_list.html", page=page, prices=prices, names=names, asked=asked())

    @pages.get("/suppliers/<supplier>/prices")
    def explain(supplier: str) -> ResponseReturnValue:
        """Explain what a customer pays for a product."""
        contact, sku = request.args.get("contact", "").strip(), request.args.get("sku", "").strip()
        explained: ExplainedPrice | None = None
        refusal: Refusal | None = None
        if contact and sku:
            try:
                explained = desk.use_cases.explain_price(SupplierId(supplier), contact, sku)
            except desk.expected as no:
                refusal = desk.explain(no)
        shown = render_template("console/explain.html", explained=explained, refusal=refusal, contact=contact, sku=sku)
        return shown, refusal.status if refusal else 200
