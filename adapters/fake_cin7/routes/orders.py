"""The order of a sale: lines, charges, authorisation.

Source: ref §6.6 (D:23172-23345).
"""

from adapters.fake_cin7.refusals import Refused, VerbNotSupported
from adapters.fake_cin7.routes.events import sale_event
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.quotes import needed_sale_id
from adapters.fake_cin7.routes.record_events import stock_changed
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.routes.sale_lines import read_charges, read_lines
from adapters.fake_cin7.routes.sale_parts import charge_rows, line_rows, totals
from adapters.fake_cin7.routes.sale_view import View, view_of
from adapters.fake_cin7.routes.sales import find_sale
from adapters.fake_cin7.routes.stages import MODES, pick_pack_ship
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.combined_status import columns
from adapters.fake_cin7.state.ordering import authorise_order
from adapters.fake_cin7.state.sale import AUTHORISED, DRAFT, OPEN, SERVICE, Sale
from adapters.fake_cin7.wire import Row


@endpoint(
    "GET",
    "sale/order",
    parameters="SaleID CombineAdditionalCharges IncludeProductInfo",
    source="D:23195, ref §6.6",
    note="IncludeProductInfo adds nothing: no example names its array",
)
def show_order(visit: Visit) -> object:
    """Answer the order of a sale.

    Source: ref §6.6 (D).
    """
    sale = find_sale(visit.account, visit.parameters.needed_guid("SaleID"))
    return order_row(view_of(visit, product_info=False), sale)


@endpoint(
    "POST",
    "sale/order",
    source="D:23240, ref §6.6",
    note="switches wrong_total, tax_mismatch, duplicate_product, charge_description, order_status_omitted",
)
def save_order(visit: Visit) -> object:
    """Replace the lines and charges of an order, and authorise it if asked; answer the order alone.

    Source: ref §6.6 (D): POST replaces; shortage makes a backorder in silence.
    """
    account, fields = visit.account, visit.fields()
    sale = find_sale(account, needed_sale_id(fields))
    check_order_open(sale)
    status = fields.one_of("Status", (DRAFT, AUTHORISED)) or account.switches["order_status_omitted"]
    mode = fields.one_of("AutoPickPackShipMode", MODES) or "NOPICK"
    lines = read_lines(account, sale, _needed_lines(fields))
    charges = read_charges(account, sale, fields.rows("AdditionalCharges") or [])
    if status == AUTHORISED and not lines and not charges:
        raise Refused("Lines is invalid")
    sale.order.lines, sale.order.charges = lines, charges
    sale.order.memo = fields.text("Memo", 1024) or ""
    sale.order.status = DRAFT
    sale.updated = account.now()
    if status == AUTHORISED:
        authorise(account, sale, mode)
    combine = bool(fields.flag("CombineAdditionalCharges"))
    return order_row(View(account=account, product_info=False, combine_charges=combine), sale)


@endpoint(
    "PUT",
    "sale/order",
    source="ref §6.6 (undocumented, G)",
    standing="unknown",
    note="switch put_order",
)
def replace_order(visit: Visit) -> object:
    """Refuse the verb, or do as POST does.

    Source: ref §6.6, §13.7 (G, see the switch).
    """
    if visit.account.switches["put_order"] == "405":
        raise VerbNotSupported("PUT")
    return save_order(visit)


def check_order_open(sale: Sale) -> None:
    """Refuse an order that may not be written.

    Source: ref §6.9 (D that; wording G), §6.3 (D: not for service sales).
    """
    if sale.voided:
        raise Refused("Sale is voided and cannot be changed")
    if sale.type == SERVICE:
        raise Refused("Sale Order is not available for Service Sale")
    if not sale.skip_quote and sale.quote.status != AUTHORISED:
        raise Refused(f"Sale Order cannot be saved when Sale Quote status is {sale.quote.status}")
    if sale.order.status not in OPEN:
        raise Refused(f"Sale Order cannot be saved in status {sale.order.status}, only in DRAFT or NOT AVAILABLE")


def _needed_lines(fields: Fields) -> list[Fields]:
    """Source: ref §6.6 (D: Lines required), §1.5 (L for the wording)."""
    lines = fields.rows("Lines")
    if lines is None:
        raise Refused("Required attribute Lines is not provided.")
    return lines


def authorise(account: Account, sale: Sale, mode: str) -> None:
    """Authorise an order and, where Cin7 does it, pick, pack and ship at once.

    Source: ref §6.6 (D): the mode acts only on Simple sales without a backorder.
    """
    authorise_order(account, sale)
    for task in sale.fulfilments:
        account.sales.by_task[task.task_id] = sale
    sale_event(account, sale, "Sale/OrderAuthorised")
    if sale.is_backordered:
        sale_event(account, sale, "Sale/Backordered")
    stock_changed(account, [line.product_id for line in sale.order.lines if line.stocked])
    if sale.is_simple and not sale.is_backordered and mode != "NOPICK":
        pick_pack_ship(account, sale, sale.fulfilments[0], mode)


def order_row(view: View, sale: Sale) -> Row:
    """Show an order alone.

    Source: ref §6.6 (D:23207).
    """
    order = sale.order
    return {
        "SaleID": sale.id,
        "SaleOrderNumber": sale.number,
        "Memo": order.memo,
        "Status": columns(sale, view.account.switches).order,
        "Lines": line_rows(view, order.lines, order.charges, kind="order"),
        "AdditionalCharges": [] if view.combine_charges else charge_rows(order.charges),
        **totals(order.lines, order.charges, inclusive=sale.tax_inclusive),
    }
