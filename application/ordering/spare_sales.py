"""What else was made for an order that a person settles by hand: nothing of it may stay behind unseen."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from application.ports.clock import Clock
from application.ports.errors import NotFound, Refused, SaleRefused
from application.ports.inventory import InventorySystem
from domain.attempt import Patience
from domain.errors import Conflict
from domain.order import Order
from domain.remote_sale import RemoteSale
from domain.sale import SaleRef, sale_key

MARGIN: Final = timedelta(minutes=10)
"""Clocks need not agree on when the first claim was."""


class SaleInTheWay(Conflict):
    """A sale that was made for the order holds goods: it is never left behind, and never voided from here."""

    code = "sale_in_the_way"


class SaleMayAppear(Conflict):
    """A call for the order got no answer so recently that its sale may still appear."""

    code = "sale_may_appear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spared:
    """What became of empty sales that were made for the order, in words; `left` are those that are still there."""

    voided: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class SpareSales:
    """Looks for sales of ours besides the one that the order is to be, and voids those that hold nothing.

    An order in doubt is looked for as always: by its sale's id, else by our key, and absence is believed late.

    Source: B2, B3, B8; architecture §4.2, §11. Calls: one to find, one for each sale found, two to void one.
    """

    def __init__(self, *, clock: Clock, patience: Patience) -> None:
        self._clock, self._patience = clock, patience

    def __call__(self, account: InventorySystem, order: Order, besides: RemoteSale | None = None) -> Spared:
        """Leave nothing behind. Raises: SaleInTheWay, SaleMayAppear, and what calling raises."""
        key, ours = sale_key(order.key.supplier, order.key.number), besides.ref.id.casefold() if besides else ""
        refs = [ref for ref in self._candidates(account, order, key) if ref.id.casefold() != ours]
        living = [sale for sale in _read(account, refs) if not sale.is_voided and (order.sale or sale.key == key)]
        if full := [sale.ref.number for sale in living if not sale.is_empty]:
            raise SaleInTheWay(f"Sale {', '.join(full)} was made for order {order.key.number} and holds goods.")
        if not (besides and besides.key == key):
            self._assert_believable(order)
        return _voided(account, [sale.ref for sale in living])

    def _candidates(self, account: InventorySystem, order: Order, key: str) -> tuple[SaleRef, ...]:
        if order.sale:
            return (order.sale,)
        if not order.in_doubt:
            return ()
        since = min(attempt.claimed_at for attempt in order.attempts) - MARGIN
        return account.sales_with(key, since=since)

    def _assert_believable(self, order: Order) -> None:
        if order.in_doubt is None:
            return
        left = self._patience.believed_absent_from(order.in_doubt) - self._clock.now()
        if left > timedelta(0):
            raise SaleMayAppear(
                f"A call for order {order.key.number} got no answer, and its sale may still appear in Cin7: try again"
                f" in {left.total_seconds():.0f} s."
            )


def _read(account: InventorySystem, refs: list[SaleRef]) -> list[RemoteSale]:
    found = []
    for ref in refs:
        try:
            found.append(account.sale(ref))
        except NotFound:
            continue
    return found


def _voided(account: InventorySystem, empty: list[SaleRef]) -> Spared:
    voided, left = [], []
    for ref in empty:
        try:
            account.void_empty(ref)
            voided.append(f"Sale {ref.number} was made for it and held nothing: it was voided")
        except NotFound:
            continue
        except SaleRefused as refused:
            left.append(f"Sale {ref.number} was made for it and holds nothing; void it in Cin7 ({refused.detail})")
        except Refused as holds:  # somebody filled it this instant
            raise SaleInTheWay(f"Sale {ref.number} was made for it and holds goods by now.") from holds
    return Spared(voided=tuple(voided), left=tuple(left))
