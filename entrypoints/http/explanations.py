"""What an order would become, and what was done for it."""

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.use_cases import UseCases
from domain.identifiers import SupplierId
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.orders import PATH, known, unknown
from entrypoints.http.schemas.approved_orders import ApprovedOrderIn
from entrypoints.http.schemas.orders import EvidencesOut, PreviewOut
from entrypoints.http.schemas.places import OrderPath, SupplierPath


def explanations(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoints that explain an order. Source: B1, B15."""
    api = APIBlueprint(
        "explanations",
        __name__,
        url_prefix=PATH,
        abp_tags=described.tag("Explanations", "What would be sent and why, and what was."),
        abp_security=described.NEEDS_TOKEN,
        abp_responses=described.problems(*described.ALWAYS),
    )

    @api.post("/preview", responses={200: PreviewOut, **described.problems(*described.WITH_BODY)})
    def preview(path: SupplierPath, body: ApprovedOrderIn) -> Response:
        """Show the very calls that an order would become, and why; nothing is sent or stored."""
        approved = body.to_domain()
        return answer(PreviewOut.of(use_cases.preview_order(SupplierId(path.supplier), approved), approved.currency))

    @api.get("/<number>/evidence", responses={200: EvidencesOut})
    def show_evidence(path: OrderPath) -> Response:
        """Show everything that was done and seen for an order."""
        key = known(path)
        with use_cases.work() as store:
            if store.orders.get(key) is None:
                raise unknown(key)
            pieces = store.evidence.of(key)
        return answer(EvidencesOut.of(pieces))

    return api
