"""What a sale looks like from outside, in every answer that shows it whole.

Source: ref §5.2, §5.3 (D:20798).
"""

from adapters.fake_cin7.routes.sale_parts import (
    charge_rows,
    fulfilment_row,
    invoice_row,
    line_rows,
    payment_row,
    totals,
)
from adapters.fake_cin7.routes.sale_view import View, address_row
from adapters.fake_cin7.state.combined_status import columns, tracking_numbers
from adapters.fake_cin7.state.sale import Sale
from adapters.fake_cin7.state.sale_status import sale_status
from adapters.fake_cin7.state.templates import ATTRIBUTES
from adapters.fake_cin7.values import ZERO
from adapters.fake_cin7.wire import Row


def sale_document(view: View, sale: Sale) -> Row:
    """Show a whole sale.

    Source: ref §5.2 (D:20798): keys in the order of the example.
    """
    return {
        **_header(view, sale),
        **_statuses(view, sale),
        "Quote": _quote(view, sale),
        "Order": _order(view, sale),
        "Fulfilments": [fulfilment_row(view, task) for task in sale.fulfilments],
        "Invoices": [_invoice(view, sale, index) for index in range(len(sale.invoices))],
        "CreditNotes": [],
        "ManualJournals": {"Status": "NOT AVAILABLE", "Lines": []},
        "ExternalID": sale.external_id,
        "AdditionalAttributes": {name: sale.attributes.get(name, "") for name in ATTRIBUTES},
        "Attachments": [],
        "InventoryMovements": [] if view.hide_movements else _movements(view, sale),
        "Transactions": [],
    }


def _header(view: View, sale: Sale) -> Row:
    return {
        "ID": sale.id,
        "Customer": sale.customer,
        "CustomerID": sale.customer_id,
        "Contact": sale.contact,
        "Phone": sale.phone,
        "Email": sale.email,
        "DefaultAccount": sale.default_account,
        "SkipQuote": sale.skip_quote,
        "BillingAddress": address_row(view, sale.billing_address, shipping=False),
        "ShippingAddress": address_row(view, sale.shipping_address, shipping=True),
        "ShippingNotes": sale.shipping_notes,
        "BaseCurrency": sale.base_currency,
        "CustomerCurrency": sale.customer_currency,
        "TaxRule": sale.tax_rule,
        "TaxCalculation": "Inclusive" if sale.tax_inclusive else "Exclusive",
        "Terms": sale.terms,
        "PriceTier": sale.price_tier,
        "ShipBy": sale.ship_by,
        "Location": sale.location,
        "SaleOrderDate": sale.order_date,
        "LastModifiedOn": sale.updated,
        "Note": sale.note,
        "CustomerReference": sale.customer_reference,
        "COGSAmount": sum((row["COGS"] for row in _movements(view, sale)), ZERO),
    }


def _statuses(view: View, sale: Sale) -> Row:
    shown = columns(sale, view.account.switches)
    return {
        "Status": sale_status(sale, view.account.switches),
        "CombinedPickingStatus": shown.picking,
        "CombinedPackingStatus": shown.packing,
        "CombinedShippingStatus": shown.shipping,
        "FulFilmentStatus": shown.fulfilment,
        "CombinedInvoiceStatus": shown.invoice,
        "CombinedPaymentStatus": shown.payment,
        "CombinedTrackingNumbers": tracking_numbers(sale),
        "Carrier": sale.carrier,
        "CurrencyRate": sale.currency_rate,
        "SalesRepresentative": sale.sales_representative,
        "ServiceOnly": sale.type == "Service Sale",
        "Type": sale.type,
        "SourceChannel": sale.source_channel,
    }


def _quote(view: View, sale: Sale) -> Row:
    quote = sale.quote
    return {
        "Memo": quote.memo,
        "Status": quote.status,
        "Prepayments": [payment_row(payment) for payment in quote.prepayments],
        **_body(view, sale, "quote"),
    }


def _order(view: View, sale: Sale) -> Row:
    order = sale.order
    return {
        "SaleOrderNumber": sale.number,
        "Memo": order.memo,
        "Status": columns(sale, view.account.switches).order,
        **_body(view, sale, "order"),
    }


def _body(view: View, sale: Sale, kind: str) -> Row:
    stage = sale.order if kind == "order" else sale.quote
    return {
        "Lines": line_rows(view, stage.lines, stage.charges, kind=kind),
        "AdditionalCharges": [] if view.combine_charges else charge_rows(stage.charges),
        **totals(stage.lines, stage.charges, inclusive=sale.tax_inclusive),
    }


def _invoice(view: View, sale: Sale, index: int) -> Row:
    invoice = sale.invoices[index]
    return {
        **invoice_row(view, invoice),
        "Payments": [payment_row(payment) for payment in invoice.payments],
        **totals(invoice.lines, invoice.charges, inclusive=sale.tax_inclusive),
        "Paid": invoice.paid,
    }


def _movements(view: View, sale: Sale) -> list[Row]:
    """Show goods that left the stock.

    Source: ref §5.2 (D:21290); cost is the product's average (simplified).
    """
    return [
        {
            "TaskID": task.task_id,
            "ProductID": line.product_id,
            "Date": sale.updated.date(),
            "COGS": line.quantity * view.average_cost(line.product_id),
            **view.product_extras(line.product_id),
        }
        for task in sale.fulfilments
        for line in task.pick_lines
        if line.left_stock
    ]
