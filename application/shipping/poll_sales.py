"""One look at what was touched in an account: which of our sales have to be read."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from application.jobs.steps import end_jobs_after_poll, fail_jobs_after_poll
from application.odd_answers import SALES, note_good_answer, note_odd_answer
from application.ports.clock import Clock
from application.ports.errors import BudgetSpent, NotSent, PortError, Unavailable
from application.ports.inventory import Batch, InventoryDirectory, SaleChange
from application.ports.storage.due import Chore
from application.ports.storage.shipping import FollowedSale, OtherSale, SalePoll, SaleWatch
from application.ports.storage.unit_of_work import UnitOfWork, Work
from application.ports.tasks import Task, TaskEngine
from application.shipping.counting import OVERLAP, as_listed, beginning, not_listed
from application.shipping.sale_reads import SaleReads
from domain.call_budget import Lane
from domain.connection import Connection, ConnectionStatus
from domain.due_times import FOLLOWED_FOR, POLLED_EVERY
from domain.identifiers import SupplierId
from domain.order_state import AWAITING_SHIPMENT
from domain.sale import sale_key

AGAIN_AFTER: Final = timedelta(minutes=1)
TURN: Final = timedelta(seconds=5)
"""How long one task reads page after page before an order of the same account has its turn."""

READ_ANEW: Final = timedelta(hours=24)
REREADS: Final = 20
"""After how long a sale is read although nothing is said to have moved, and how many are at one poll."""


class PollSales:
    """Notes which awaited sales moved, page by page; the cursor moves with what was noted, and waits for no reading.

    Source: R14, B4, B10; architecture §10.4. Calls: one a page. A sale with our key that is not the order's own is
    noted too.
    """

    def __init__(
        self, *, work: Work, directory: InventoryDirectory, reads: SaleReads, tasks: TaskEngine, clock: Clock
    ) -> None:
        self._work, self._directory, self._reads = work, directory, reads
        self._tasks, self._clock = tasks, clock

    def __call__(self, subject: str) -> None:
        """Look once for this supplier."""
        supplier, now = SupplierId(subject), self._clock.now()
        with self._work() as store:
            connection = store.connections.get(supplier)
            followed = self._followed(store, connection)
            if connection is None or not followed:
                end_jobs_after_poll(store, supplier, now)
                note_good_answer(store, supplier, SALES, now)
                return None
            poll = _begun(store.shipping.poll(supplier), connection, beginning(followed))
        account = self._directory.open(connection.system, connection.opened(), lane=Lane.SHIPMENTS)
        goes_on = True
        while goes_on:
            try:
                page = account.sale_changes(poll.changed_since, poll.position)
            except (NotSent, Unavailable) as later:
                return self._put_off(supplier, later)
            except PortError as odd:
                return self._give_up(supplier, odd)
            with self._work() as store:
                noted = self._note(store, connection, poll, page)
                if noted is None:
                    return None
                poll, goes_on = noted, noted.position is not None
                if goes_on and self._clock.now() > now + TURN:
                    return self._go_on_later(store, poll)
        return None

    def _followed(self, store: UnitOfWork, connection: Connection | None) -> tuple[FollowedSale, ...]:
        if connection is None or connection.status is not ConnectionStatus.CONNECTED:
            return ()
        since = self._clock.now() - FOLLOWED_FOR
        return store.shipping.followed(connection.supplier, connection.account_id, shipped_since=since)

    def _note(
        self, store: UnitOfWork, connection: Connection, poll: SalePoll, page: Batch[SaleChange]
    ) -> SalePoll | None:
        """Keep what a page shows; None when somebody else went on meanwhile, as when the supplier connects again."""
        known = store.shipping.poll(poll.supplier)
        if known and known.run != poll.run:
            return None
        before = self._followed(store, connection)
        followed = as_listed(before, (change.ref.id for change in page.items))
        moved = _moved(connection.supplier, followed, page.items)
        asked_at = poll.asked_at or page.asked_at
        further = replace(poll, position=page.position, asked_at=asked_at, run=poll.run + 1)
        if page.position is None:
            counted_at = self._clock.now() if poll.is_count else poll.counted_at
            since = asked_at - OVERLAP
            further = replace(further, changed_since=since, asked_at=None, is_count=False, counted_at=counted_at)
            missed = not_listed(followed) if poll.is_count else {}
            moved = missed | moved | self._not_seen_for_long(followed, moved | missed)
            end_jobs_after_poll(store, connection.supplier, self._clock.now())
            note_good_answer(store, connection.supplier, SALES, self._clock.now())
        store.shipping.save_poll(further)
        store.shipping.save_watches([now.watch for now, then in zip(followed, before, strict=True) if now != then])
        self._reads.ask(store, list(moved.values()))
        return further

    def _not_seen_for_long(self, followed: Iterable[FollowedSale], moved: dict[str, SaleWatch]) -> dict[str, SaleWatch]:
        """Choose sales that were never read since they moved, and some of those whose reading is a day old.

        A list may forget one; and one that moved may not have been read because the account was disconnected then.
        """
        before = self._clock.now() - READ_ANEW
        idle = [sale for sale in followed if sale.watch.due_at is None and sale.key.text not in moved]
        never = [sale.watch for sale in idle if sale.watch.read_at is None or sale.watch.seen != sale.watch.digest]
        awaited = [sale.watch for sale in idle if sale.state in AWAITING_SHIPMENT]
        old = [(watch.read_at, watch) for watch in awaited if watch.read_at and watch.read_at < before]
        oldest = [watch for _, watch in sorted(old, key=lambda pair: pair[0])[:REREADS]]
        return {watch.key.text: watch for watch in (*never, *oldest)}

    def _go_on_later(self, store: UnitOfWork, poll: SalePoll) -> None:
        key = f"poll:{poll.supplier}:page:{poll.run}"
        self._tasks.enqueue(store, Task.POLL_SALES, account=poll.supplier, key=key, subject=poll.supplier)

    def _put_off(self, supplier: SupplierId, later: NotSent | Unavailable) -> None:
        """Look again later: when its turn comes where only the budget is spent, else at the tick after a while."""
        now = self._clock.now()
        with self._work() as store:
            if not isinstance(later, BudgetSpent):
                store.due.move(supplier, Chore.SHIPMENTS, now + max(later.retry_after, AGAIN_AFTER))
                return
            store.due.move(supplier, Chore.SHIPMENTS, now + later.retry_after + POLLED_EVERY)
            key = f"poll:{supplier}:turn:{now.isoformat()}"
            self._tasks.enqueue(
                store, Task.POLL_SALES, account=supplier, key=key, subject=supplier, delay=later.retry_after
            )

    def _give_up(self, supplier: SupplierId, odd: PortError) -> None:
        """Say what Cin7 answers, and ask again at the next turn: asking at once would be answered the same.

        Source: B13; architecture §6.2.
        """
        now = self._clock.now()
        with self._work() as store:
            fail_jobs_after_poll(store, supplier, now, odd.detail)
            note_odd_answer(store, supplier, SALES, odd, now)
            store.due.move(supplier, Chore.SHIPMENTS, now + POLLED_EVERY)


def _begun(poll: SalePoll | None, connection: Connection, earliest: datetime) -> SalePoll:
    """Answer where to look: on from the cursor, but never further back than the oldest sale that matters."""
    if poll is None or poll.account_id.casefold() != connection.account_id.casefold():
        run = poll.run if poll else 0
        return SalePoll(supplier=connection.supplier, account_id=connection.account_id, changed_since=earliest, run=run)
    return poll if poll.position else replace(poll, changed_since=max(poll.changed_since, earliest))


def _moved(
    supplier: SupplierId, followed: Iterable[FollowedSale], changes: Iterable[SaleChange]
) -> dict[str, SaleWatch]:
    """Answer what is known now of the orders whose sales are said to have moved."""
    by_id = {sale.ref.id.casefold(): sale for sale in followed}
    by_key = {sale_key(supplier, sale.key.number): sale for sale in followed}
    found: dict[str, SaleWatch] = {}
    for change in changes:
        own = by_id.get(change.ref.id.casefold())
        sale = own or by_key.get(change.key)
        if sale is None:
            continue
        watch = found.get(sale.key.text, sale.watch)
        seen = _seen(watch, change) if own else _other_seen(watch, change)
        if seen is not watch:
            found[sale.key.text] = seen
    return found


def _seen(watch: SaleWatch, change: SaleChange) -> SaleWatch:
    if watch.digest == watch.seen == change.digest:
        return watch
    return replace(watch, seen=change.digest, says_shipped=change.says_shipped)


def _other_seen(watch: SaleWatch, change: SaleChange) -> SaleWatch:
    """Note a sale that carries our key and is not the order's own. Source: B2; architecture §11, last row."""
    known = next((other for other in watch.others if other.ref.id == change.ref.id), None)
    if known and known.seen == change.digest:
        return watch
    other = replace(known or OtherSale(ref=change.ref, seen=""), seen=change.digest)
    return replace(watch, others=(*(each for each in watch.others if each is not known), other))
