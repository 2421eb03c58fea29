"""What polling knows of the sales that orders became, and where both sides disagree."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from application.ports.storage.orders import Page
from domain.drift import Drift
from domain.identifiers import SupplierId
from domain.order import OrderKey, OrderState
from domain.sale import SaleRef


@dataclass(frozen=True, slots=True, kw_only=True)
class SalePoll:
    """Where polling goes on.

    Source: R14. Shape: `changed_since` is the cursor; while a poll takes several pages, `position` is the next one
    and `asked_at` the inventory system's own clock at the first. `account_id` is whose clock and sales these are.
    After a link was broken, one poll is a count (`is_count`): it begins before the oldest sale that matters, and what
    it does not show is looked for; `counted_at` is when the last one ended.
    """

    supplier: SupplierId
    account_id: str
    changed_since: datetime
    position: str | None = None
    asked_at: datetime | None = None
    run: int = 0
    is_count: bool = False
    counted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSale:
    """A sale that carries our key and is not the order's: `digest` is of the list row when its document was read.

    Shape: `is_rival` when that document held goods.
    """

    ref: SaleRef
    seen: str
    digest: str = ""
    is_rival: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleWatch:
    """What is known of one order's sale beside its document.

    Source: R14, B4; architecture §10.4. Shape: `seen` is the digest of the latest list row and `digest` of the one
    after which the document was read; `due_at` is when it is to be read, None while nothing moved; `run` counts those
    readings, `tries` those in vain in a row, and `error` says why. `doubts` counts readings in a row in which the list
    said shipped and the document did not; `absent_since` is when the document was first not found. `unlisted_since`
    is when a count began that has not shown it, while neither another list nor its document has.
    """

    key: OrderKey
    seen: str = ""
    digest: str = ""
    says_shipped: bool = False
    due_at: datetime | None = None
    run: int = 0
    tries: int = 0
    doubts: int = 0
    absent_since: datetime | None = None
    unlisted_since: datetime | None = None
    read_at: datetime | None = None
    others: tuple[OtherSale, ...] = ()
    error: str = ""

    @property
    def unread(self) -> tuple[OtherSale, ...]:
        """Answer the other sales whose documents were not read since their rows moved."""
        return tuple(other for other in self.others if other.seen != other.digest)

    def there(self) -> "SaleWatch":
        """Answer what is known once its document was seen, whatever lists say."""
        return replace(self, absent_since=None, unlisted_since=None)

    def beside(self, refs: Iterable[SaleRef]) -> "SaleWatch":
        """Answer what is known once other sales with the same key were met, each of them yet to be read."""
        known = {other.ref.id.casefold() for other in self.others}
        new = (OtherSale(ref=ref, seen="met beside it") for ref in refs if ref.id.casefold() not in known)
        return replace(self, others=(*self.others, *new))


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedSale:
    """A sale whose goods matter still, with what is known of it."""

    key: OrderKey
    ref: SaleRef
    state: OrderState
    created_at: datetime
    watch: SaleWatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How much a supplier's sales matter: how many await shipment, and when the latest was shipped."""

    awaiting: int
    shipped_at: datetime | None


class ShippingRepository(ABC):
    """Polls and watches; an order that nobody looked at yet has a watch of which nothing is known."""

    @abstractmethod
    def outlook(self, supplier: SupplierId) -> Outlook:
        """Answer how much there is to follow; a single look at an index."""

    @abstractmethod
    def followed(self, supplier: SupplierId, account_id: str, *, shipped_since: datetime) -> tuple[FollowedSale, ...]:
        """Answer the sales in this account that await shipment or were shipped since then, the oldest first."""

    @abstractmethod
    def poll(self, supplier: SupplierId) -> SalePoll | None:
        """Answer where polling goes on, None when it never began."""

    @abstractmethod
    def save_poll(self, poll: SalePoll) -> None:
        """Store where polling goes on."""

    @abstractmethod
    def watch(self, key: OrderKey) -> SaleWatch:
        """Answer what is known of this order's sale."""

    @abstractmethod
    def watch_to_change(self, key: OrderKey) -> SaleWatch:
        """Answer the same, and let nobody else change it until this block ends."""

    @abstractmethod
    def orders_of(
        self, supplier: SupplierId, account_id: str, ref: SaleRef, *, shipped_since: datetime
    ) -> tuple[OrderKey, ...]:
        """Answer which of the followed orders this sale belongs to, found by its id, else by its number."""

    @abstractmethod
    def save_watches(self, watches: Iterable[SaleWatch]) -> None:
        """Store what is known of these orders' sales; they are stored orders."""

    @abstractmethod
    def last_due(self, supplier: SupplierId, before: datetime) -> datetime | None:
        """Answer when the last of the supplier's sales is to be read that is due before then, None when none is."""

    @abstractmethod
    def overdue(self, before: datetime, limit: int, *, each: int) -> tuple[OrderKey, ...]:
        """Answer orders whose sale should have been read before then, the oldest first, at most `each` of a supplier.

        Source: B18.
        """


class DriftRepository(ABC):
    """Where orders and sales disagree now."""

    @abstractmethod
    def get(self, key: OrderKey) -> Drift | None:
        """Answer how this order drifts, None when both sides agree."""

    @abstractmethod
    def put(self, drift: Drift) -> None:
        """Store how an order drifts now, in the place of what is stored for it."""

    @abstractmethod
    def remove(self, key: OrderKey) -> None:
        """Note that both sides agree."""

    @abstractmethod
    def page(self, supplier: SupplierId, *, cursor: str | None, limit: int) -> Page[Drift]:
        """Answer drifts by order number. Raises: InvalidValue for a cursor that was not answered by this method."""
