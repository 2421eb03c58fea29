"""What is measured, for Prometheus."""

from typing import Final

from flask import Response
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.types import ResponseDict

from entrypoints.http import described
from entrypoints.metrics import CONTENT_TYPE, Metrics

EXAMPLE: Final = """\
# HELP upstock_cin7_database_up Whether the database answers.
# TYPE upstock_cin7_database_up gauge
upstock_cin7_database_up 1.0
# HELP upstock_cin7_orders Orders that something is still to come of.
# TYPE upstock_cin7_orders gauge
upstock_cin7_orders{state="created"} 142.0
upstock_cin7_orders{state="held"} 8.0
"""
EXPOSED: Final[ResponseDict] = {
    200: {
        "description": "Everything that is measured, as Prometheus writes it",
        "content": {"text/plain": {"schema": {"type": "string"}, "example": EXAMPLE}},
    }
}


def figures(metrics: Metrics) -> APIBlueprint:
    """Build the endpoint that Prometheus scrapes. Source: contract, `/metrics`."""
    api = APIBlueprint(
        "figures",
        __name__,
        abp_tags=described.tag("Health", described.HEALTH),
        abp_security=[*described.NEEDS_TOKEN, {}],
        abp_responses=described.problems(401, 404, 500),
    )

    @api.get("/metrics", responses=EXPOSED)
    def read_metrics() -> Response:
        """Answer what is measured: to programs of the machine itself, and to a token for all suppliers."""
        return Response(metrics.exposed(), content_type=CONTENT_TYPE)

    return api
