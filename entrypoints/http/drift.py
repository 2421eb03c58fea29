"""Where orders and their sales disagree now."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.use_cases import UseCases
from domain.identifiers import SupplierId
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.schemas.drift import DriftOut, DriftsOut
from entrypoints.http.schemas.places import PageQuery, SupplierPath


def drift(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoint of the drift report. Source: B12."""
    api = APIBlueprint(
        "drift",
        __name__,
        url_prefix="/v1/suppliers/<supplier>/drift",
        abp_tags=described.tag("Drift", "Orders on which Upstock and Cin7 now disagree; nothing is changed."),
        abp_security=described.NEEDS_TOKEN,
        abp_responses=described.problems(*described.ALWAYS),
    )

    @api.get("", responses={200: DriftsOut})
    def report_drift(path: SupplierPath, query: PageQuery) -> Response:
        """List the orders whose sale now says something else, by number."""
        page = use_cases.report_drift(SupplierId(path.supplier), cursor=query.cursor, limit=query.limit)
        return answer(DriftsOut(items=list(map(DriftOut.of, page.items)), next_cursor=page.next_cursor))

    return api
