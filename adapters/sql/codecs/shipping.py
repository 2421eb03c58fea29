"""Polls, watches and drift as rows and back."""

from adapters.sql.codecs.documents import decoded_all, encoded
from adapters.sql.tables import DriftRow, SalePollRow, SaleWatchRow
from application.ports.storage.shipping import OtherSale, SalePoll, SaleWatch
from domain.drift import Difference, Drift
from domain.identifiers import OrderNumber, SupplierId
from domain.order import OrderKey


def poll_row(poll: SalePoll) -> SalePollRow:
    """Write where polling goes on."""
    return SalePollRow(
        supplier=poll.supplier,
        account_id=poll.account_id,
        changed_since=poll.changed_since,
        position=poll.position,
        asked_at=poll.asked_at,
        run=poll.run,
        is_count=poll.is_count,
        counted_at=poll.counted_at,
    )


def poll_of(row: SalePollRow) -> SalePoll:
    """Read it back."""
    return SalePoll(
        supplier=SupplierId(row.supplier),
        account_id=row.account_id,
        changed_since=row.changed_since,
        position=row.position,
        asked_at=row.asked_at,
        run=row.run,
        is_count=row.is_count,
        counted_at=row.counted_at,
    )


def watch_row(watch: SaleWatch) -> SaleWatchRow:
    """Write what is known of an order's sale."""
    return SaleWatchRow(
        supplier=watch.key.supplier,
        number=watch.key.number,
        seen=watch.seen,
        digest=watch.digest,
        says_shipped=watch.says_shipped,
        due_at=watch.due_at,
        run=watch.run,
        tries=watch.tries,
        doubts=watch.doubts,
        absent_since=watch.absent_since,
        unlisted_since=watch.unlisted_since,
        read_at=watch.read_at,
        others=encoded(watch.others),
        error=watch.error,
    )


def watch_of(row: SaleWatchRow) -> SaleWatch:
    """Read it back."""
    return SaleWatch(
        key=_key(row.supplier, row.number),
        seen=row.seen,
        digest=row.digest,
        says_shipped=row.says_shipped,
        due_at=row.due_at,
        run=row.run,
        tries=row.tries,
        doubts=row.doubts,
        absent_since=row.absent_since,
        unlisted_since=row.unlisted_since,
        read_at=row.read_at,
        others=decoded_all(OtherSale, row.others),
        error=row.error,
    )


def drift_row(drift: Drift) -> DriftRow:
    """Write how an order drifts."""
    return DriftRow(
        supplier=drift.key.supplier,
        number=drift.key.number,
        differences=encoded(drift.differences),
        value=drift.value,
        remote_value=drift.remote_value,
        first_seen=drift.first_seen,
        read_at=drift.read_at,
    )


def drift_of(row: DriftRow) -> Drift:
    """Read it back."""
    return Drift(
        key=_key(row.supplier, row.number),
        differences=decoded_all(Difference, row.differences),
        value=row.value,
        remote_value=row.remote_value,
        first_seen=row.first_seen,
        read_at=row.read_at,
    )


def _key(supplier: str, number: str) -> OrderKey:
    return OrderKey(SupplierId(supplier), OrderNumber(number))
