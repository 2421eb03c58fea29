"""Counting an account's sales after its link was broken: which of ours the list still shows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from application.ports.storage.shipping import FollowedSale, SalePoll, SaleWatch
from application.ports.storage.unit_of_work import UnitOfWork
from domain.connection import Connection
from domain.due_times import FOLLOWED_FOR
from domain.order_state import AWAITING_SHIPMENT

OVERLAP: Final = timedelta(minutes=5)
"""How much of what was seen before is seen again: clocks need not agree, and what moves meanwhile comes again."""


def begin_count(store: UnitOfWork, connection: Connection, now: datetime) -> None:
    """Let the next poll begin before the oldest sale that matters, and note each awaited one as not shown yet.

    Source: B9; architecture §10.6. Shape: part of the caller's commit; one call a thousand sales since then.
    """
    supplier, account_id = connection.supplier, connection.account_id
    followed = store.shipping.followed(supplier, account_id, shipped_since=now - FOLLOWED_FOR)
    before = store.shipping.poll(supplier)
    if not followed:
        return
    count = SalePoll(
        supplier=supplier,
        account_id=account_id,
        changed_since=beginning(followed),
        run=before.run + 1 if before else 0,
        is_count=True,
    )
    store.shipping.save_poll(count)
    awaited = (sale.watch for sale in followed if sale.state in AWAITING_SHIPMENT)
    store.shipping.save_watches([replace(watch, unlisted_since=now) for watch in awaited])


def beginning(followed: Sequence[FollowedSale]) -> datetime:
    """Answer from when on a list shows all of these, the oldest of which is the first."""
    return followed[0].created_at - 2 * OVERLAP


def as_listed(followed: Iterable[FollowedSale], shown: Iterable[str]) -> tuple[FollowedSale, ...]:
    """Answer them once a page showed the sales with these ids."""
    ids = {each.casefold() for each in shown}
    return tuple(
        replace(sale, watch=replace(sale.watch, unlisted_since=None)) if sale.ref.id.casefold() in ids else sale
        for sale in followed
    )


def not_listed(followed: Iterable[FollowedSale]) -> dict[str, SaleWatch]:
    """Answer those that a whole count has not shown, by order: their documents decide."""
    return {sale.key.text: sale.watch for sale in followed if sale.watch.unlisted_since and sale.watch.due_at is None}
