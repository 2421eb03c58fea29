"""The catalogue as lists show it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from application.ports.storage.orders import Page
from domain.catalogue_events import ProductPublished
from domain.contact import Contact
from domain.identifiers import ContactId, SupplierId
from domain.product import Product


class ProductState(Enum):
    """Where a product stands: may be chosen, was chosen, or is never offered. Source: R6, R7."""

    IMPORTABLE = "importable"
    IMPORTED = "imported"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProduct:
    """A product with what Upstock was told of it; `told` is None when Upstock does not know it. Source: R6."""

    product: Product
    state: ProductState
    told: ProductPublished | None
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductCounts:
    """How many products stand where; `excluded` by reason. Source: R7."""

    importable: int
    imported: int
    excluded: Mapping[str, int]


class MatchState(Enum):
    """How an order that only names a customer finds it.

    *Chosen* by a person; by its *name*; its name is *ambiguous*; *none* leads to one that is inactive. Source: R32.
    """

    CHOSEN = "chosen"
    NAME = "name"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedContact:
    """A customer with how orders find it.

    Shape: `chosen_for` are the names that a person chose it for, folded; `namesakes` are other active customers of
    its name; `list_id` is its price list, None before that was told.
    """

    contact: Contact
    state: MatchState
    chosen_for: tuple[str, ...]
    namesakes: tuple[tuple[ContactId, str], ...]
    is_told: bool
    list_id: str | None
    read_at: datetime


class CatalogueViews(ABC):
    """Read models of products and customers, page by page."""

    @abstractmethod
    def products(
        self, supplier: SupplierId, *, state: ProductState | None, search: str, cursor: str | None, limit: int
    ) -> Page[ListedProduct]:
        """Answer products by SKU; `search` is part of SKU or name.

        Raises: InvalidValue for a cursor that was not answered by this method.
        """

    @abstractmethod
    def product_counts(self, supplier: SupplierId) -> ProductCounts:
        """Count the products by where they stand."""

    @abstractmethod
    def contacts(
        self, supplier: SupplierId, *, search: str, match: MatchState | None, cursor: str | None, limit: int
    ) -> Page[ListedContact]:
        """Answer customers by name; `search` is part of it, case and space folded.

        Raises: InvalidValue for a cursor that was not answered by this method.
        """
