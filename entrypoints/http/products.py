"""Products: what can be imported, and importing it."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.use_cases import UseCases
from domain.identifiers import SupplierId
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.auth import actor
from entrypoints.http.schemas.places import SupplierPath
from entrypoints.http.schemas.products import (
    ProductCountsOut,
    ProductOut,
    ProductsImportIn,
    ProductsImportOut,
    ProductsOut,
    ProductsQuery,
)

PATH = "/v1/suppliers/<supplier>/products"


def products(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoints of products. Source: R6, R7."""
    api = APIBlueprint(
        "products",
        __name__,
        url_prefix=PATH,
        abp_tags=described.tag("Products", "What a supplier offers at Upstock, chosen from its account in Cin7."),
        abp_security=described.NEEDS_TOKEN,
        abp_responses=described.problems(*described.ALWAYS),
    )

    @api.get("", responses={200: ProductsOut})
    def list_products(path: SupplierPath, query: ProductsQuery) -> Response:
        """List products by SKU: what importing each would change at Upstock, or why it is never offered."""
        return answer(listed(use_cases, SupplierId(path.supplier), query))

    @api.post("/import", responses={202: ProductsImportOut, **described.problems(409, *described.WITH_BODY)})
    def import_products(path: SupplierPath, body: ProductsImportIn) -> Response:
        """Import products by SKU, or all that may be offered; what cannot be is named with the reason."""
        begun = use_cases.import_products(SupplierId(path.supplier), body.to_domain(), actor())
        return answer(ProductsImportOut.made(begun, body.skus or []), 202)

    return api


def listed(use_cases: UseCases, supplier: SupplierId, query: ProductsQuery) -> ProductsOut:
    """Answer a page of products with the counts of all. Raises: InvalidValue for an unknown cursor."""
    with use_cases.work() as store:
        page = store.catalogue.products(
            supplier, state=query.state, search=query.q, cursor=query.cursor, limit=query.limit
        )
        counts = store.catalogue.product_counts(supplier)
    return ProductsOut(
        items=list(map(ProductOut.of, page.items)),
        next_cursor=page.next_cursor,
        counts=ProductCountsOut.of(counts),
    )
