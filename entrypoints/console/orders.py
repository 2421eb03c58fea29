"""Orders: finding one, and the list of those that wait for a person."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.identifiers import OrderNumber, SupplierId
from domain.order import Order, OrderState
from entrypoints.console.asking import PAGE_LENGTH, asked, chosen, cursor, sought
from entrypoints.console.desk import DONE, REFUSED, Desk, visitor
from entrypoints.console.format import plural
from entrypoints.console.words import ORDER_STATES

MOST_TOLD = 5  # refusals told one by one; more of them would bury what was done


def orders_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the lists of orders, and letting several go again. Source: B8."""

    @pages.get("/suppliers/<supplier>/orders")
    def orders(supplier: str) -> ResponseReturnValue:
        """List orders, the latest accepted first."""
        state = chosen(OrderState, "state")
        with desk.use_cases.work() as store:
            counts = store.orders.counts(SupplierId(supplier))
            page = store.orders.page(
                SupplierId(supplier), state=state, search=sought(), cursor=cursor(), limit=PAGE_LENGTH
            )
        return render_template(
            "console/orders.html",
            orders=page.items,
            next_cursor=page.next_cursor,
            counts=counts,
            state=state,
            states=ORDER_STATES,
            q=sought(),
            asked=asked(),
        )

    @pages.get("/suppliers/<supplier>/to-do")
    def to_do(supplier: str) -> ResponseReturnValue:
        """List what waits for a person, with every problem and its remedy."""
        with desk.use_cases.work() as store:
            page = store.orders.page(
                SupplierId(supplier), state=OrderState.HELD, search=sought(), cursor=cursor(), limit=PAGE_LENGTH
            )
        return render_template(
            "console/to_do.html",
            orders=page.items,
            next_cursor=page.next_cursor,
            q=sought(),
            asked=asked(),
            worth=worth,
        )

    @pages.post("/suppliers/<supplier>/to-do/retry")
    def retry_several(supplier: str) -> ResponseReturnValue:
        """Let the chosen orders go again, each for itself."""
        numbers = [OrderNumber(number) for number in dict.fromkeys(request.form.getlist("number"))]
        _tell(len(numbers), [no for number in numbers if (no := _retry(desk, SupplierId(supplier), number))])
        return redirect(url_for("console.to_do", supplier=supplier), 303)


def worth(order: Order) -> object:
    """Answer what an order comes to as far as is known: with tax once its sale is complete, before that without."""
    return order.totals.order if order.totals else order.approved.total_before_tax


def _tell(chosen: int, refused: list[str]) -> None:
    gone = chosen - len(refused)
    if not chosen:
        flash("No order was chosen. Tick those that are to go again.", REFUSED)
    if gone:
        flash(f"{plural(gone, 'order')} {'goes' if gone == 1 else 'go'} again now.", DONE)
    for no in refused[:MOST_TOLD]:
        flash(no, REFUSED)
    if len(refused) > MOST_TOLD:
        flash(f"{len(refused) - MOST_TOLD} more could not be retried; they are still in the list.", REFUSED)


def _retry(desk: Desk, supplier: SupplierId, number: OrderNumber) -> str:
    try:
        desk.use_cases.retry_orders(supplier, [number], visitor().actor)
    except desk.expected as no:
        return desk.explain(no).detail
    return ""
