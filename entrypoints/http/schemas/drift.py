"""Drift over HTTP: where orders and their sales disagree now."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from application.reporting.report_drift import DriftedOrder
from domain.drift import Difference, DriftKind
from domain.order import OrderState


class DifferenceOut(BaseModel):
    """One thing on which both sides disagree."""

    what: DriftKind
    sku: str | None = Field(description="The product, where it is about one.")
    upstock: str = Field(description="What was approved, or what Upstock was told.")
    cin7: str = Field(description="What the sale says now.")

    @classmethod
    def of(cls, difference: Difference) -> "DifferenceOut":
        """Show a difference."""
        return cls(
            what=difference.kind,
            sku=difference.sku or None,
            upstock=difference.approved,
            cin7=difference.remote,
        )


class DriftOut(BaseModel):
    """An order that drifts. Source: B12."""

    model_config = ConfigDict(title="Drift")

    number: str
    state: OrderState
    customer: str = Field(description="The customer as the order names it.")
    sale_number: str | None
    currency: str
    value: str = Field(description="What the order comes to, with tax.")
    cin7_value: str = Field(description="What the sale comes to now, with tax; 0 once it is voided.")
    difference: str = Field(description="How much more the sale comes to.")
    differences: list[DifferenceOut]
    first_seen: datetime = Field(description="Since when they disagree.")
    age_seconds: int = Field(description="For how long they have.")
    read_at: datetime = Field(description="When the sale was read last.")

    @classmethod
    def of(cls, drifted: DriftedOrder) -> "DriftOut":
        """Show an order that drifts, amounts with the currency's decimals."""
        order, drift = drifted.order, drifted.drift
        currency, customer = order.approved.currency, order.approved.customer
        value, there = currency.rounded(drift.value), currency.rounded(drift.remote_value)
        return cls(
            number=order.key.number,
            state=order.state,
            customer=customer.name or customer.contact_id,
            sale_number=order.sale.number if order.sale else None,
            currency=currency.code,
            value=format(value, "f"),
            cin7_value=format(there, "f"),
            difference=format(there - value, "f"),
            differences=list(map(DifferenceOut.of, drift.differences)),
            first_seen=drift.first_seen,
            age_seconds=int(drifted.age.total_seconds()),
            read_at=drift.read_at,
        )


class DriftsOut(BaseModel):
    """Some orders that drift, by number."""

    items: list[DriftOut]
    next_cursor: str | None
