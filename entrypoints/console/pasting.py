"""An order that nobody approved yet: pasted, or taken from a stored one and changed, and shown as it would be sent."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from domain.identifiers import SupplierId
from domain.problems import CATALOGUE
from entrypoints.console.desk import Desk, Pasted, Refusal
from entrypoints.console.order import found_order, key_of
from entrypoints.console.preview import previewed

EXAMPLE = """{
  "number": "10248",
  "currency": "USD",
  "customer": {"name": "Vins et alcools Chevalier"},
  "order_date": "2026-07-04",
  "lines": [{"sku": "NW-011", "quantity": "12", "unit_price": "14.00"}]
}"""


def pasting_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the preview of an order that is pasted. Source: B1, B7."""

    @pages.get("/suppliers/<supplier>/preview")
    def paste(supplier: str) -> ResponseReturnValue:
        """Ask for an order, or begin with a stored one."""
        number = request.args.get("order", "").strip()
        if not number:
            return _page()
        try:
            with desk.use_cases.work() as store:
                found = found_order(store, key_of(supplier, number))
        except desk.expected as no:
            refusal = desk.explain(no)
            return _page(number=number, refusal=refusal), refusal.status
        return _page(text=desk.told_as.write(found.approved), number=number)

    @pages.post("/suppliers/<supplier>/preview")
    def preview_pasted(supplier: str) -> ResponseReturnValue:
        """Show what the pasted order would become, or every mistake in it; nothing is sent and nothing is stored."""
        text = request.form.get("order", "").replace("\r\n", "\n")
        pasted = desk.told_as.understand(text)
        if pasted.approved is None:
            return _page(text=text, pasted=pasted), 422
        planned = desk.use_cases.preview_order(SupplierId(supplier), pasted.approved)
        return render_template(
            "console/pasted.html",
            text=text,
            approved=pasted.approved,
            preview=planned,
            calls=previewed(planned.plan) if planned.plan else (),
            catalogue=CATALOGUE,
        )


def _page(*, text: str = "", number: str = "", pasted: Pasted | None = None, refusal: Refusal | None = None) -> str:
    slips = pasted.slips if pasted else ()
    return render_template(
        "console/paste.html", text=text, number=number, slips=slips, refusal=refusal, example=EXAMPLE
    )
