"""How far an order's goods are: the truth table of what a sale's own document shows.

Marking an order shipped mails a real customer and may charge a card, so whatever is in doubt has not left.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from domain.asked import Asked, AskedLine
from domain.fulfilment import Fulfilment, Goods, ShipLine
from domain.identifiers import ProductId
from domain.parcels import Packed, Parcel, Tracking, TrackingKind
from domain.remote_sale import OrderStage, RemoteLine, RemoteSale
from domain.same_goods import SameGoods


class ShipmentStatus(Enum):
    """How far the goods are; *undone* means that Upstock was told of more than the document shows now.

    Source: B4; architecture §4.5.
    """

    NOT_SHIPPED = "not_shipped"
    PARTLY_SHIPPED = "partly_shipped"
    SHIPPED = "shipped"
    UNDONE = "undone"
    VOIDED = "voided"


class Concern(Enum):
    """What a person should look at, because Upstock and a customer know something else. Source: B4."""

    UNDONE_AFTER_SHIPPED = "undone_after_shipped"
    UNDONE_AFTER_PARTLY_SHIPPED = "undone_after_partly_shipped"
    CHANGED_AFTER_SHIPPED = "changed_after_shipped"
    LIST_SAYS_SHIPPED = "list_says_shipped"
    SALE_GONE = "sale_gone"
    SEVERAL_SALES = "several_sales"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """How far the goods of an order are, as last read.

    Source: R14, R31, B4. Shape: `told` are the marks of all parcels that ever left, and `was_whole` says whether all
    had once left: neither is ever taken back.
    """

    status: ShipmentStatus = ShipmentStatus.NOT_SHIPPED
    tracking: Tracking | None = None
    parcels: tuple[Parcel, ...] = ()
    told: tuple[str, ...] = ()
    was_whole: bool = False
    concern: Concern | None = None

    @property
    def trackings(self) -> frozenset[Tracking]:
        """Answer every way in which it can be followed."""
        return frozenset(parcel.tracking for parcel in self.parcels if parcel.tracking)


NOTHING_SHIPPED: Final = Shipment()


def shipment_of(asked: Asked, remote: RemoteSale, before: Shipment, services: Collection[ProductId] = ()) -> Shipment:
    """Answer how far the goods are, from the sale's own document and what was known before.

    `asked` is what the order asks for, whoever made the sale; `services` are products that nobody ships.

    Source: B4, R14, R31; architecture §4.5.
    """
    if remote.is_voided:
        return replace(before, status=ShipmentStatus.VOIDED, concern=None)
    seen = _Seen.of(asked, remote, services)
    parcels = tuple(_kept(parcel, before) for parcel in seen.parcels)
    if seen.is_whole:
        return _moved(before, ShipmentStatus.SHIPPED, parcels)
    if before.was_whole:
        return _after_shipped(before, seen, parcels)
    if not parcels:
        return _nothing_left(before)
    taken_back = set(before.told) - {parcel.mark for parcel in parcels}
    concern = Concern.UNDONE_AFTER_PARTLY_SHIPPED if taken_back else None
    return replace(_moved(before, ShipmentStatus.PARTLY_SHIPPED, parcels), concern=concern)


def tracking_of(parcels: Collection[Parcel]) -> Tracking | None:
    """Answer the first address, else the first number. Source: R31."""
    known = [parcel.tracking for parcel in parcels if parcel.tracking]
    return next((tracking for tracking in known if tracking.kind is TrackingKind.URL), known[0] if known else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What the document alone says."""

    parcels: tuple[Parcel, ...]
    covers_asked: bool
    is_whole: bool

    @classmethod
    def of(cls, asked: Asked, remote: RemoteSale, services: Collection[ProductId]) -> "_Seen":
        wanted, lines = asked.lines, remote.lines
        tasks = tuple(task for task in remote.fulfilments if not task.is_voided)
        same = SameGoods.among(wanted, lines, *(task.goods for task in tasks))
        unshipped = {product.casefold() for product in services}
        loaded = [task for task in tasks if any(same.key(goods) not in unshipped for goods in task.goods)]
        left = same.amounts(goods for task in loaded if task.is_whole for goods in task.goods)

        def covered(asked_for: Sequence[AskedLine | RemoteLine]) -> bool:
            amounts = same.amounts(asked_for)
            return all(left.get(key, 0) >= amount for key, amount in amounts.items() if key not in unshipped)

        covers_asked = bool(loaded) and covered(wanted)
        waits = any(line.backordered > 0 and same.key(line) not in unshipped for line in lines)
        is_whole = all(task.is_whole for task in loaded) and remote.stage is OrderStage.AUTHORISED and not waits
        return cls(
            parcels=tuple(_parcel(task, line) for task in loaded for line in task.gone),
            covers_asked=covers_asked,
            is_whole=is_whole and covers_asked and covered(lines),
        )


def _moved(before: Shipment, status: ShipmentStatus, parcels: tuple[Parcel, ...]) -> Shipment:
    return Shipment(
        status=status,
        tracking=tracking_of(parcels) or before.tracking,
        parcels=parcels,
        told=tuple(dict.fromkeys((*before.told, *(parcel.mark for parcel in parcels)))),
        was_whole=before.was_whole or status is ShipmentStatus.SHIPPED,
    )


def _nothing_left(before: Shipment) -> Shipment:
    if not before.told:
        return NOTHING_SHIPPED
    return replace(before, status=ShipmentStatus.UNDONE, concern=Concern.UNDONE_AFTER_PARTLY_SHIPPED)


def _after_shipped(before: Shipment, seen: _Seen, parcels: tuple[Parcel, ...]) -> Shipment:
    """Answer what is left of a whole shipment: the customer has been told, so nothing goes back by itself."""
    if seen.covers_asked:
        moved = _moved(before, ShipmentStatus.SHIPPED, parcels)
        return replace(moved, concern=Concern.CHANGED_AFTER_SHIPPED)
    return replace(before, status=ShipmentStatus.UNDONE, concern=Concern.UNDONE_AFTER_SHIPPED)


def _parcel(task: Fulfilment, line: ShipLine) -> Parcel:
    return Parcel(
        carrier=line.carrier,
        tracking=_tracking(line),
        shipped_on=line.shipped_on,
        boxes=line.boxes,
        contents=tuple(map(_packed, task.contents_of(line))),
        mark=f"{task.id}:{line.boxes or line.id}",
    )


def _packed(goods: Goods) -> Packed:
    return Packed(sku=goods.sku, quantity=goods.quantity)


def _tracking(line: ShipLine) -> Tracking | None:
    if line.url.strip():
        return Tracking(kind=TrackingKind.URL, value=line.url.strip())
    return Tracking(kind=TrackingKind.NUMBER, value=line.number.strip()) if line.number.strip() else None


def _kept(parcel: Parcel, before: Shipment) -> Parcel:
    """Keep what was known of a parcel and is empty now. Source: R31."""
    known = next((other for other in before.parcels if other.mark == parcel.mark), parcel)
    return replace(
        parcel,
        carrier=parcel.carrier or known.carrier,
        tracking=parcel.tracking or known.tracking,
        shipped_on=parcel.shipped_on or known.shipped_on,
        contents=parcel.contents or known.contents,
    )
