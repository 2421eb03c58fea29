"""What the OpenAPI document says of every endpoint alike."""

from flask_openapi.models.info import Info
from flask_openapi.models.security_scheme import SecurityScheme
from flask_openapi.models.tag import Tag
from flask_openapi.types import ResponseDict

TITLE = "Upstock ↔ Cin7 Core"
INFO = Info(
    title=TITLE,
    version="1",
    description=(
        "Orders approved in Upstock become sales in Cin7 Core, exactly once. Amounts are decimal strings, days"
        " YYYY-MM-DD, instants RFC 3339 in UTC. Whatever is refused is answered as a problem document that names"
        " the field and the remedy."
    ),
)
TOKEN = {
    "token": SecurityScheme(type="http", scheme="bearer", description="From `upstock-cin7 tokens new`."),
    "webhook": SecurityScheme(type="http", scheme="bearer", description="Given to a supplier's account in Cin7."),
}
NEEDS_TOKEN: list[dict[str, list[str]]] = [{"token": []}]
NEEDS_OWN_TOKEN: list[dict[str, list[str]]] = [{"webhook": []}]

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}
_MEANINGS = {
    400: "The body is not JSON that means one thing",
    401: "No valid token",
    404: "Nothing of this name for this token",
    409: "It contradicts what is there",
    413: "The body is larger than 1 MB, or 256 kB for a webhook",
    415: "The body is not declared as JSON",
    422: "Some values are not possible; all of them are named",
    500: "The connector failed; quote the reference",
    502: "Cin7 answered in a way that its documentation does not know",
    503: "Try again after the seconds in Retry-After",
}
ALWAYS = (401, 404, 422, 500, 503)
WITH_BODY = (400, 413, 415)


def problems(*statuses: int) -> ResponseDict:
    """Describe refusals; a fresh description each time, because the library writes into it."""
    return {status: {"description": _MEANINGS[status], "content": dict(_PROBLEM)} for status in statuses}


def tag(name: str, description: str) -> list[Tag | dict[str, str]]:
    """Name a group of endpoints."""
    return [Tag(name=name, description=description)]
