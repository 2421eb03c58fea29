"""The local copy of what an account holds."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from domain.call_budget import Lane
from domain.contact import Contact
from domain.dated import Dated
from domain.identifiers import ContactId, ProductId, Sku, SupplierId
from domain.price_list import Buyer
from domain.product import Product
from domain.reference_books import ReferenceBooks


class Stream(Enum):
    """What is read page by page."""

    PRODUCTS = "products"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """How many records a full reading did not show, of how many that are kept."""

    missing: int
    known: int


class MirrorRepository(ABC):
    """Products, customers and books as last read; every question is about one supplier.

    What is gone from the account is found by no question until it is read again.
    """

    @abstractmethod
    def contact(self, supplier: SupplierId, contact_id: ContactId) -> Dated[Contact] | None:
        """Answer this customer; case in the id does not count."""

    @abstractmethod
    def contacts_named(self, supplier: SupplierId, name: str) -> tuple[Dated[Contact], ...]:
        """Answer the customers of this name, case and space folded."""

    @abstractmethod
    def buyers(self, supplier: SupplierId) -> Iterator[Buyer]:
        """Answer what of each active customer decides its price list, one by one and without its document.

        To be read to its end within the unit of work. Source: R19.
        """

    @abstractmethod
    def matched_contact(self, supplier: SupplierId, name: str) -> ContactId | None:
        """Answer the customer that a person chose for this name. Source: R32."""

    @abstractmethod
    def products(
        self, supplier: SupplierId, *, ids: Iterable[ProductId], skus: Iterable[Sku]
    ) -> tuple[Dated[Product], ...]:
        """Answer the products that have one of these ids or SKUs, case and space folded."""

    @abstractmethod
    def put_contacts(self, supplier: SupplierId, contacts: Iterable[Contact], read_at: datetime) -> int:
        """Insert or update customers in bulk and answer how many changed; `read_at` moves for every one."""

    @abstractmethod
    def put_products(self, supplier: SupplierId, products: Iterable[Product], read_at: datetime) -> int:
        """Insert or update products in bulk and answer how many changed; `read_at` moves for every one."""

    @abstractmethod
    def has_changed(self, supplier: SupplierId, stream: Stream, after: datetime | None) -> bool:
        """Answer whether a record appeared, changed or left after this instant, or ever. Source: R8."""

    @abstractmethod
    def appeared(
        self, supplier: SupplierId, stream: Stream, keys: Iterable[str], since: datetime | None
    ) -> frozenset[str]:
        """Answer those keys whose record appeared or changed since then, or is there at all.

        Source: B8. Shape: a key is the id, SKU or name of a record as `OrderRepository.awaited` answers it.
        """

    @abstractmethod
    def absence(self, supplier: SupplierId, stream: Stream, before: datetime) -> Absence:
        """Count what was not read since then, and everything that is not gone. Source: R8."""

    @abstractmethod
    def next_unseen(self, supplier: SupplierId, stream: Stream, before: datetime, after: str) -> str | None:
        """Answer the first id after this one whose record is kept and was not read since then."""

    @abstractmethod
    def saw(self, supplier: SupplierId, stream: Stream, record_id: str, at: datetime) -> None:
        """Note that a record is there, although its content could not be read."""

    @abstractmethod
    def mark_gone(self, supplier: SupplierId, stream: Stream, record_id: str, at: datetime) -> None:
        """Note that a record left the account, which counts as a change. Source: R8."""

    @abstractmethod
    def books(self, supplier: SupplierId) -> Dated[ReferenceBooks] | None:
        """Answer the reference books, None before they were read."""

    @abstractmethod
    def put_books(self, supplier: SupplierId, books: ReferenceBooks, read_at: datetime) -> bool:
        """Replace the reference books and answer whether they are new or different."""

    @abstractmethod
    def books_changed_at(self, supplier: SupplierId) -> datetime | None:
        """Answer when the books last became different, None before they were read."""

    @abstractmethod
    def followed_until(self, supplier: SupplierId) -> datetime | None:
        """Answer the instant up to which everything that follows a change was done; None for never."""

    @abstractmethod
    def followed(self, supplier: SupplierId, until: datetime) -> None:
        """Note that what follows a change was done for all changes before this instant."""

    @abstractmethod
    def forget(self, supplier: SupplierId) -> None:
        """Remove everything of this supplier, its passes included, because it now is another company."""


class Mode(Enum):
    """How much a pass reads: what changed since the last one, or everything. Source: R8."""

    INCREMENTAL = "incremental"
    SWEEP = "sweep"

    @property
    def lane(self) -> Lane:
        """Answer for what it calls: what changed counts as prices, everything as an import. Source: B10."""
        return Lane.IMPORTS if self is Mode.SWEEP else Lane.PRICES


class RunOutcome(Enum):
    """How a pass ended; *suspicious* means that so much was missing that nothing was believed gone."""

    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SUSPICIOUS = "suspicious"


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamRun:
    """One pass over a stream, resumable after its last stored batch.

    Source: R8; architecture §10.3. Shape: `batch` counts stored batches and `tries` those that were put off, both
    part of the task's key; `failures` counts tries in vain since the last success, and `error` says why, or why it
    ended early. `position` is the inventory system's while reading; while `is_closing` it is the last id that was
    confirmed. `asked_at` is the inventory system's own clock at the first batch. `job` began this pass, if any did.
    """

    id: str
    supplier: SupplierId
    stream: Stream
    started_at: datetime
    mode: Mode = Mode.INCREMENTAL
    job: str | None = None
    changed_since: datetime | None = None
    asked_at: datetime | None = None
    position: str | None = None
    batch: int = 0
    tries: int = 0
    failures: int = 0
    done: int = 0
    changed: int = 0
    total: int | None = None
    is_closing: bool = False
    missing: int = 0
    gone: int = 0
    finished_at: datetime | None = None
    outcome: RunOutcome | None = None
    next_attempt_at: datetime | None = None
    error: str = ""
    unreadable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamCursor:
    """From where the next incremental pass reads, and when a sweep last read everything."""

    supplier: SupplierId
    stream: Stream
    changed_since: datetime
    swept_at: datetime | None = None


class StreamRunRepository(ABC):
    """Passes over streams; at most one of a supplier's stream is open."""

    @abstractmethod
    def add(self, run: StreamRun) -> None:
        """Store a new pass. Raises: AlreadyStored while one of this stream is open."""

    @abstractmethod
    def get(self, run_id: str) -> StreamRun | None:
        """Answer this pass."""

    @abstractmethod
    def save(self, run: StreamRun) -> None:
        """Store a changed pass.

        Raises: LostRace when it ended or got further meanwhile, or was removed with everything of its account.
        """

    @abstractmethod
    def open(self, supplier: SupplierId, stream: Stream) -> StreamRun | None:
        """Answer the pass over this stream that is under way."""

    @abstractmethod
    def latest(self, supplier: SupplierId, stream: Stream) -> StreamRun | None:
        """Answer the latest pass over this stream."""

    @abstractmethod
    def overdue(self, before: datetime, limit: int) -> tuple[StreamRun, ...]:
        """Answer open passes of any supplier that should have gone on before then."""

    @abstractmethod
    def cursor(self, supplier: SupplierId, stream: Stream) -> StreamCursor | None:
        """Answer where reading goes on, None before the first pass was finished."""

    @abstractmethod
    def move_cursor(self, cursor: StreamCursor) -> None:
        """Store where reading goes on; `swept_at` None keeps the one that is stored."""
