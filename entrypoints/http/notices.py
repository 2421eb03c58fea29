"""Where Cin7's webhooks arrive: each supplier's with a token of its own."""

from typing import Final

from flask import Response, request
from flask_openapi.blueprint import APIBlueprint

from application.use_cases import UseCases
from domain.notices import HintKind
from entrypoints import logs
from entrypoints.http import described
from entrypoints.http.auth import bearer, stranger
from entrypoints.http.schemas.places import SupplierPath

PATH: Final = "/webhooks/cin7/<supplier>"

LARGEST: Final = 256_000  # bytes
"""Source: architecture §14."""

BODY: Final = {
    "description": (
        "A webhook as Cin7 documents it. Its spelling, its keys, the case of its ids and its JSON may differ from that:"
        " what cannot be understood is counted, and nothing that it says is believed."
    ),
    "required": True,
    "content": {
        "application/json": {
            "schema": {},
            "example": {
                "SaleTaskID": "2F0B3C5A-0000-4000-8000-0000000000AA",
                "OrderNumber": "SO-00045",
                "EventType": "Sale/ShipmentAuthorised",
            },
        }
    },
}


def notices(use_cases: UseCases) -> APIBlueprint:
    """Build the endpoint that Cin7 calls. Source: B5; contract."""
    api = APIBlueprint(
        "notices",
        __name__,
        abp_tags=described.tag("Webhooks of Cin7", "Called by Cin7, and by nobody else."),
        abp_security=described.NEEDS_OWN_TOKEN,
        abp_responses=described.problems(401, 413, 500, 503),
    )

    @api.post(PATH, responses={204: None}, request_body=BODY)
    def receive_notice(path: SupplierPath) -> Response:
        """Store a hint that something moved; what it points at is read back within seconds."""
        request.max_content_length = LARGEST
        payload = request.get_data(cache=False)
        hint = use_cases.receive_notice(path.supplier, bearer(), payload)
        if hint is None:
            raise stranger()
        log = logs.warning if hint.kind is HintKind.UNREADABLE else logs.info
        log(
            logs.NOTICE_RECEIVED,
            supplier=hint.supplier,
            about=hint.kind.value,
            notice=hint.event,
            sale=hint.sale,
            order=hint.order or "",
        )
        return Response(status=204)

    return api
