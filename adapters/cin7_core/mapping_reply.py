"""Documents of sales as ours; strict, because what they say decides whether a customer's order was made.

Source: B2; ref §5.2–§5.4, §6.6.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from adapters.cin7_core.mapping_shipping import delivery_from, fulfilments_from
from adapters.cin7_core.reading import Unreadable, amount, block, guid, instant, number, rows, text, word
from adapters.cin7_core.wire_sale import (
    ChargeRow,
    FulfilmentDocument,
    LineRow,
    OrderDocument,
    SaleDocument,
    SaleListRow,
)
from domain.identifiers import SaleId
from domain.remote_sale import OrderStage, RemoteCharge, RemoteLine, RemoteSale
from domain.sale import Sale, SaleRef
from domain.sale_options import SaleType

VOIDED = "VOIDED"
_STAGES = {
    "NOT AVAILABLE": OrderStage.NONE,
    "DRAFT": OrderStage.DRAFT,
    "AUTHORISED": OrderStage.AUTHORISED,
    "AUTH_NO_ALLOC": OrderStage.AUTHORISED,
    "FULFILLED": OrderStage.AUTHORISED,
    "CLOSED": OrderStage.AUTHORISED,
    VOIDED: OrderStage.VOIDED,
}
_TYPES = {"SIMPLE SALE": SaleType.SIMPLE, "ADVANCED SALE": SaleType.ADVANCED}
_STAGE_ROWS = ("Lines", "AdditionalCharges", "Prepayments", "Payments")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSale:
    """A row of the sale list: a candidate. Units: `updated_at` in UTC, None when it cannot be read."""

    ref: SaleRef
    key: str
    updated_at: datetime | None


def ref_from(document: object) -> SaleRef:
    """Read which sale a document is; its number stands only in its order.

    Source: ref §5.2. Raises: Unreadable without an id.
    """
    sale = cast("SaleDocument", block(document))
    if not (sale_id := guid(sale.get("ID"))):
        raise Unreadable("a sale without an id")
    number_shown = text(cast("OrderDocument", block(sale.get("Order"))).get("SaleOrderNumber"))
    return SaleRef(id=SaleId(sale_id), number=number_shown)


def remote_sale_from(document: object) -> RemoteSale:
    """Read a sale's own document.

    Source: B2, B4, B6; ref §5.2. Raises: Unreadable where it leaves open what stands on the sale.
    """
    sale = cast("SaleDocument", block(document))
    order = block(sale.get("Order"))
    stage = _stage(order)
    status = word(sale.get("Status"))
    return RemoteSale(
        ref=ref_from(document),
        key=text(sale.get("ExternalID")),
        customer_id=guid(sale.get("CustomerID")),
        customer_name=text(sale.get("Customer")),
        currency=word(sale.get("CustomerCurrency")),
        status=status,
        stage=stage,
        is_voided=status == VOIDED or stage is OrderStage.VOIDED,
        lines=_lines(order),
        charges=_charges(order),
        tax=amount(order.get("Tax")),
        total=amount(order.get("Total")),
        delivery=delivery_from(sale),
        fulfilments=fulfilments_from(sale),
    )


def filled_sale_from(document: object, ref: SaleRef, sale: Sale) -> RemoteSale:
    """Read the answer of `sale/order`, which is the order alone: the rest is what the header was made with.

    Source: ref §5.4 (status), §6.6. Raises: Unreadable when it is another sale's or leaves its lines open.
    """
    order = block(document)
    sale_id = guid(cast("OrderDocument", order).get("SaleID"))
    if sale_id != guid(ref.id):
        raise Unreadable(f"the order of sale {sale_id or 'unknown'}, not of {ref.id}")
    stage = _stage(order)
    lines = _lines(order)
    return RemoteSale(
        ref=SaleRef(id=ref.id, number=text(cast("OrderDocument", order).get("SaleOrderNumber")) or ref.number),
        key=sale.key,
        customer_id=sale.customer_id,
        customer_name=sale.customer_name,
        currency=sale.currency.code,
        status=_derived_status(stage, backordered=any(line.backordered > 0 for line in lines)),
        stage=stage,
        is_voided=stage is OrderStage.VOIDED,
        lines=lines,
        charges=_charges(order),
        tax=amount(order.get("Tax")),
        total=amount(order.get("Total")),
    )


def type_from(document: object) -> SaleType | None:
    """Read whether a sale is simple or advanced; None for what we do not make. Source: ref §5.4."""
    return _TYPES.get(word(cast("SaleDocument", block(document)).get("Type")))


def listed_sale_from(record: object) -> ListedSale | None:
    """Read a row of the sale list; one without an id leads nowhere. Source: ref §5.1."""
    row = cast("SaleListRow", block(record))
    if not (sale_id := guid(row.get("SaleID"))):
        return None
    return ListedSale(
        ref=SaleRef(id=SaleId(sale_id), number=text(row.get("OrderNumber"))),
        key=text(row.get("ExternalID")),
        updated_at=instant(row.get("Updated")),
    )


def holds_other_documents(document: object) -> bool:
    """Answer whether quote, fulfilments, invoices or credit notes hold something, beside the order.

    Source: ref §5.2 (older sales have lines only on their invoices).
    """
    sale = cast("SaleDocument", block(document))
    tasks = [cast("FulfilmentDocument", block(task)) for task in rows(sale.get("Fulfilments"))]
    stages: list[object] = [sale.get("Quote"), *rows(sale.get("Invoices")), *rows(sale.get("CreditNotes"))]
    stages += [part for task in tasks for part in (task.get("Pick"), task.get("Pack"), task.get("Ship"))]
    return any(rows(block(stage).get(name)) for stage in stages for name in _STAGE_ROWS)


def _stage(order: Mapping[str, object]) -> OrderStage:
    """Read how far the order is; a word nobody documented counts as something that must not be touched."""
    if not (status := word(order.get("Status"))):
        raise Unreadable("a sale whose order has no status")
    return _STAGES.get(status, OrderStage.AUTHORISED)


def _derived_status(stage: OrderStage, *, backordered: bool) -> str:
    if stage is OrderStage.AUTHORISED:
        return "BACKORDERED" if backordered else "ORDERED"
    return {OrderStage.NONE: "ESTIMATED", OrderStage.DRAFT: "ORDERING"}.get(stage, VOIDED)


def _lines(order: Mapping[str, object]) -> tuple[RemoteLine, ...]:
    return tuple(_line(cast("LineRow", block(entry))) for entry in rows(order.get("Lines")))


def _line(row: LineRow) -> RemoteLine:
    quantity = number(row.get("Quantity"))
    product_id, sku = guid(row.get("ProductID")), text(row.get("SKU"))
    if quantity is None or not (product_id or sku):
        raise Unreadable("a line without a product or a quantity")
    return RemoteLine(
        product_id=product_id,
        sku=sku,
        quantity=quantity,
        price=amount(row.get("Price")),
        discount_percent=amount(row.get("Discount")),
        tax=amount(row.get("Tax")),
        total=amount(row.get("Total")),
        backordered=amount(row.get("BackorderQuantity")),
    )


def _charges(order: Mapping[str, object]) -> tuple[RemoteCharge, ...]:
    found = [cast("ChargeRow", block(entry)) for entry in rows(order.get("AdditionalCharges"))]
    return tuple(
        RemoteCharge(
            description=text(row.get("Description")), price=amount(row.get("Price")), tax=amount(row.get("Tax"))
        )
        for row in found
    )
