"""The payload of each webhook, with the keys, date forms and casing its documented example has.

Source: ref §9.4 (D:28000-28716).
"""

from datetime import date

from adapters.fake_cin7.routes.rendering import to_json
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.documents import Fulfilment, Invoice
from adapters.fake_cin7.state.sale import Sale
from adapters.fake_cin7.wire import Row

UPPER = "upper"
LOWER = "lower"


def _cased(account: Account, guid: str, documented: str) -> str:
    """Source: ref §9.4 (D): casing differs between events; see the switch."""
    chosen = account.switches["webhook_guid_case"]
    style = documented if chosen == "as_documented" else chosen
    return guid.upper() if style == UPPER else guid.lower()


def tell(account: Account, kind: str, payload: object) -> None:
    """Have a payload delivered to whoever listens for its type.

    Source: ref §9.2 (D).
    """
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
    tell(account, "Sale/Created", payload)


def sale_event(account: Account, sale: Sale, kind: str) -> None:
    """Tell of a quote or order authorised, a backorder, an undo or a void.

    Source: ref §9.4 (D): the keys differ by type.
    """
    payload: Row = {"SaleID": _cased(account, sale.id, UPPER), "SaleOrderNumber": sale.number, "EventType": kind}
    if kind == "Sale/Voided":
        payload.update(_people(sale))
    if kind == "Sale/Undo":
        payload.update(CustomerContactName=sale.contact, CustomerContactEmail=sale.email)
    tell(account, kind, payload)


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
    tell(account, kind, payload)


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
    tell(account, "Sale/ShipmentAuthorised", payload)


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
    tell(account, "Sale/InvoiceAuthorised", payload)


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
    tell(account, kind, {**payload, "EventType": kind})


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
    tell(account, "Sale/ShipmentTrackingNumberChanged", payload)


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
        tell(account, "Sale/AdditionalAttributesChanged", payload)
