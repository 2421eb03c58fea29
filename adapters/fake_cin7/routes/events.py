"""The payload of each webhook, with the keys, date forms and casing its documented example has.

Source: ref §9.4 (D:28000-28716).
"""

from collections.abc import Iterable
from datetime import date

from adapters.fake_cin7.routes.customers import customer_row
from adapters.fake_cin7.routes.product_view import product_row, tiers_shown
from adapters.fake_cin7.routes.rendering import instant, to_json
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.catalogue import product_field
from adapters.fake_cin7.state.documents import Fulfilment, Invoice
from adapters.fake_cin7.state.sale import Sale
from adapters.fake_cin7.values import ZERO
from adapters.fake_cin7.wire import Row

UPPER = "upper"
LOWER = "lower"


def _cased(account: Account, guid: str, documented: str) -> str:
    """Source: ref §9.4 (D): casing differs between events; see the switch."""
    chosen = account.switches["webhook_guid_case"]
    style = documented if chosen == "as_documented" else chosen
    return guid.upper() if style == UPPER else guid.lower()


def _tell(account: Account, kind: str, payload: object) -> None:
    if account.hooks.of_type(kind):
        account.hooks.schedule(kind, to_json(payload), account.now(), account.switches)


def _people(sale: Sale) -> Row:
    return {
        "CustomerName": sale.customer,
        "CustomerContactName": sale.contact,
        "CustomerContactEmail": sale.email,
    }


def _representative_email(account: Account, sale: Sale) -> str | None:
    row = account.books.contacts.by_name(sale.sales_representative or "")
    return row["Email"] if row else None


def _local_day(day: date) -> str:
    """Source: ref §1.7 (D): some dates in webhooks are dd/MM/yyyy."""
    return day.strftime("%d/%m/%Y")


def sale_created(account: Account, sale: Sale) -> None:
    """Tell of a new header.

    Source: ref §9.4 (D:28002).
    """
    payload = {
        "SaleID": _cased(account, sale.id, UPPER),
        "SaleOrderNumber": sale.number,
        **_people(sale),
        "SaleRepEmail": _representative_email(account, sale),
        "SaleOrderDate": sale.order_date.isoformat(),
        "TaskTypeSign": "0",
        "IsServiceOnly": "1" if sale.type == "Service Sale" else "0",
        "DownloadLink": None,
        "EventType": "Sale/Created",
    }
    _tell(account, "Sale/Created", payload)


def sale_event(account: Account, sale: Sale, kind: str) -> None:
    """Tell of a quote or order authorised, a backorder, an undo or a void.

    Source: ref §9.4 (D): the keys differ by type.
    """
    payload: Row = {"SaleID": _cased(account, sale.id, UPPER), "SaleOrderNumber": sale.number, "EventType": kind}
    if kind == "Sale/Voided":
        payload.update(_people(sale))
    if kind == "Sale/Undo":
        payload.update(CustomerContactName=sale.contact, CustomerContactEmail=sale.email)
    _tell(account, kind, payload)


def stage_authorised(account: Account, sale: Sale, task: Fulfilment, kind: str) -> None:
    """Tell of a pick or pack authorised.

    Source: ref §9.4 (D).
    """
    payload = {
        "SaleID": _cased(account, sale.id, UPPER),
        "SaleOrderNumber": sale.number,
        "TaskID": _cased(account, task.task_id, UPPER),
        **_people(sale),
        "EventType": kind,
    }
    _tell(account, kind, payload)


def shipment_authorised(account: Account, sale: Sale, task: Fulfilment) -> None:
    """Tell of a shipment, under the keys only this event and the invoice's use.

    Source: ref §9.4 (D:28044): `SaleTaskID`, `TenantID`, `OrderNumber`.
    """
    payload = {
        "SaleTaskID": _cased(account, task.task_id, UPPER),
        "TenantID": _cased(account, account.id, UPPER),
        "OrderNumber": sale.number,
        **_people(sale),
        "EventType": "Sale/ShipmentAuthorised",
    }
    _tell(account, "Sale/ShipmentAuthorised", payload)


def invoice_authorised(account: Account, sale: Sale, invoice: Invoice) -> None:
    """Tell of an invoice.

    Source: ref §9.4 (D:28056).
    """
    payload = {
        "SaleTaskID": _cased(account, invoice.task_id, UPPER),
        "TenantID": _cased(account, account.id, UPPER),
        "OrderNumber": sale.number,
        "InvoiceNumber": invoice.number,
        **_people(sale),
        "EventType": "Sale/InvoiceAuthorised",
    }
    _tell(account, "Sale/InvoiceAuthorised", payload)


def payment_received(account: Account, sale: Sale, invoice: Invoice) -> None:
    """Tell of money, as part or all of an invoice.

    Source: ref §9.4 (D:28110): the part in percent, to two places.
    """
    full = invoice.paid >= invoice.total
    kind = "Sale/FullPaymentReceived" if full else "Sale/PartialPaymentReceived"
    payload: Row = {
        "SaleID": _cased(account, sale.id, LOWER),
        "DocumentNumber": invoice.number,
        "DocumentType": "invoice",
        "DocumentDate": _local_day(invoice.invoice_date),
        **_people(sale),
    }
    if not full:
        payload["AmountPercent"] = f"{invoice.paid * 100 / invoice.total:.2f}"
    _tell(account, kind, {**payload, "EventType": kind})


def tracking_changed(account: Account, sale: Sale, task: Fulfilment) -> None:
    """Tell of new tracking numbers.

    Source: ref §9.4 (D:28160): `CustomerContact`, a number for `TaskTypeSign`, dates as dd/MM/yyyy.
    """
    payload = {
        "SaleID": _cased(account, sale.id, LOWER),
        "TaskID": _cased(account, task.task_id, LOWER),
        "SaleOrderNumber": sale.number,
        "SaleOrderDate": _local_day(sale.order_date),
        "CustomerContact": sale.contact,
        "CustomerEmail": sale.email,
        "CustomerName": sale.customer,
        "TaskTypeSign": 0,
        "Shipments": [
            {
                "ShipmentDate": _local_day(parcel.shipment_date) if parcel.shipment_date else None,
                "TrackingNumber": parcel.tracking_number,
                "TrackingUrl": parcel.tracking_url,
                "Carrier": parcel.carrier,
            }
            for parcel in task.parcels
        ],
        "EventType": "Sale/ShipmentTrackingNumberChanged",
    }
    _tell(account, "Sale/ShipmentTrackingNumberChanged", payload)


def attributes_changed(account: Account, sale: Sale, before: dict[str, str]) -> None:
    """Tell of each additional attribute that changed.

    Source: ref §9.4 (D): one change in one payload, the field named `CustomFieldN`.
    """
    for name, new in sale.attributes.items():
        old = before.get(name, "")
        if old == new:
            continue
        number = name.removeprefix("AdditionalAttribute")
        payload = {
            "SaleID": _cased(account, sale.id, LOWER),
            **_people(sale),
            "EventType": "Sale/AdditionalAttributesChanged",
            "SaleOrderNumber": sale.number,
            "SaleRepEmail": _representative_email(account, sale),
            "Changes": {
                "Field": f"CustomField{number}",
                "Result": f"Attribute {number} value has changed from: '{old}'; to: {new}",
                "OldValue": old,
                "NewValue": new,
            },
        }
        _tell(account, "Sale/AdditionalAttributesChanged", payload)


def customer_updated(account: Account, customer: Row) -> None:
    """Tell of a customer that is new or changed.

    Source: ref §9.4 (D): flat fields apart from addresses and contacts; its timestamp has no Z (§1.7).
    """
    if not account.hooks.of_type("Customer/Updated"):
        return
    row = customer_row(account, customer, prices=False)
    addresses, contacts = row.pop("Addresses"), row.pop("Contacts")
    row.pop("ChildCustomers")
    row["LastModifiedOn"] = instant(row["LastModifiedOn"]).rstrip("Z")
    payload = {
        "NumberOfCustomers": 1,
        "CustomerDetailsList": [
            {
                "Customer": row,
                "Addresses": [{**entry, "CustomerID": customer["ID"]} for entry in addresses],
                "Contacts": [{**entry, "CustomerID": customer["ID"]} for entry in contacts],
            }
        ],
        "EventType": "Customer/Updated",
    }
    _tell(account, "Customer/Updated", payload)


def product_updated(account: Account, product: Row, event: str) -> None:
    """Tell of a product that is new or changed.

    Source: ref §9.4 (D:28560): `Event` is `Creation` in the example; for a change G.
    """
    if not account.hooks.of_type("Product/Updated"):
        return
    row = product_row(product, tiers_shown(account))
    for collection in [name for name, value in row.items() if isinstance(value, list)]:
        del row[collection]
    extras = {"AlwaysShowQuantity": 0, "WarrantyName": None, "CreatedDate": product["LastModifiedOn"]}
    payload = {
        "NumberOfProducts": 1,
        "ProductDetailsList": [{"Event": event, **row, **extras}],
        "EventType": "Product/Updated",
    }
    _tell(account, "Product/Updated", payload)


def stock_changed(account: Account, product_ids: Iterable[str]) -> None:
    """Tell of new availability: a bare array for each product, without an EventType.

    Source: ref §9.4 (D:28420, C(2)).
    """
    if not account.hooks.of_type("Stock/AvailableStockLevelChanged"):
        return
    for product_id in dict.fromkeys(product_ids):
        product = account.catalogue.by_id(product_id)
        levels = account.stock.by_product.get(product_id, [])
        if product is None or not levels:
            continue
        rows = [
            {
                "ID": product_id,
                "SKU": product["SKU"],
                "Name": product["Name"],
                "Barcode": product_field(product, "Barcode"),
                "Location": level.location,
                "Bin": level.bin,
                "Batch": level.batch,
                "ExpiryDate": level.expiry,
                "Category": product_field(product, "Category"),
                "OnHand": level.on_hand,
                "Allocated": level.allocated,
                "Available": level.available,
                "OnOrder": level.on_order,
                "StockOnHand": level.value or ZERO,
                "MaxRows": len(levels),
            }
            for level in levels
        ]
        _tell(account, "Stock/AvailableStockLevelChanged", rows)
