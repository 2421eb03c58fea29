"""The rows inside a sale: lines, charges, tasks, invoices, payments, totals.

Source: ref §5.3, §6.6, §7 (D).
"""

from collections.abc import Sequence
from decimal import Decimal

from adapters.fake_cin7.routes.sale_view import View, address_row
from adapters.fake_cin7.state.combined_status import task_status
from adapters.fake_cin7.state.documents import Charge, Fulfilment, Invoice, Line, Parcel, Payment, PickLine
from adapters.fake_cin7.values import ZERO
from adapters.fake_cin7.wire import Row


def line_rows(view: View, lines: Sequence[Line], charges: Sequence[Charge], *, kind: str) -> list[Row]:
    """Show lines; with `CombineAdditionalCharges` the charges follow them.

    Source: ref §5.2 (D:20798).
    """
    rows = [_line_row(view, line, kind) for line in lines]
    if view.combine_charges:
        rows += [_charge_as_line(view, charge, kind) for charge in charges]
    return rows


def _line_row(view: View, line: Line, kind: str) -> Row:
    row: Row = {
        "ProductID": line.product_id,
        "SKU": line.sku,
        "Name": line.name,
        "Quantity": line.quantity,
        "Price": line.price,
        "Discount": line.discount,
        "Tax": line.tax,
        "AverageCost": line.average_cost,
        "TaxRule": line.tax_rule,
    }
    if kind == "invoice":
        row["Account"] = line.account
    row["Comment"] = line.comment
    if kind == "order":
        row["DropShip"] = line.drop_ship
        if view.product_info:
            row["Backorder"] = line.backorder > ZERO
        row["BackorderQuantity"] = line.backorder
    row["Total"] = line.total
    row.update(view.product_extras(line.product_id))
    return row


def _charge_as_line(view: View, charge: Charge, kind: str) -> Row:
    product = view.account.catalogue.service_named(charge.description) or {}
    as_line = Line(
        product_id=product.get("ID", "00000000-0000-0000-0000-000000000000"),
        sku=product.get("SKU", ""),
        name=charge.description,
        quantity=charge.quantity,
        price=charge.price,
        discount=charge.discount,
        tax=charge.tax,
        tax_rule=charge.tax_rule,
        comment=charge.comment,
        account=charge.account,
    )
    return _line_row(view, as_line, kind)


def charge_rows(charges: Sequence[Charge], *, invoice: bool = False) -> list[Row]:
    """Show additional charges.

    Source: ref §6.6 (D:30708).
    """
    rows = []
    for charge in charges:
        row: Row = {
            "Description": charge.description,
            "Price": charge.price,
            "Quantity": charge.quantity,
            "Discount": charge.discount,
            "Tax": charge.tax,
            "Total": charge.total,
            "TaxRule": charge.tax_rule,
        }
        if invoice:
            row["Account"] = charge.account
        row["Comment"] = charge.comment
        rows.append(row)
    return rows


def totals(lines: Sequence[Line], charges: Sequence[Charge], *, inclusive: bool) -> dict[str, Decimal]:
    """Add up a document; inclusive amounts already hold their tax.

    Source: ref §6.6 (D examples): TotalBeforeTax + Tax = Total.
    """
    entries: list[Line | Charge] = [*lines, *charges]
    amount = sum((entry.total for entry in entries), ZERO)
    tax = sum((entry.tax for entry in entries), ZERO)
    before = amount - tax if inclusive else amount
    return {"TotalBeforeTax": before, "Tax": tax, "Total": before + tax}


def pick_rows(view: View, lines: Sequence[PickLine], *, packed: bool, alone: bool) -> list[Row]:
    """Show picked or packed goods; the stage's own endpoint shows two keys more.

    Source: ref §7 (D:23700-24000).
    """
    rows = []
    for line in lines:
        row: Row = {
            "ProductID": line.product_id,
            "SKU": line.sku,
            "Name": line.name,
            "Location": line.location,
            "LocationID": line.location_id,
        }
        if packed:
            row["Box"] = line.box
        row.update(Quantity=line.quantity, BatchSN=line.batch, ExpiryDate=line.expiry)
        if alone:
            row["NonInventory"] = not line.stocked
        if alone and packed:
            row["WarrantyRegistrationNumber"] = line.warranty
        row.update(view.product_extras(line.product_id))
        rows.append(row)
    return rows


def parcel_row(parcel: Parcel) -> Row:
    """Show a shipment line; several boxes come joined by commas.

    Source: ref §7 (D:30670).
    """
    return {
        "ID": parcel.id,
        "ShipmentDate": parcel.shipment_date,
        "Carrier": parcel.carrier,
        "Boxes": ", ".join(parcel.boxes),
        "TrackingNumber": parcel.tracking_number,
        "TrackingURL": parcel.tracking_url,
        "IsShipped": parcel.is_shipped,
    }


def ship_row(view: View, task: Fulfilment) -> Row:
    """Show the shipment of a task.

    Source: ref §7 (D:24004).
    """
    return {
        "Status": task.ship_status,
        "RequireBy": task.require_by,
        "ShippingAddress": address_row(view, task.shipping_address, shipping=True),
        "ShippingNotes": task.shipping_notes,
        "Lines": [parcel_row(parcel) for parcel in task.parcels],
    }


def fulfilment_row(view: View, task: Fulfilment) -> Row:
    """Show a whole task.

    Source: ref §5.3 (D:23349): `FulfillmentNumber` with its double l.
    """
    return {
        "TaskID": task.task_id,
        "FulfillmentNumber": task.number,
        "LinkedInvoiceNumber": task.linked_invoice or "",
        "FulFilmentStatus": task_status(task),
        "Pick": {
            "Status": task.pick_status,
            "Lines": pick_rows(view, task.pick_lines, packed=False, alone=False),
        },
        "Pack": {
            "Status": task.pack_status,
            "Lines": pick_rows(view, task.pack_lines, packed=True, alone=False),
        },
        "Ship": ship_row(view, task),
    }


def invoice_row(view: View, invoice: Invoice) -> Row:
    """Show an invoice without its money.

    Source: ref §5.3, §8 (D:24222).
    """
    return {
        "TaskID": invoice.task_id,
        "InvoiceNumber": invoice.number,
        "Memo": invoice.memo,
        "Status": invoice.status,
        "InvoiceDate": invoice.invoice_date,
        "InvoiceDueDate": invoice.due_date,
        "CurrencyConversionRate": invoice.rate,
        "BillingAddressLine1": invoice.billing_line1,
        "BillingAddressLine2": invoice.billing_line2,
        "LinkedFulfillmentNumber": invoice.linked_fulfilment,
        "Lines": line_rows(view, invoice.lines, invoice.charges, kind="invoice"),
        "AdditionalCharges": [] if view.combine_charges else charge_rows(invoice.charges, invoice=True),
    }


def payment_row(payment: Payment) -> Row:
    """Show a payment inside a sale.

    Source: ref §5.3 (D).
    """
    return {
        "ID": payment.id,
        "Reference": payment.reference,
        "Amount": payment.amount,
        "DatePaid": payment.date_paid,
        "Account": payment.account,
        "CurrencyRate": payment.currency_rate,
        "DateCreated": payment.created,
    }
