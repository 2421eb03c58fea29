"""Sales of Cin7 Core as its documentation declares them, as far as we read them.

What we write is declared by `mapping_sale` alone, which also says where each field comes from.

Source: ref §5.1–§5.3, §6.6.
"""

from decimal import Decimal
from typing import TypedDict

from adapters.cin7_core.wire import AddressRow


class SaleListRow(TypedDict, total=False):
    """A row of `saleList`: enough to find a sale, never to believe something of it. Source: ref §5.1."""

    SaleID: str
    OrderNumber: str
    Status: str
    OrderStatus: str
    CombinedPickingStatus: str
    CombinedPackingStatus: str
    CombinedShippingStatus: str
    FulFilmentStatus: str
    CombinedTrackingNumbers: str | None
    Updated: str
    ExternalID: str | None


class LineRow(TypedDict, total=False):
    """A line of an order. Source: ref §6.6."""

    ProductID: str
    SKU: str
    Quantity: Decimal | int
    Price: Decimal | int
    Discount: Decimal | int
    Tax: Decimal | int
    Total: Decimal | int
    BackorderQuantity: Decimal | int


class ChargeRow(TypedDict, total=False):
    """An additional charge. Source: ref §6.6."""

    Description: str
    Price: Decimal | int
    Tax: Decimal | int


class OrderDocument(TypedDict, total=False):
    """The order part of a sale, also the answer of `sale/order`, which adds `SaleID`. Source: ref §5.3, §6.6."""

    SaleID: str
    SaleOrderNumber: str
    Status: str
    Lines: list[LineRow]
    AdditionalCharges: list[ChargeRow]
    Tax: Decimal | int
    Total: Decimal | int


class StageDocument(TypedDict, total=False):
    """A quote, pick, pack, shipment, invoice or credit note, of which we only ask whether it holds something."""

    Lines: list[LineRow]
    AdditionalCharges: list[ChargeRow]
    Prepayments: list[object]
    Payments: list[object]


class PickRow(TypedDict, total=False):
    """Goods that were picked or packed; only packing knows boxes. Source: ref §7."""

    ProductID: str
    SKU: str
    Quantity: Decimal | int
    Box: str | None


class ShipRow(TypedDict, total=False):
    """Boxes on their way; `Box` is how some clients write what is read as `Boxes`. Source: ref §7."""

    ID: str
    ShipmentDate: str
    Carrier: str | None
    Boxes: str | None
    Box: str | None
    TrackingNumber: str | None
    TrackingURL: str | None
    IsShipped: bool


class ShipDocument(TypedDict, total=False):
    """The shipment of a fulfilment. Source: ref §5.3, §7."""

    Status: str
    Lines: list[ShipRow]


class FulfilmentDocument(TypedDict, total=False):
    """A fulfilment task. Source: ref §5.3, §7."""

    TaskID: str
    FulFilmentStatus: str
    Pick: StageDocument
    Pack: StageDocument
    Ship: ShipDocument


class SaleDocument(TypedDict, total=False):
    """A sale's own document. Source: ref §5.2."""

    ID: str
    Customer: str | None
    CustomerID: str
    CustomerCurrency: str | None
    Type: str | None
    Status: str
    ExternalID: str | None
    ShipBy: str | None
    ShippingAddress: AddressRow
    Quote: StageDocument
    Order: OrderDocument
    Fulfilments: list[FulfilmentDocument]
    Invoices: list[StageDocument]
    CreditNotes: list[StageDocument]
