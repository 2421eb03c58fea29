"""How a supplier's calls to Cin7 stand."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.use_cases import UseCases
from domain.identifiers import SupplierId
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.schemas.budget import BudgetOut
from entrypoints.http.schemas.places import SupplierPath


def budget(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoint of the rate budget. Source: B10."""
    api = APIBlueprint(
        "budget",
        __name__,
        url_prefix="/v1/suppliers/<supplier>/rate-budget",
        abp_tags=described.tag(
            "Rate budget", "Calls used of those that Cin7 allows a minute, what waits for them, and a forecast."
        ),
        abp_security=described.NEEDS_TOKEN,
        abp_responses=described.problems(*described.ALWAYS),
    )

    @api.get("", responses={200: BudgetOut, **described.problems(409)})
    def show_budget(path: SupplierPath) -> Response:
        """Show how calls stand: used and waited for by lane, what blocks them, when orders and imports will be through.

        Orders go before shipments, these before prices, and full imports last. Nothing is called.
        """
        return answer(BudgetOut.of(use_cases.show_budget(SupplierId(path.supplier))))

    return api
