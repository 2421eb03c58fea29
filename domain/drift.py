"""Where an order and its sale disagree now: read-only, because after approval nothing is synced."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum

from domain.address import Address
from domain.asked import Asked, AskedLine
from domain.identifiers import folded
from domain.money import ZERO, plain
from domain.order_state import OrderKey
from domain.remote_sale import OrderStage, RemoteLine, RemoteSale
from domain.sale_options import SaleStatus
from domain.same_goods import SameGoods
from domain.shipment import Shipment, ShipmentStatus


class DriftKind(Enum):
    """What both sides can disagree on. Source: B12."""

    QUANTITY = "quantity"
    PRICE = "price"
    DISCOUNT = "discount"
    LINE_ADDED = "line_added"
    LINE_GONE = "line_gone"
    CHARGE = "charge"
    ADDRESS = "address"
    SHIP_BY = "ship_by"
    SHIPMENT = "shipment"
    SALE = "sale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing on which both sides disagree, in words for people; `sku` names the product where it is about one."""

    kind: DriftKind
    approved: str
    remote: str
    sku: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """Everything on which an order and its sale disagree.

    Source: B12. Units: amounts with tax, in the order's currency. Shape: `first_seen` is when they began to disagree,
    `read_at` when the sale was read last.
    """

    key: OrderKey
    differences: tuple[Difference, ...]
    value: Decimal
    remote_value: Decimal
    first_seen: datetime
    read_at: datetime


def differences(asked: Asked, remote: RemoteSale, shipment: Shipment) -> tuple[Difference, ...]:
    """Answer where what was asked for and the sale's document disagree.

    Source: B12.
    """
    if remote.is_voided:
        return (Difference(kind=DriftKind.SALE, approved="approved", remote="voided"),)
    return (
        *_stage(asked, remote, shipment),
        *_lines(asked, remote),
        *_charges(asked, remote),
        *_delivery(asked, remote),
    )


def drift_of(
    key: OrderKey, asked: Asked, remote: RemoteSale, shipment: Shipment, *, known: Drift | None, at: datetime
) -> Drift | None:
    """Answer how an order drifts now, None where both sides agree; `known` is how it drifted before. Source: B12."""
    found = differences(asked, remote, shipment)
    if not found:
        return None
    return Drift(
        key=key,
        differences=found,
        value=asked.currency.rounded(asked.total),
        remote_value=ZERO if remote.is_voided else asked.currency.rounded(remote.total),
        first_seen=known.first_seen if known else at,
        read_at=at,
    )


def _stage(asked: Asked, remote: RemoteSale, shipment: Shipment) -> Iterator[Difference]:
    if asked.status is SaleStatus.AUTHORISED and remote.stage is not OrderStage.AUTHORISED:
        yield Difference(kind=DriftKind.SALE, approved="authorised", remote=remote.stage.value)
    if shipment.status is ShipmentStatus.UNDONE:
        told = ShipmentStatus.SHIPPED if shipment.was_whole else ShipmentStatus.PARTLY_SHIPPED
        yield Difference(kind=DriftKind.SHIPMENT, approved=told.value, remote=shipment.status.value)


def _lines(asked: Asked, remote: RemoteSale) -> Iterator[Difference]:
    same = SameGoods.among(asked.lines, remote.lines)
    wanted, there = same.amounts(asked.lines), same.amounts(remote.lines)
    for key in dict.fromkeys((*wanted, *there)):
        ours = [line for line in asked.lines if same.key(line) == key]
        theirs = [line for line in remote.lines if same.key(line) == key]
        yield from _line(ours, theirs, wanted.get(key, ZERO), there.get(key, ZERO))


def _line(ours: list[AskedLine], theirs: list[RemoteLine], wanted: Decimal, there: Decimal) -> Iterator[Difference]:
    sku = str(ours[0].sku if ours else theirs[0].sku)
    if wanted != there:
        kind = DriftKind.QUANTITY if ours and theirs else DriftKind.LINE_GONE if ours else DriftKind.LINE_ADDED
        yield Difference(kind=kind, sku=sku, approved=plain(wanted), remote=plain(there))
    if ours and theirs:
        pairs = (
            (DriftKind.PRICE, [line.price for line in ours], [line.price for line in theirs]),
            (
                DriftKind.DISCOUNT,
                [line.discount_percent for line in ours],
                [line.discount_percent for line in theirs],
            ),
        )
        for kind, before, now in pairs:
            if set(before) != set(now):
                yield Difference(kind=kind, sku=sku, approved=_each(before), remote=_each(now))


def _each(amounts: Iterable[Decimal]) -> str:
    return " / ".join(plain(amount) for amount in dict.fromkeys(amounts))


def _charges(asked: Asked, remote: RemoteSale) -> Iterator[Difference]:
    ours = sum((charge.price for charge in asked.charges), ZERO)
    theirs = sum((charge.price for charge in remote.charges), ZERO)
    if ours != theirs:
        yield Difference(kind=DriftKind.CHARGE, approved=plain(ours), remote=plain(theirs))


def _delivery(asked: Asked, remote: RemoteSale) -> Iterator[Difference]:
    if remote.delivery is None:
        return
    address, ship_by = remote.delivery.address, remote.delivery.ship_by
    if asked.shipping_address and _place(asked.shipping_address) != _place(address):
        yield Difference(kind=DriftKind.ADDRESS, approved=_told(asked.shipping_address), remote=_told(address))
    if asked.ship_by and asked.ship_by != ship_by:
        there = ship_by.isoformat() if ship_by else ""
        yield Difference(kind=DriftKind.SHIP_BY, approved=asked.ship_by.isoformat(), remote=there)


def _place(address: Address) -> tuple[str, ...]:
    """Answer where it is, but for state and country, which Cin7 writes in more than one way. Source: ref §5.2."""
    return tuple(map(folded, (address.line1, address.line2, address.city, address.postcode)))


def _told(address: Address) -> str:
    return ", ".join(filter(None, (address.line1, address.line2, address.city, address.postcode)))
