"""Listing sales: the columns and the filters.

Source: ref §5.1 (D:20400-20550).
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from decimal import Decimal

from adapters.fake_cin7.routes.parameters import Parameters
from adapters.fake_cin7.routes.rendering import envelope, page_of
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.combined_status import columns, tracking_numbers
from adapters.fake_cin7.state.sale import DRAFT, Sale
from adapters.fake_cin7.state.sale_status import sale_status
from adapters.fake_cin7.values import ZERO
from adapters.fake_cin7.wire import Row

Test = Callable[[Row, Sale], bool]

STATUS_FILTERS = {
    "QuoteStatus": "QuoteStatus",
    "OrderStatus": "OrderStatus",
    "CombinedPickStatus": "CombinedPickingStatus",
    "CombinedPackStatus": "CombinedPackingStatus",
    "CombinedShippingStatus": "CombinedShippingStatus",
    "CombinedInvoiceStatus": "CombinedInvoiceStatus",
    "CreditNoteStatus": "CreditNoteStatus",
    "Status": "Status",
}
"""Parameter → column; pick and pack are named differently. Source: ref §5.1 (D)."""

SEARCHED = ("OrderNumber", "Status", "Customer", "InvoiceNumber", "CustomerReference", "CreditNoteNumber")
OTHERS = "Page Limit Search CreatedSince UpdatedSince UpdatedUntil ShipBy ExternalID ReadyForShipping OrderLocationID"


@endpoint(
    "GET",
    "saleList",
    parameters=f"{OTHERS} {' '.join(STATUS_FILTERS)}",
    source="D:20400, ref §5.1",
    note="switches list_filters, external_id_filter, external_id_visible_after_seconds",
)
def list_sales(visit: Visit) -> object:
    """Answer the page of sales that fit, in ascending order of their numbers.

    Source: ref §5.1 (D, L).
    """
    account, tests = visit.account, _tests(visit)
    if not tests:
        sales = list(account.sales.by_id.values())
        page, shown = page_of(sales, visit.parameters)
        rows = [list_row(account, sale) for sale in shown if isinstance(sale, Sale)]
        return envelope("SaleList", rows, len(sales), page)
    found = []
    for sale in account.sales.by_id.values():
        row = list_row(account, sale)
        if all(test(row, sale) for test in tests):
            found.append(row)
    page, shown = page_of(found, visit.parameters)
    return envelope("SaleList", shown, len(found), page)


def _tests(visit: Visit) -> list[Test]:
    asked, switches = visit.parameters, visit.account.switches
    tests = _external_id_tests(visit)
    if switches["list_filters"] == "honoured":
        tests += _time_tests(asked) + _status_tests(asked) + _other_tests(visit)
    return tests


def _external_id_tests(visit: Visit) -> list[Test]:
    """Source: ref §5.1 (D: exact value), §1.8.1; the lag is a guess with a switch."""
    account, wanted = visit.account, visit.parameters.text("ExternalID")
    if wanted is None or account.switches["external_id_filter"] == "ignored":
        return []
    lag = timedelta(seconds=account.switches.number("external_id_visible_after_seconds"))
    visible_before = account.now() - lag
    return [lambda _, sale: sale.external_id == wanted and (not lag or sale.created <= visible_before)]


def _time_tests(asked: Parameters) -> list[Test]:
    """Source: ref §5.1 (D): UTC; an instant itself counts as since (G)."""
    tests: list[Test] = []
    if (created := asked.instant("CreatedSince")) is not None:
        tests.append(lambda _, sale: sale.created >= created)
    if (since := asked.instant("UpdatedSince")) is not None:
        tests.append(lambda _, sale: sale.updated >= since)
    if (until := asked.instant("UpdatedUntil")) is not None:
        tests.append(lambda _, sale: sale.updated <= until)
    return tests


def _status_tests(asked: Parameters) -> list[Test]:
    """Source: ref §5.1 (D), §1.8.7 (L: one value each, a comma list finds nothing)."""
    tests: list[Test] = []
    for parameter, column in STATUS_FILTERS.items():
        if (wanted := asked.text(parameter)) is not None:
            tests.append(_column_test(column, wanted.casefold()))
    return tests


def _column_test(column: str, wanted: str) -> Test:
    return lambda row, _: row[column].casefold() == wanted


def _other_tests(visit: Visit) -> list[Test]:
    """Source: ref §5.1 (D)."""
    asked = visit.parameters
    tests: list[Test] = []
    if (search := asked.text("Search")) is not None:
        words = search.casefold()
        tests.append(lambda row, _: any(words in (row[name] or "").casefold() for name in SEARCHED))
    if (latest := asked.day("ShipBy")) is not None:
        tests.append(
            lambda row, sale: (
                sale.ship_by is not None and sale.ship_by <= latest and row["CombinedShippingStatus"] != "SHIPPED"
            )
        )
    if asked.flag("ReadyForShipping"):
        tests.append(lambda _, sale: _ready_for_shipping(sale))
    if (location := asked.guid("OrderLocationID")) is not None:
        tests.append(lambda row, _: row["OrderLocationID"] == location)
    return tests


def _ready_for_shipping(sale: Sale) -> bool:
    """Source: ref §5.1 (D): pack AUTHORISED and ship not."""
    return any(task.pack_status == "AUTHORISED" and task.ship_status != "AUTHORISED" for task in sale.live_fulfilments)


def list_row(account: Account, sale: Sale) -> Row:
    """Show the columns of one sale, as they are right now.

    Source: ref §5.1 (D:20470-20535; `Carrier` L).
    """
    shown = columns(sale, account.switches)
    issued = [invoice for invoice in sale.live_invoices if invoice.status != DRAFT]
    last = sale.live_invoices[-1] if sale.live_invoices else None
    location = account.books.locations.by_name(sale.location)
    invoiced = _sum(invoice.total for invoice in issued)
    paid = _sum(invoice.paid for invoice in sale.live_invoices)
    return {
        "SaleID": sale.id,
        "OrderNumber": sale.number,
        "Status": sale_status(sale, account.switches),
        "OrderDate": sale.order_date,
        "InvoiceDate": last.invoice_date if last else None,
        "Customer": sale.customer,
        "CustomerID": sale.customer_id,
        "InvoiceNumber": last.number if last else None,
        "CustomerReference": sale.customer_reference,
        "InvoiceAmount": invoiced,
        "PaidAmount": paid,
        "SaleInvoicesTotalAmount": invoiced,
        "InvoiceDueDate": last.due_date if last else None,
        "ShipBy": sale.ship_by,
        "BaseCurrency": sale.base_currency,
        "CustomerCurrency": sale.customer_currency,
        "CreditNoteNumber": None,
        "Updated": sale.updated,
        "QuoteStatus": "VOIDED" if sale.voided else sale.quote.status,
        "OrderStatus": shown.order,
        "CombinedPickingStatus": shown.picking,
        "CombinedPaymentStatus": shown.payment,
        "CombinedTrackingNumbers": tracking_numbers(sale),
        "CombinedPackingStatus": shown.packing,
        "CombinedShippingStatus": shown.shipping,
        "CombinedInvoiceStatus": shown.invoice,
        "CombinedPaymentTotal": paid,
        "CreditNoteStatus": "VOIDED" if sale.voided else "NOT AVAILABLE",
        "FulFilmentStatus": shown.fulfilment,
        "Type": sale.type,
        "SourceChannel": sale.source_channel,
        "ExternalID": sale.external_id,
        "OrderLocationID": location["ID"] if location else None,
        "Carrier": sale.carrier,
    }


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
