"""What is measured, for Prometheus."""

from flask import Blueprint, Response

from entrypoints.metrics import CONTENT_TYPE, Metrics


def figures(metrics: Metrics) -> Blueprint:
    """Build the endpoint that Prometheus scrapes; it is no part of the JSON API. Source: contract, `/metrics`."""
    pages = Blueprint("figures", __name__)

    @pages.get("/metrics")
    def exposed() -> Response:
        """Answer everything that is measured."""
        return Response(metrics.exposed(), content_type=CONTENT_TYPE)

    return pages
