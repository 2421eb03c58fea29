"""Exactly what is approved and not in the inventory system, and of what Upstock has not heard."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from application.ports.storage.gap import EVENTS, ORDERS, MissingOrder
from application.ports.storage.orders import Page
from application.ports.storage.publishing import Head
from application.ports.storage.unit_of_work import UnitOfWork, Work
from application.reporting.cured_orders import CuredOrders
from domain.errors import InvalidValue
from domain.identifiers import OrderNumber, SupplierId
from domain.order import Order, OrderState
from domain.replay import can_be_made_anew


class GapReason(Enum):
    """Why an approved order is not in the inventory system. Source: B9; architecture §10.6."""

    ON_ITS_WAY = "on_its_way"
    CURED = "cured"
    SALE_MISSING = "sale_missing"


DETAILS: Final[Mapping[GapReason, str]] = {
    GapReason.ON_ITS_WAY: "It goes by itself; a replay makes it go now.",
    GapReason.CURED: "What it was held for is there by now; a replay sends it.",
    GapReason.SALE_MISSING: "Its sale is no longer in Cin7; a replay looks once more, and then makes another.",
}
LEFT_TO_A_PERSON: Final = (
    "Its sale is no longer in Cin7, and a replay leaves it to a person: it was linked by hand, or partly shipped."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapOrder:
    """An approved order that is not in the inventory system, and why."""

    order: Order
    reason: GapReason

    @property
    def is_replayed(self) -> bool:
        """Answer whether a replay makes it go."""
        return self.reason is not GapReason.SALE_MISSING or can_be_made_anew(self.order)

    @property
    def detail(self) -> str:
        """Answer what becomes of it."""
        return DETAILS[self.reason] if self.is_replayed else LEFT_TO_A_PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class GapCounts:
    """How much is missing on either side; `compared_at` is when sales were last counted after a link was broken."""

    orders: int
    events: Mapping[str, int]
    compared_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is missing on either side: all of it counted, some of it shown."""

    counts: GapCounts
    orders: Page[GapOrder]
    events: Page[Head]


class ShowGap:
    """Reads both sides' gap from our tables; nothing is asked of anybody.

    Source: B9; architecture §10.6.
    """

    def __init__(self, *, work: Work, cured: CuredOrders) -> None:
        self._work, self._cured = work, cured

    def __call__(self, supplier: SupplierId, *, what: str | None = None, cursor: str | None = None, limit: int) -> Gap:
        """Show some of both lists, or of the one that `what` names, from `cursor` on.

        Raises: InvalidValue for a cursor that the list did not answer, or without the list's name.
        """
        if cursor and what is None:
            raise InvalidValue(f"Say with what ({ORDERS}, {EVENTS}) which list goes on here.", pointer="/what")
        cured = self._cured(supplier)
        orders, events = _no_orders(), _no_events()
        with self._work() as store:
            if what in (None, ORDERS):
                orders = _orders(store, supplier, cured, cursor=cursor, limit=limit)
            if what in (None, EVENTS):
                events = store.gap.events(supplier, cursor=cursor, limit=limit)
            return Gap(counts=gap_counts(store, supplier, cured), orders=orders, events=events)


def _orders(
    store: UnitOfWork, supplier: SupplierId, cured: Collection[OrderNumber], *, cursor: str | None, limit: int
) -> Page[GapOrder]:
    found = store.gap.orders(supplier, cured, cursor=cursor, limit=limit)
    judged = ((store.orders.get(each.key), each) for each in found.items)
    return Page(
        items=tuple(GapOrder(order=order, reason=_reason(order, each)) for order, each in judged if order),
        next_cursor=found.next_cursor,
    )


def gap_counts(store: UnitOfWork, supplier: SupplierId, cured: Collection[OrderNumber] = ()) -> GapCounts:
    """Count what is missing; a held order whose cause is cured counts only when somebody judged it."""
    poll = store.shipping.poll(supplier)
    return GapCounts(
        orders=store.gap.count(supplier, cured),
        events=store.gap.unheard(supplier),
        compared_at=poll.counted_at if poll else None,
    )


def _reason(order: Order, missing: MissingOrder) -> GapReason:
    if missing.absent_since:
        return GapReason.SALE_MISSING
    return GapReason.CURED if order.state is OrderState.HELD else GapReason.ON_ITS_WAY


def _no_orders() -> Page[GapOrder]:
    return Page(items=(), next_cursor=None)


def _no_events() -> Page[Head]:
    return Page(items=(), next_cursor=None)
