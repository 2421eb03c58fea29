"""What documents and the list say of picking, packing and shipping; tolerant, and what cannot be read has not left.

Source: B4, R31; ref §5.1, §5.3, §7.
"""

import hashlib
import json
from typing import cast

from adapters.cin7_core.reading import Unreadable, amount, block, day, flag, guid, rows, text, word
from adapters.cin7_core.wire import AddressRow
from adapters.cin7_core.wire_sale import (
    FulfilmentDocument,
    PickRow,
    SaleDocument,
    SaleListRow,
    ShipDocument,
    ShipRow,
    StageDocument,
)
from application.ports.inventory import SaleChange
from domain.address import Address, AddressKind
from domain.fulfilment import Fulfilment, Goods, Progress, ShipLine
from domain.identifiers import SaleId
from domain.remote_sale import Delivery
from domain.sale import SaleRef

SHIPPED = "SHIPPED"

_PROGRESS = {
    "DRAFT": Progress.DRAFT,
    "PARTIALLY AUTHORISED": Progress.PARTLY,
    "PARTIALLY AUTHORIZED": Progress.PARTLY,
    "AUTHORISED": Progress.DONE,
    "AUTHORIZED": Progress.DONE,
    "VOIDED": Progress.VOIDED,
}
_WATCHED = (
    "Status",
    "OrderStatus",
    "CombinedPickingStatus",
    "CombinedPackingStatus",
    "CombinedShippingStatus",
    "FulFilmentStatus",
    "CombinedTrackingNumbers",
    "Updated",
)


def fulfilments_from(sale: SaleDocument) -> tuple[Fulfilment, ...]:
    """Read every round of picking, packing and shipping. Source: ref §5.3, §7."""
    tasks = [cast("FulfilmentDocument", block(task)) for task in rows(sale.get("Fulfilments"))]
    return tuple(_fulfilment(task, place) for place, task in enumerate(tasks, 1))


def delivery_from(sale: SaleDocument) -> Delivery:
    """Read where it goes, and by when. Source: ref §5.2, §5.3."""
    row = cast("AddressRow", block(sale.get("ShippingAddress")))
    address = Address(
        id=guid(row.get("ID")),
        line1=text(row.get("Line1")),
        line2=text(row.get("Line2")),
        city=text(row.get("City")),
        state=text(row.get("State")),
        postcode=text(row.get("Postcode")),
        country=text(row.get("Country")),
        kind=AddressKind.SHIPPING,
    )
    return Delivery(address=address, ship_by=day(sale.get("ShipBy")))


def sale_change_from(record: object) -> SaleChange:
    """Read a row of the sale list as a hint that its document may say something new.

    Source: ref §5.1. Raises: Unreadable without an id.
    """
    row = cast("SaleListRow", block(record))
    if not (sale_id := guid(row.get("SaleID"))):
        raise Unreadable("a sale without an id")
    watched = json.dumps([word(row.get(name)) for name in _WATCHED])
    return SaleChange(
        ref=SaleRef(id=SaleId(sale_id), number=text(row.get("OrderNumber"))),
        key=text(row.get("ExternalID")),
        digest=hashlib.sha256(watched.encode()).hexdigest(),
        says_shipped=word(row.get("CombinedShippingStatus")) == SHIPPED,
    )


def _fulfilment(task: FulfilmentDocument, place: int) -> Fulfilment:
    ship = cast("ShipDocument", block(task.get("Ship")))
    is_voided = "VOIDED" in (word(task.get("FulFilmentStatus")), word(block(task.get("Pick")).get("Status")))
    return Fulfilment(
        id=guid(task.get("TaskID")) or str(place),
        is_voided=is_voided,
        picked=_goods(cast("StageDocument", block(task.get("Pick")))),
        packed=_goods(cast("StageDocument", block(task.get("Pack")))),
        ship=_PROGRESS.get(word(ship.get("Status")), Progress.NONE),
        ship_lines=tuple(_ship_line(cast("ShipRow", block(entry))) for entry in rows(ship.get("Lines"))),
    )


def _goods(stage: StageDocument) -> tuple[Goods, ...]:
    """Read what was picked or packed; a quantity that cannot be read is none, so that something seems missing."""
    found = [cast("PickRow", block(entry)) for entry in rows(stage.get("Lines"))]
    return tuple(
        Goods(
            product_id=guid(row.get("ProductID")),
            sku=text(row.get("SKU")),
            quantity=amount(row.get("Quantity")),
            box=text(row.get("Box")),
        )
        for row in found
    )


def _ship_line(row: ShipRow) -> ShipLine:
    said = row.get("IsShipped")
    return ShipLine(
        id=guid(row.get("ID")),
        carrier=text(row.get("Carrier")),
        number=text(row.get("TrackingNumber")),
        url=text(row.get("TrackingURL")),
        shipped_on=day(row.get("ShipmentDate")),
        boxes=text(row.get("Boxes")) or text(row.get("Box")),
        has_left=None if said is None else flag(said),
    )
