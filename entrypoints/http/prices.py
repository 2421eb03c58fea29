"""Price lists, and why a price is what it is."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.pricing.show_price_list import ListPlace
from application.use_cases import UseCases
from domain.identifiers import SupplierId
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.schemas.places import PageQuery, SupplierPath
from entrypoints.http.schemas.prices import (
    ExplainQuery,
    ExplanationOut,
    PriceListOut,
    PriceListPageOut,
    PriceListPath,
    PriceListsOut,
)

PATH = "/v1/suppliers/<supplier>"


def prices(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoints of prices. Source: R19–R23, B11."""
    api = APIBlueprint(
        "prices",
        __name__,
        url_prefix=PATH,
        abp_tags=described.tag("Prices", "Price lists made of Cin7's tiers, own prices and discounts."),
        abp_security=described.NEEDS_TOKEN,
        abp_responses=described.problems(*described.ALWAYS),
    )

    @api.get("/price-lists", responses={200: PriceListsOut})
    def list_price_lists(path: SupplierPath, query: PageQuery) -> Response:
        """List the price lists, by id."""
        return answer(listed(use_cases, SupplierId(path.supplier), query))

    @api.get("/price-lists/<id>", responses={200: PriceListPageOut})
    def show_price_list(path: PriceListPath, query: PageQuery) -> Response:
        """Show a price list: its customers and prices, page by page, and the products that have none."""
        return answer(page_of(use_cases, SupplierId(path.supplier), path.id, query))

    @api.get("/prices/explain", responses={200: ExplanationOut})
    def explain_price(path: SupplierPath, query: ExplainQuery) -> Response:
        """Explain what a customer pays for a product, and why; Cin7 is not called."""
        return answer(ExplanationOut.of(use_cases.explain_price(SupplierId(path.supplier), query.contact, query.sku)))

    return api


def listed(use_cases: UseCases, supplier: SupplierId, query: PageQuery) -> PriceListsOut:
    """Answer some price lists. Raises: InvalidValue for an unknown cursor."""
    with use_cases.work() as store:
        page = store.price_lists.page(supplier, cursor=query.cursor, limit=query.limit)
    return PriceListsOut(items=list(map(PriceListOut.of, page.items)), next_cursor=page.next_cursor)


def page_of(use_cases: UseCases, supplier: SupplierId, list_id: str, query: PageQuery) -> PriceListPageOut:
    """Answer a page of a list. Raises: NotThere, InvalidValue for an unknown cursor."""
    place = ListPlace.read(query.cursor) if query.cursor else ListPlace()
    return PriceListPageOut.shown(use_cases.show_price_list(supplier, list_id, place, query.limit))
