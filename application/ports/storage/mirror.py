"""The local copy of what an account holds."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from domain.contact import Contact
from domain.dated import Dated
from domain.identifiers import ContactId, ProductId, Sku, SupplierId
from domain.price_list import Buyer
from domain.product import Product
from domain.reference_books import ReferenceBooks


class MirrorRepository(ABC):
    """Products, customers and books as last read; every question is about one supplier."""

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
    def books(self, supplier: SupplierId) -> Dated[ReferenceBooks] | None:
        """Answer the reference books, None before they were read."""

    @abstractmethod
    def put_books(self, supplier: SupplierId, books: ReferenceBooks, read_at: datetime) -> None:
        """Replace the reference books."""

    @abstractmethod
    def forget(self, supplier: SupplierId) -> None:
        """Remove everything of this supplier, its passes included, because it now is another company."""


class Stream(Enum):
    """What is read page by page."""

    PRODUCTS = "products"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamRun:
    """One pass over a stream, resumable after its last stored batch.

    Shape: `batch` counts stored batches and `tries` those that were put off, both part of the task's key;
    `position` is the inventory system's.
    """

    id: str
    supplier: SupplierId
    stream: Stream
    started_at: datetime
    changed_since: datetime | None = None
    position: str | None = None
    batch: int = 0
    tries: int = 0
    done: int = 0
    total: int | None = None
    finished_at: datetime | None = None
    next_attempt_at: datetime | None = None
    error: str = ""


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
        """Store a changed pass. Raises: LostRace when it was removed meanwhile with everything of its account."""

    @abstractmethod
    def latest(self, supplier: SupplierId, stream: Stream) -> StreamRun | None:
        """Answer the latest pass over this stream."""

    @abstractmethod
    def overdue(self, before: datetime, limit: int) -> tuple[StreamRun, ...]:
        """Answer open passes of any supplier that should have gone on before then."""
