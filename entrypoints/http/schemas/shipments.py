"""Goods on their way over HTTP."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from domain.money import plain
from domain.parcels import Parcel, Tracking
from domain.shipment import Concern, Shipment, ShipmentStatus


class TrackingOut(BaseModel):
    """How to follow a parcel."""

    kind: Literal["url", "number"]
    value: str

    @classmethod
    def of(cls, tracking: Tracking | None) -> "TrackingOut | None":
        """Show a tracking, where there is one."""
        return cls(kind=tracking.kind.value, value=tracking.value) if tracking else None


class PackedOut(BaseModel):
    """Some of a product in a parcel."""

    sku: str
    quantity: str


class ParcelOut(BaseModel):
    """One parcel on its way. Source: R31."""

    carrier: str | None
    tracking: TrackingOut | None
    shipped_on: date | None
    boxes: str | None = Field(description="The warehouse's own names for its boxes.")
    contents: list[PackedOut]

    @classmethod
    def of(cls, parcel: Parcel) -> "ParcelOut":
        """Show a parcel."""
        return cls(
            carrier=parcel.carrier or None,
            tracking=TrackingOut.of(parcel.tracking),
            shipped_on=parcel.shipped_on,
            boxes=parcel.boxes or None,
            contents=[PackedOut(sku=packed.sku, quantity=plain(packed.quantity)) for packed in parcel.contents],
        )


class ShipmentOut(BaseModel):
    """How far the goods are. Source: B4."""

    state: ShipmentStatus = Field(description="Undone: Upstock was told of more than the sale shows now.")
    tracking: TrackingOut | None = Field(description="The first address, else the first number.")
    parcels: list[ParcelOut]
    alarm: Concern | None = Field(description="Why a person should look at it, because Upstock knows something else.")

    @classmethod
    def of(cls, shipment: Shipment) -> "ShipmentOut":
        """Show a shipment."""
        return cls(
            state=shipment.status,
            tracking=TrackingOut.of(shipment.tracking),
            parcels=list(map(ParcelOut.of, shipment.parcels)),
            alarm=shipment.concern,
        )
