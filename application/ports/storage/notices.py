"""Which webhooks an account was asked for, and the hints that came."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from application.ports.storage.mirror import Stream
from domain.identifiers import OrderNumber, SupplierId
from domain.notices import HintKind, Subscription


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredHint:
    """A webhook that came, without what it said beyond what it points at.

    Source: B5; architecture §12. Shape: `event` and `sale` are the system's own words; `order` is ours where the sale
    is; `excerpt` is the beginning of one that could not be understood. `answered_at` is when what it asks for was
    begun, None while it waits.
    """

    supplier: SupplierId
    kind: HintKind
    received_at: datetime
    event: str = ""
    sale: str = ""
    order: OrderNumber | None = None
    excerpt: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HintCounts:
    """How many webhooks came, by what they were about, since what is older was forgotten; and when the latest did."""

    by_kind: Mapping[HintKind, int]
    latest: datetime | None = None


class SubscriptionRepository(ABC):
    """What accounts were asked for; tokens are encrypted before they are stored."""

    @abstractmethod
    def get(self, supplier: SupplierId) -> Subscription | None:
        """Answer what this supplier's account was asked for, None when it never was."""

    @abstractmethod
    def save(self, subscription: Subscription) -> Subscription:
        """Store a new one (version 0) or a changed one, and answer it with its new version. Raises: LostRace."""

    @abstractmethod
    def token_digest(self, supplier: str) -> str | None:
        """Answer the SHA-256 of the token that this supplier's webhooks carry, without decrypting it."""


class HintRepository(ABC):
    """Hints, kept for a while so that somebody can see what came."""

    @abstractmethod
    def add(self, hint: StoredHint) -> None:
        """Store one; each counts, also one that says the same as another."""

    @abstractmethod
    def counts(self, supplier: SupplierId) -> HintCounts:
        """Count this supplier's."""

    @abstractmethod
    def latest(self, supplier: SupplierId, limit: int) -> tuple[StoredHint, ...]:
        """Answer this supplier's, the newest first."""

    @abstractmethod
    def waiting(self, limit: int) -> tuple[tuple[SupplierId, Stream], ...]:
        """Answer streams of any supplier that hints wait for and over which no pass is under way, once each."""

    @abstractmethod
    def answer(self, supplier: SupplierId, stream: Stream, at: datetime) -> None:
        """Note that everything that waits for this stream is answered by what begins now."""
