"""Approved orders: accepted and shown."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.use_cases import UseCases
from domain.errors import InvalidValue, NotThere
from domain.identifiers import SupplierId, order_number
from domain.order import OrderKey, OrderState
from entrypoints import logs
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.schemas.approved_orders import ApprovedOrderIn
from entrypoints.http.schemas.orders import OrderOut, OrdersOut
from entrypoints.http.schemas.places import OrderPath, OrdersQuery, SupplierPath

PATH = "/v1/suppliers/<supplier>/orders"


def orders(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoints of orders. Source: R10–R13."""
    api = APIBlueprint(
        "orders",
        __name__,
        url_prefix=PATH,
        abp_tags=described.tag("Orders", "From an approved order to a sale in Cin7 Core."),
        abp_security=described.NEEDS_TOKEN,
        abp_responses=described.problems(*described.ALWAYS),
    )

    @api.put("/<number>", responses={200: OrderOut, 202: OrderOut, **described.problems(409, *described.WITH_BODY)})
    def approve(path: OrderPath, body: ApprovedOrderIn) -> Response:
        """Accept an approved order: 202 the first time, 200 for the same again, 409 for other content."""
        if body.number != path.number:
            raise InvalidValue(f"The address says order {path.number}: say the same here.", pointer="/number")
        approval = use_cases.approve_order(SupplierId(path.supplier), body.to_domain())
        if not approval.is_new:
            return answer(shown(use_cases, approval.order.key))
        _log(approval.order.key, approval.order.state)
        return answer(OrderOut.of(approval.order, url=None), 202)

    @api.get("/<number>", responses={200: OrderOut})
    def show_order(path: OrderPath) -> Response:
        """Show an order and what became of it."""
        return answer(shown(use_cases, known(path)))

    @api.get("", responses={200: OrdersOut})
    def list_orders(path: SupplierPath, query: OrdersQuery) -> Response:
        """List orders, the latest accepted first."""
        supplier = SupplierId(path.supplier)
        with use_cases.work() as store:
            connection = store.connections.get(supplier)
            page = store.orders.page(
                supplier, state=query.state, search=query.q, cursor=query.cursor, limit=query.limit
            )
        items = [OrderOut.of(order, use_cases.sale_links(connection, order)) for order in page.items]
        return answer(OrdersOut(items=items, next_cursor=page.next_cursor))

    return api


def known(path: OrderPath) -> OrderKey:
    """Answer the key that an address names. Raises: NotThere for a number that no order can have."""
    try:
        return OrderKey(SupplierId(path.supplier), order_number(path.number))
    except InvalidValue as impossible:
        raise NotThere(f"There can be no such order: {impossible.detail}") from impossible


def shown(use_cases: UseCases, key: OrderKey) -> OrderOut:
    """Answer an order as it is stored now. Raises: NotThere."""
    with use_cases.work() as store:
        order, connection = store.orders.get(key), store.connections.get(key.supplier)
    if order is None:
        raise unknown(key)
    return OrderOut.of(order, use_cases.sale_links(connection, order))


def unknown(key: OrderKey) -> NotThere:
    """Answer the refusal of an order that is not stored."""
    return NotThere(f"Supplier {key.supplier} has no order {key.number}.")


def _log(key: OrderKey, state: OrderState) -> None:
    event = logs.ORDER_HELD if state is OrderState.HELD else logs.ORDER_ACCEPTED
    logs.info(event, supplier=key.supplier, order=key.number)
