"""What an order would become, and what was done for it."""

import re

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from application.use_cases import UseCases
from domain.identifiers import SupplierId
from domain.order import OrderKey
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.orders import PATH, known
from entrypoints.http.schemas.approved_orders import ApprovedOrderIn
from entrypoints.http.schemas.evidence import EvidenceOut, EvidenceQuery
from entrypoints.http.schemas.orders import PreviewOut
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

    @api.get("/<number>/evidence", responses={200: EvidenceOut})
    def show_evidence(path: OrderPath, query: EvidenceQuery) -> Response:
        """Show everything that was done for an order: one document, on request as a file to keep.

        The order as approved, the options, the preview, every call and reply, every decision with its time, and what
        Upstock was told. No key stands in it.
        """
        key = known(path)
        return evidence_file(use_cases, key) if query.download else answer(_evidence(use_cases, key))

    return api


def evidence_file(use_cases: UseCases, key: OrderKey) -> Response:
    """Answer an order's evidence as a file to keep. Source: B15. Raises: NotThere."""
    response = answer(_evidence(use_cases, key))
    response.headers.set("Content-Disposition", "attachment", filename=_file_name(key))
    return response


def _evidence(use_cases: UseCases, key: OrderKey) -> EvidenceOut:
    dossier = use_cases.gather_evidence(key.supplier, key.number)
    with use_cases.work() as store:
        connection = store.connections.get(key.supplier)
    return EvidenceOut.of(dossier, use_cases.sale_links(connection, dossier.order))


def _file_name(key: OrderKey) -> str:
    """Name the file after the order, in signs that every system can store."""
    return f"evidence-{key.supplier}-{re.sub(r'[^A-Za-z0-9._-]+', '-', key.number)}.json"
