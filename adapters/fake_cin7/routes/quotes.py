"""The quote of a sale.

Source: ref §6.5 (D:23015-23110).
"""

from adapters.fake_cin7.refusals import Refused
from adapters.fake_cin7.routes.events import sale_event
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.routes.sale_lines import read_charges, read_lines
from adapters.fake_cin7.routes.sale_parts import charge_rows, line_rows, totals
from adapters.fake_cin7.routes.sale_view import View, view_of
from adapters.fake_cin7.routes.sales import find_sale
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.sale import AUTHORISED, DRAFT, OPEN, Sale
from adapters.fake_cin7.wire import Row


@endpoint(
    "GET",
    "sale/quote",
    parameters="SaleID CombineAdditionalCharges IncludeProductInfo",
    source="D:23035, ref §6.5",
    note="IncludeProductInfo adds nothing: no example names its array",
)
def show_quote(visit: Visit) -> object:
    """Answer the quote of a sale.

    Source: ref §6.5 (D).
    """
    sale = find_sale(visit.account, visit.parameters.needed_guid("SaleID"))
    return quote_row(view_of(visit, product_info=False), sale)


@endpoint("POST", "sale/quote", source="D:23075, ref §6.5")
def save_quote(visit: Visit) -> object:
    """Replace the lines of a quote, and authorise it if asked.

    Source: ref §6.5 (D): refused once authorised, and for a sale that skips its quote.
    """
    account, fields = visit.account, visit.fields()
    sale = find_sale(account, needed_sale_id(fields))
    _check(sale)
    status = fields.one_of("Status", (DRAFT, AUTHORISED)) or DRAFT
    lines = read_lines(account, sale, fields.rows("Lines") or [])
    charges = read_charges(account, sale, fields.rows("AdditionalCharges") or [])
    sale.quote.lines, sale.quote.charges = lines, charges
    sale.quote.memo = fields.text("Memo", 1024) or ""
    sale.quote.status = status
    sale.updated = account.now()
    if status == AUTHORISED:
        sale_event(account, sale, "Sale/QuoteAuthorised")
    return quote_row(_view(account, fields), sale)


def needed_sale_id(fields: Fields) -> str:
    """Read the sale's id from a body.

    Source: ref §1.5 (L).
    """
    sale_id = fields.guid("SaleID")
    if sale_id is None:
        raise Refused("Required attribute SaleID is not provided.")
    return sale_id


def _check(sale: Sale) -> None:
    """Source: ref §6.9 (D that; wording G)."""
    if sale.voided:
        raise Refused("Sale is voided and cannot be changed")
    if sale.skip_quote:
        raise Refused("Sale Quote cannot be saved when SkipQuote is true")
    if sale.quote.status not in OPEN:
        raise Refused(f"Sale Quote cannot be saved in status {sale.quote.status}, only in DRAFT or NOT AVAILABLE")


def _view(account: Account, fields: Fields) -> View:
    return View(account=account, product_info=False, combine_charges=bool(fields.flag("CombineAdditionalCharges")))


def quote_row(view: View, sale: Sale) -> Row:
    """Show a quote alone.

    Source: ref §6.5 (D:23045).
    """
    quote = sale.quote
    return {
        "SaleID": sale.id,
        "CombineAdditionalCharges": view.combine_charges,
        "Memo": quote.memo,
        "Status": quote.status,
        "Lines": line_rows(view, quote.lines, quote.charges, kind="quote"),
        "AdditionalCharges": [] if view.combine_charges else charge_rows(quote.charges),
        **totals(quote.lines, quote.charges, inclusive=sale.tax_inclusive),
    }
