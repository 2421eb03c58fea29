"""What people do in Cin7's own pages: pick, pack, ship, invoice, pay, void, undo; edit goods and customers.

Source: fake-cin7.md, `POST /_fake/sales/…`; ref §7, §8.
"""

from collections.abc import Callable

from flask import Blueprint, Response, request

from adapters.fake_cin7.control.edits import edit_customer, edit_product, edit_stock
from adapters.fake_cin7.control.handling import ACTIONS, act
from adapters.fake_cin7.control.instructions import body_of, ok
from adapters.fake_cin7.refusals import BadInstruction, Refused
from adapters.fake_cin7.routes.sale_document import sale_document
from adapters.fake_cin7.routes.sale_view import View
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.sale import Sale
from adapters.fake_cin7.state.universe import Universe
from adapters.fake_cin7.values import guid_of
from adapters.fake_cin7.wire import Row


def warehouse_routes(plane: Blueprint, universe: Universe) -> None:
    """Add the warehouse's routes to the control plane."""

    @plane.post("/sales/<name>/<action>")
    def handle_sale(name: str, action: str) -> Response:
        body = body_of(request)
        with universe.lock:
            account, sale = find_sale(universe, name)
            handle(account, sale, action, body)
            return ok(sale_document(View(account=account), sale))

    _edit_route(plane, universe, "products", edit_product)
    _edit_route(plane, universe, "customers", edit_customer)
    _edit_route(plane, universe, "stock", edit_stock)


def handle(account: Account, sale: Sale, action: str, body: Row) -> None:
    """Do one thing with a sale.

    Raises: BadInstruction when there is no such action or the sale is not ready for it.
    """
    if action not in ACTIONS:
        raise BadInstruction(f"There is no action '{action}'; there are {', '.join(ACTIONS)}.")
    try:
        act(account, sale, action, body)
    except Refused as refused:
        raise BadInstruction(f"Sale {sale.number} cannot {action} now: {refused}.") from refused


def find_sale(universe: Universe, name: str) -> tuple[Account, Sale]:
    """Find a sale by its id, its number or its ExternalID.

    Raises: BadInstruction when there is none.
    """
    sale_id = guid_of(name)
    for account in universe.accounts.values():
        if sale_id in account.sales.by_id:
            return account, account.sales.by_id[str(sale_id)]
        for sale in account.sales.by_id.values():
            if name in (sale.number, sale.external_id):
                return account, sale
    raise BadInstruction(f"There is no sale '{name}'; name it by its id, its number or its ExternalID.")


def _edit_route(plane: Blueprint, universe: Universe, path: str, edit: Callable[[Account, Row], Row]) -> None:
    def edit_something() -> Response:
        body = body_of(request)
        with universe.lock:
            account = _account(universe, body.pop("account_id", None) or request.args.get("account_id"))
            try:
                return ok(edit(account, body))
            except Refused as refused:
                raise BadInstruction(f"{path}: {refused}.") from refused

    plane.add_url_rule(f"/{path}", f"edit_{path}", edit_something, methods=["POST"])


def _account(universe: Universe, account_id: object) -> Account:
    """Find the account meant; with only one it need not be named."""
    if account_id is not None:
        return universe.account(str(account_id))
    if len(universe.accounts) == 1:
        return next(iter(universe.accounts.values()))
    raise BadInstruction(f"Name the account by 'account_id'; there are {len(universe.accounts)}.")
