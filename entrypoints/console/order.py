"""One order: how it stands, what keeps it back, what was done, and what can be done about it."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from application.ports.storage.unit_of_work import UnitOfWork
from domain.approved_order import OrderLine
from domain.errors import InvalidValue, NotThere
from domain.identifiers import ProductId, Sku, SupplierId, folded, order_number
from domain.order import GOES_BY_ITSELF, Order, OrderKey, OrderState
from domain.order_state import IGNORABLE, LINKABLE
from domain.problems import CATALOGUE
from domain.product import Product
from entrypoints.console.desk import Desk, frame
from entrypoints.console.timeline import Moment, timeline

MAY_BE_RETRIED = (OrderState.HELD, OrderState.WAITING, OrderState.IGNORED)

CAUSES = {
    "line_added": "The sale has a line that the order has not.",
    "line_missing": "The sale lacks a line of the order.",
    "line_total": "A line comes to another amount in Cin7.",
    "discount": "A line has another discount in Cin7.",
    "charge": "Freight or another charge differs.",
    "rounding": "Cin7 rounded the tax in another way.",
    "tax_rule": "Cin7 took another rate of tax.",
}
"""Why both sides come to different totals, by `Totals.cause`. Source: B6."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPage:
    """Everything that the page of one order says. Shape: `url` is its sale's page in Cin7, where there is one."""

    order: Order
    url: str | None
    moments: tuple[Moment, ...]
    products: tuple[Product, ...] = ()

    def name_of(self, line: OrderLine) -> str:
        """Answer how the product of a line is called in Cin7, empty where it is not known there."""
        by_id = [each for each in self.products if each.id.casefold() == line.product_id.casefold()]
        by_sku = [each for each in self.products if folded(each.sku) == folded(line.sku)]
        return next((each.name for each in (*by_id, *by_sku)), "")

    @property
    def may_be_retried(self) -> bool:
        """Answer whether a person may let it go again."""
        return self.order.state in MAY_BE_RETRIED

    @property
    def may_be_linked(self) -> bool:
        """Answer whether a person may name the sale that it is."""
        return self.order.state in LINKABLE

    @property
    def may_be_ignored(self) -> bool:
        """Answer whether a person may leave it alone."""
        return self.order.state in IGNORABLE

    @property
    def goes_by_itself(self) -> bool:
        """Answer whether nobody has to do anything."""
        return self.order.state in GOES_BY_ITSELF


def order_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the page of one order. Source: B1, B7, B8."""

    @pages.get("/suppliers/<supplier>/orders/<number>")
    def order(supplier: str, number: str) -> ResponseReturnValue:
        """Show an order and what became of it."""
        return render_template("console/order.html", **order_page(desk, key_of(supplier, number)))

    @pages.get("/suppliers/<supplier>/orders/<number>/evidence")
    def evidence(supplier: str, number: str) -> ResponseReturnValue:
        """Hand out everything that was done for an order as a file. Source: B15."""
        return desk.told_as.evidence(desk.use_cases, key_of(supplier, number))


def order_page(desk: Desk, key: OrderKey) -> dict[str, object]:
    """Answer what the page of this order is made of. Raises: NotThere."""
    with desk.use_cases.work() as store:
        found = found_order(store, key)
        pieces = store.evidence.of(key)
        products = _products(store, found)
    url = desk.use_cases.sale_links(frame().connection, found)
    page = OrderPage(order=found, url=url, moments=timeline(found, pieces), products=products)
    return {"page": page, "catalogue": CATALOGUE, "causes": CAUSES, "given": {}, "refusal": None}


def _products(store: UnitOfWork, order: Order) -> tuple[Product, ...]:
    lines = order.approved.lines
    found = store.mirror.products(
        order.key.supplier,
        ids=[ProductId(line.product_id) for line in lines if line.product_id],
        skus=[Sku(line.sku) for line in lines if line.sku],
    )
    return tuple(each.record for each in found)


def key_of(supplier: str, number: str) -> OrderKey:
    """Answer the key that an address names. Raises: NotThere for a number that no order can have."""
    try:
        return OrderKey(SupplierId(supplier), order_number(number))
    except InvalidValue as impossible:
        raise NotThere(f"There can be no such order: {impossible.detail}") from impossible


def found_order(store: UnitOfWork, key: OrderKey) -> Order:
    """Answer this order as it is stored. Raises: NotThere."""
    order = store.orders.get(key)
    if order is None:
        raise NotThere(f"Supplier {key.supplier} has no order {key.number}.")
    return order
