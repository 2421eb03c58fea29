"""The gap between both sides, and the one click that closes it."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.use_cases import UseCases
from domain.identifiers import SupplierId
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.auth import actor
from entrypoints.http.schemas.gap import GapOut, GapQuery
from entrypoints.http.schemas.jobs import JobBegun
from entrypoints.http.schemas.places import SupplierPath


def gap(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoints of the gap. Source: B9."""
    api = APIBlueprint(
        "gap",
        __name__,
        url_prefix="/v1/suppliers/<supplier>/gap",
        abp_tags=described.tag("Gap", "What is approved and not in Cin7, and of what Upstock has not heard."),
        abp_security=described.NEEDS_TOKEN,
        abp_responses=described.problems(*described.ALWAYS),
    )

    @api.get("", responses={200: GapOut})
    def show_gap(path: SupplierPath, query: GapQuery) -> Response:
        """Show the gap: orders on their way, those a cured cause still holds, those whose sale is gone; untold events.

        Orders that wait for a person are none of it: they are the orders whose state is held.
        """
        found = use_cases.show_gap(SupplierId(path.supplier), what=query.what, cursor=query.cursor, limit=query.limit)
        return answer(GapOut.of(found))

    @api.post("/replay", responses={202: JobBegun})
    def replay_gap(path: SupplierPath) -> Response:
        """Close the gap: its orders go now, and its events are told now; a second request joins the job that runs."""
        return answer(JobBegun.of(use_cases.replay_gap(SupplierId(path.supplier), actor())), 202)

    return api
