"""Products over HTTP: what can be imported, what it would change, and what never is."""

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from application.catalogue.import_products import WHY, ProductImport
from application.ports.storage.catalogue import NotImportable
from application.ports.storage.catalogue_views import ListedProduct, ProductCounts, ProductState
from domain.identifiers import Sku
from domain.publication import changes, product_published
from entrypoints.http.schemas.jobs import JobBegun
from entrypoints.http.schemas.places import PageQuery
from entrypoints.http.schemas.problems import ProblemItem, item
from entrypoints.http.schemas.values import Strict, Text, refused

CODES = {NotImportable.UNKNOWN: "unknown_sku"}
NOT_OFFERED = "not_offered"


class ProductsQuery(PageQuery):
    """Which products of a supplier."""

    state: ProductState | None = Field(default=None, description="Only products in this state.")
    q: Text = Field(default="", description="Part of the SKU or name.")


class ChangeOut(BaseModel):
    """A field that importing would change at Upstock."""

    field: str
    before: str
    after: str


class ProductOut(BaseModel):
    """A product, and what importing it would change. Source: R6, R7."""

    model_config = ConfigDict(title="Product")

    id: str
    sku: str
    name: str
    state: ProductState
    reason: Literal["service", "deprecated", "not_sellable"] | None = Field(description="Why it is never offered.")
    category: str | None
    images: list[str]
    is_published: bool = Field(description="Whether Upstock was told of it and not that it is gone.")
    changes: list[ChangeOut] = Field(description="Against what Upstock was told; all that it says, of a new one.")
    read_at: datetime = Field(description="When it was read from Cin7.")

    @classmethod
    def of(cls, listed: ListedProduct) -> "ProductOut":
        """Show a product of the list; one that is never offered would change nothing."""
        product, excluded = listed.product, listed.state is ProductState.EXCLUDED
        differences = () if excluded else changes(listed.told, product_published(product))
        return cls.model_validate(
            {
                "id": product.id,
                "sku": product.sku,
                "name": product.name,
                "state": listed.state,
                "reason": product.why_not_offered,
                "category": product.category or None,
                "images": list(product.images),
                "is_published": listed.told is not None,
                "changes": [ChangeOut(field=each.field, before=each.before, after=each.after) for each in differences],
                "read_at": listed.read_at,
            }
        )


class ProductCountsOut(BaseModel):
    """How many products stand where, whatever the list was asked for."""

    importable: int
    imported: int
    excluded: dict[str, int] = Field(description="By reason.")

    @classmethod
    def of(cls, counts: ProductCounts) -> "ProductCountsOut":
        """Show the counts."""
        return cls(importable=counts.importable, imported=counts.imported, excluded=dict(counts.excluded))


class ProductsOut(BaseModel):
    """Some products, by SKU."""

    items: list[ProductOut]
    next_cursor: str | None
    counts: ProductCountsOut


class ProductsImportIn(Strict):
    """Which products are imported: these, or all that may be offered now. Source: R6."""

    skus: list[Text] | None = Field(default=None, min_length=1, max_length=10_000, description="By SKU.")
    all: Literal[True] | None = Field(default=None, description="All that may be offered now.")

    def to_domain(self) -> tuple[Sku, ...] | None:
        """Answer the SKUs, None for all."""
        return None if self.skus is None else tuple(map(Sku, self.skus))

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.skus is None) is (self.all is None):
            raise refused('Give either "skus" or "all": true.')
        return self


class ProductsImportOut(JobBegun):
    """The job, and the products that it does without."""

    problems: list[ProblemItem] = Field(description="Each pointer leads to the SKU that it is about.")

    @classmethod
    def made(cls, begun: ProductImport, skus: list[str]) -> "ProductsImportOut":
        """Show what was begun; `skus` are as they were asked for."""
        places = {sku: place for place, sku in reversed(list(enumerate(skus)))}
        problems = [
            item(CODES.get(why, NOT_OFFERED), f"“{sku}” {WHY[why]}.", pointer=f"/skus/{places[sku]}")
            for sku, why in begun.refused
        ]
        return cls(job=JobBegun.of(begun.job).job, problems=sorted(problems, key=lambda each: each.pointer))
