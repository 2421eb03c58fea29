"""What people chose to import, and what Upstock was told of it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from application.ports.storage.mirror import Stream
from domain.catalogue_events import ContactPublished, ProductPublished
from domain.contact import Contact
from domain.identifiers import ContactId, Sku, SupplierId
from domain.product import Product
from domain.publication import TierDigests, digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Who decided something, and when."""

    actor: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The customer that a person chose for a name on orders. Source: R32. Shape: `name` is folded."""

    name: str
    contact: ContactId
    chosen: Chosen


class NotImportable(Enum):
    """Why a product cannot be chosen; the first three are `Product.why_not_offered`. Source: R7."""

    SERVICE = "service"
    DEPRECATED = "deprecated"
    NOT_SELLABLE = "not_sellable"
    UNKNOWN = "unknown"


class ChoiceRepository(ABC):
    """What people chose for a supplier: customers, products, and which customer a name means.

    It is forgotten with the mirror, because it names things of that company.
    """

    @abstractmethod
    def import_contacts(self, supplier: SupplierId, chosen: Chosen) -> None:
        """Note that customers are imported from now on; the first to say so stays noted. Source: R5."""

    @abstractmethod
    def contacts_imported(self, supplier: SupplierId) -> Chosen | None:
        """Answer who had customers imported, None while nobody has."""

    @abstractmethod
    def choose_products(
        self, supplier: SupplierId, skus: Iterable[Sku], chosen: Chosen
    ) -> tuple[tuple[Sku, NotImportable], ...]:
        """Note that the products with these SKUs are imported, and answer those that cannot be, with the reason.

        Source: R6, R7. Case and space in an SKU do not count; several products of one SKU are chosen together.
        """

    @abstractmethod
    def choose_all_products(self, supplier: SupplierId, chosen: Chosen) -> None:
        """Note that every product that may be offered now is imported. Source: R6."""

    @abstractmethod
    def match(self, supplier: SupplierId, name: str, contact: ContactId, chosen: Chosen) -> None:
        """Remember which customer a name means, instead of what was remembered before. Source: R32."""

    @abstractmethod
    def matches(self, supplier: SupplierId, contacts: Iterable[ContactId]) -> tuple[Match, ...]:
        """Answer the names that were matched to these customers, by name."""

    @abstractmethod
    def contacts_with(self, supplier: SupplierId, email: str) -> tuple[Contact, ...]:
        """Answer the customers somebody of whom has this e-mail address, among those told to Upstock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductNews:
    """A product as it is now against what Upstock was told of it.

    Shape: `product` is None when it is gone; `last` is what was told last, and `offered` the product as price lists
    have it (id, SKU, name and tier prices alone), None when Upstock does not know it or no longer. `stamp` stands for
    the record that was looked at.
    """

    key: str
    product: Product | None
    is_chosen: bool
    last: ProductPublished | None
    offered: Product | None
    stamp: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNews:
    """A customer as it is now against what Upstock was told of it.

    Shape: `contact` is inactive when it is gone from the account, and None when nothing is left of it but its name;
    `told` is the digest of what was told, None when Upstock does not know it. `stamp` stands for the record that was
    looked at.
    """

    key: str
    id: ContactId
    name: str
    contact: Contact | None
    told: str | None
    stamp: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenContact:
    """A customer that was looked at.

    Shape: `know` is what Upstock should know of it, None for nothing, and `digest` stands for that.
    """

    news: ContactNews
    know: ContactPublished | None
    digest: str | None

    @classmethod
    def of(cls, news: ContactNews, know: ContactPublished | None) -> "SeenContact":
        """Digest what Upstock should know, once: that is a sixth of what telling a customer costs."""
        return cls(news=news, know=know, digest=digest_of(know) if know else None)


class PublicationRepository(ABC):
    """What Upstock was told of each product and customer; what was looked at is not looked at again unchanged."""

    @abstractmethod
    def hold(self, supplier: SupplierId) -> TierDigests:
        """Answer what stands for all products on offer; nobody else tells anything until this block ends."""

    @abstractmethod
    def unseen(self, supplier: SupplierId, stream: Stream, since: datetime | None) -> tuple[str, ...]:
        """Answer the keys of records that changed since then, or ever, or were imported and never looked at.

        Source: R8. Shape: of products only chosen ones and those that Upstock knows, of customers all once they are
        imported. What Upstock knows and the account has no trace of is among them, once everything was read.
        """

    @abstractmethod
    def products(self, supplier: SupplierId, keys: Iterable[str]) -> tuple[ProductNews, ...]:
        """Answer these products against what was told."""

    @abstractmethod
    def contacts(self, supplier: SupplierId, keys: Iterable[str]) -> tuple[ContactNews, ...]:
        """Answer these customers against what was told."""

    @abstractmethod
    def saw_products(
        self, supplier: SupplierId, seen: Iterable[tuple[ProductNews, ProductPublished | None]], at: datetime
    ) -> None:
        """Note what Upstock should know of products from now on; None for nothing."""

    @abstractmethod
    def saw_contacts(self, supplier: SupplierId, seen: Iterable[SeenContact]) -> None:
        """Note what Upstock knows of customers from now on, and their e-mail addresses."""

    @abstractmethod
    def digests(self, supplier: SupplierId) -> TierDigests:
        """Answer what stands for all products on offer, and let others go on."""

    @abstractmethod
    def set_digests(self, supplier: SupplierId, digests: TierDigests) -> None:
        """Note what stands for all products on offer from now on."""

    @abstractmethod
    def count_offers(self, supplier: SupplierId) -> int:
        """Count the products on offer."""

    @abstractmethod
    def offers(self, supplier: SupplierId, after: str, limit: int) -> tuple[tuple[str, Product], ...]:
        """Answer products on offer as price lists have them, by key, those after this one."""

    @abstractmethod
    def offers_among(self, supplier: SupplierId, ids: Iterable[str]) -> tuple[Product, ...]:
        """Answer those of these products that are on offer, as price lists have them."""
