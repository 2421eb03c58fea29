"""What a person decides about an order: it goes again, it is this sale already, or it needs none."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.identifiers import ContactId
from domain.order import OrderKey
from entrypoints.console.desk import Desk, visitor
from entrypoints.console.order import found_order, key_of, order_page


def retrying_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the buttons that let one order go again. Source: B8."""

    @pages.post("/suppliers/<supplier>/orders/<number>/retry")
    def retry(supplier: str, number: str) -> ResponseReturnValue:
        """Let it go again, composed anew."""
        key = key_of(supplier, number)

        def go() -> str:
            desk.use_cases.retry_orders(key.supplier, [key.number], visitor().actor)
            return f"Order {key.number} goes again now."

        return _settled(desk, key, go)

    @pages.post("/suppliers/<supplier>/orders/<number>/customer")
    def choose_customer(supplier: str, number: str) -> ResponseReturnValue:
        """Say which customer its name means, from now on; it then goes by itself."""
        key = key_of(supplier, number)
        with desk.use_cases.work() as store:
            name = found_order(store, key).approved.customer.name

        def choose() -> str:
            contact = ContactId(request.form.get("contact_id", ""))
            chosen = desk.use_cases.choose_contact(key.supplier, name, contact, visitor().actor)
            return f"Orders of “{name}” are for {chosen.name} from now on. What was held for it goes by itself."

        return _settled(desk, key, choose)


def settling_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the buttons that settle one order by hand. Source: B8."""

    @pages.post("/suppliers/<supplier>/orders/<number>/link")
    def link(supplier: str, number: str) -> ResponseReturnValue:
        """Say which sale in Cin7 it is already."""
        key, sale = key_of(supplier, number), request.form.get("sale", "").strip()

        def join() -> str:
            order = desk.use_cases.link_order(key.supplier, key.number, sale, visitor().actor)
            return f"Order {key.number} is sale {order.sale.number if order.sale else sale} from now on."

        return _settled(desk, key, join, sale=sale)

    @pages.post("/suppliers/<supplier>/orders/<number>/ignore")
    def ignore(supplier: str, number: str) -> ResponseReturnValue:
        """Leave it alone, with the reason."""
        key, note = key_of(supplier, number), request.form.get("note", "")

        def leave() -> str:
            desk.use_cases.ignore_order(key.supplier, key.number, note, visitor().actor)
            return f"Order {key.number} is left alone. Retry it if you change your mind."

        return _settled(desk, key, leave, note=note)


def _settled(desk: Desk, key: OrderKey, act: Callable[[], str], **given: str) -> ResponseReturnValue:
    """Do it and show the order; a refusal leaves what was typed where it is."""
    refusal = desk.tried(act)
    if refusal is None:
        return redirect(url_for("console.order", supplier=key.supplier, number=key.number), 303)
    page = order_page(desk, key) | {"refusal": refusal, "given": given}
    return render_template("console/order.html", **page), refusal.status
