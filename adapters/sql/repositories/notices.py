"""Subscriptions and hints in SQL."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlmodel import col

from adapters.sql.codecs.notices import hint_of, hint_row, subscription_of, subscription_row
from adapters.sql.naming import table_of
from adapters.sql.statements import everything_of, inserted, row_of, rows_of, updated
from adapters.sql.tables import HintRow, StreamRunRow, SubscriptionRow
from adapters.sql.vault import Vault
from application.ports.storage.mirror import Stream
from application.ports.storage.notices import HintCounts, HintRepository, StoredHint, SubscriptionRepository
from application.ports.storage.unit_of_work import LostRace
from domain.identifiers import SupplierId
from domain.notices import HintKind, Subscription

_SUBSCRIPTIONS: Final = table_of(SubscriptionRow)
_HINTS: Final = table_of(HintRow)
_RUNS: Final = table_of(StreamRunRow)
_WAITS: Final = _HINTS.c.answered_at.is_(None)
_STREAMS: Final[Mapping[str, Stream]] = {
    HintKind.PRODUCTS.value: Stream.PRODUCTS,
    HintKind.CONTACTS.value: Stream.CONTACTS,
}
_KINDS: Final = {stream: kind for kind, stream in _STREAMS.items()}
_UNDER_WAY: Final = sa.exists().where(
    _RUNS.c.supplier == _HINTS.c.supplier, _RUNS.c.stream == _HINTS.c.kind, _RUNS.c.finished_at.is_(None)
)
_WAITING: Final = (
    sa.select(_HINTS.c.supplier, _HINTS.c.kind)
    .where(_WAITS, ~_UNDER_WAY)
    .distinct()
    .order_by(_HINTS.c.supplier, _HINTS.c.kind)
    .limit(sa.bindparam("limit"))
)


class SqlSubscriptions(SubscriptionRepository):
    """What accounts were asked for, the tokens encrypted by the vault."""

    def __init__(self, transaction: sa.Connection, vault: Vault) -> None:
        self._transaction, self._vault = transaction, vault

    def get(self, supplier: SupplierId) -> Subscription | None:
        """Answer what this supplier's account was asked for. Raises: SecretUnreadable."""
        row = row_of(self._transaction, SubscriptionRow, supplier)
        return subscription_of(row, self._vault) if row else None

    def save(self, subscription: Subscription) -> Subscription:
        """Store a new one (version 0) or a changed one, and answer it with its new version. Raises: LostRace."""
        saved = replace(subscription, version=subscription.version + 1)
        row = subscription_row(saved, self._vault, version=saved.version)
        if subscription.version:
            stored = updated(self._transaction, row, col(SubscriptionRow.version) == subscription.version)
        else:
            stored = inserted(self._transaction, row)
        if not stored:
            raise LostRace(f"The webhooks of supplier {subscription.supplier} were changed meanwhile.")
        return saved

    def token_digest(self, supplier: str) -> str | None:
        """Answer the SHA-256 of the token that this supplier's webhooks carry, without decrypting it."""
        asked = sa.select(_SUBSCRIPTIONS.c.token_digest).where(_SUBSCRIPTIONS.c.supplier == supplier)
        return self._transaction.scalar(asked)


class SqlHints(HintRepository):
    """Hints, found by their supplier and as long as they wait."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def add(self, hint: StoredHint) -> None:
        """Store one; each counts, also one that says the same as another."""
        inserted(self._transaction, hint_row(hint))

    def counts(self, supplier: SupplierId) -> HintCounts:
        """Count this supplier's."""
        latest = sa.func.max(_HINTS.c.received_at, type_=_HINTS.c.received_at.type)
        asked = sa.select(_HINTS.c.kind, sa.func.count(), latest).where(_HINTS.c.supplier == supplier)
        rows = self._transaction.execute(asked.group_by(_HINTS.c.kind)).all()
        return HintCounts(
            by_kind={HintKind(kind): int(count) for kind, count, _ in rows},
            latest=max((at for _, _, at in rows), default=None),
        )

    def latest(self, supplier: SupplierId, limit: int) -> tuple[StoredHint, ...]:
        """Answer this supplier's, the newest first."""
        newest_first = (col(HintRow.received_at).desc(), col(HintRow.id).desc())
        asked = everything_of(HintRow).where(col(HintRow.supplier) == supplier).order_by(*newest_first).limit(limit)
        return tuple(map(hint_of, rows_of(self._transaction, asked)))

    def waiting(self, limit: int) -> tuple[tuple[SupplierId, Stream], ...]:
        """Answer streams of any supplier that hints wait for and over which no pass is under way, once each."""
        rows = self._transaction.execute(_WAITING, {"limit": limit})
        return tuple((SupplierId(supplier), _STREAMS[kind]) for supplier, kind in rows)

    def answer(self, supplier: SupplierId, stream: Stream, at: datetime) -> None:
        """Note that everything that waits for this stream is answered by what begins now."""
        is_its = sa.and_(_HINTS.c.supplier == supplier, _HINTS.c.kind == _KINDS[stream], _WAITS)
        self._transaction.execute(sa.update(_HINTS).where(is_its).values(answered_at=at))
