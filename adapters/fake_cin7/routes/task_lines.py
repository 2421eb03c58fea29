"""Reading the lines of a pick, a pack or a shipment.

Source: ref §7 (D:30640, D:30670).
"""

from collections.abc import Sequence

from adapters.fake_cin7.refusals import Problem, Refused
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.sale_lines import find_product
from adapters.fake_cin7.routes.stages import FIRST_BOX
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.documents import Parcel, PickLine
from adapters.fake_cin7.state.sale import DRAFT, Sale
from adapters.fake_cin7.values import new_guid
from adapters.fake_cin7.wire import Row


def read_goods(account: Account, sale: Sale, sent: Sequence[Fields], *, packing: bool) -> list[PickLine]:
    """Read picked or packed goods.

    Source: ref §7 (D): `Location` or `LocationID` is needed.
    """
    return [_goods(account, sale, fields, packing=packing) for fields in sent]


def _goods(account: Account, sale: Sale, fields: Fields, *, packing: bool) -> PickLine:
    product = find_product(account, fields)
    location = _location(account, fields)
    quantity = fields.decimal("Quantity")
    if quantity is None or quantity <= 0:
        raise Refused("'Quantity' is required for 'Lines' line")
    if all(line.product_id != product["ID"] for line in sale.order.lines):
        raise Refused(f"Product (SKU: {product['SKU']}) was not found in Sale Order")
    return PickLine(
        product_id=product["ID"],
        sku=product["SKU"],
        name=fields.text("Name", 1024) or product["Name"],
        location=location["Name"],
        location_id=location["ID"],
        quantity=quantity,
        batch=fields.text("BatchSN", 50),
        expiry=fields.day("ExpiryDate"),
        box=(fields.text("Box", 256) or FIRST_BOX) if packing else None,
        warranty=fields.text("WarrantyRegistrationNumber", 256),
        stocked=product.get("Type", "Stock") == "Stock",
    )


def _location(account: Account, fields: Fields) -> Row:
    """Source: ref §7 (D: one of the two), §1.5 (L for the wording); a bin is named `Warehouse: BIN` (L(RL))."""
    location_id, name = fields.guid("LocationID"), fields.text("Location", 256)
    if location_id is None and not name:
        raise Refused("'Location' is required for 'Lines' line")
    book = account.books.locations
    found = book.by_id(location_id) if location_id else book.by_name((name or "").split(": ")[0])
    if found is None:
        raise Refused(Problem(f"Location '{name or location_id}' was not found in Locations reference book", 404))
    return found


def read_parcels(account: Account, sent: Sequence[Fields], status: str) -> list[Parcel]:
    """Read shipment lines.

    Source: ref §7 (D: `Box` on write; C(2): `Boxes` and no date are sent too, see the switch).
    """
    return [_parcel(account, fields, status) for fields in sent]


def _parcel(account: Account, fields: Fields, status: str) -> Parcel:
    strict = account.switches["ship_line_fields"] == "strict"
    boxes = fields.text("Box", 256) or (None if strict else fields.text("Boxes", 256))
    shipment_date = fields.day("ShipmentDate")
    if strict and (boxes is None or shipment_date is None):
        raise Refused(f"'{'Box' if boxes is None else 'ShipmentDate'}' is required for 'Lines' line")
    shipped = fields.flag("IsShipped")
    return Parcel(
        id=fields.guid("ID") or new_guid(),
        shipment_date=shipment_date or account.today(),
        carrier=fields.text("Carrier", 256) or "",
        boxes=split_boxes(boxes or FIRST_BOX),
        tracking_number=fields.text("TrackingNumber", 256) or "",
        is_shipped=shipped if shipped is not None else status != DRAFT,
    )


def split_boxes(text: str) -> list[str]:
    """Take box names apart at their commas.

    Source: ref §7 (D:30670).
    """
    return [name.strip() for name in text.split(",") if name.strip()]
