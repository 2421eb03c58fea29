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
        "Orders that a supplier approves in Upstock become sales in its Cin7 Core account, exactly one for each.\n\n"
        "**Who may call.** Every `/v1` call carries `Authorization: Bearer <token>`, made by `upstock-cin7 tokens new`."
        " A token is for one supplier or for all; another supplier's data is 404, as if it did not exist.\n\n"
        "**How things are written.** Amounts and quantities are decimal texts (numbers are read as well), days are"
        " `YYYY-MM-DD`, instants are RFC 3339 in UTC. A field that is not known is refused by its name.\n\n"
        "**When something is wrong.** The answer is a problem document (RFC 9457): everything that is wrong at once,"
        " each with its place and its remedy. [Every code is explained](/problems).\n\n"
        "**Lists** take `limit` and `cursor`, and answer `items` and `next_cursor`; a cursor is opaque.\n\n"
        "**Saying something twice** does no harm: the same approved order again is answered with 200, another content"
        " under its number with 409 and every difference.\n\n"
        "**What we tell Upstock** comes as signed events, at least once, in order for each order, product, customer and"
        " list: see Events below."
    ),
)
TOKEN = {
    "token": SecurityScheme(type="http", scheme="bearer", description="From `upstock-cin7 tokens new`."),
    "webhook": SecurityScheme(type="http", scheme="bearer", description="Given to a supplier's account in Cin7."),
}
NEEDS_TOKEN: list[dict[str, list[str]]] = [{"token": []}]
NEEDS_OWN_TOKEN: list[dict[str, list[str]]] = [{"webhook": []}]

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}
REFUSED = {
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
"""What each status means that is a refusal, wherever it is answered."""

HEALTH = "For load balancers, Prometheus and alarms."
PAGES = "What people read about this API, and where they begin."

ALWAYS = (401, 404, 422, 500, 503)
WITH_BODY = (400, 413, 415)


def problems(*statuses: int) -> ResponseDict:
    """Describe refusals; a fresh description each time, because the library writes into it."""
    return {status: {"description": REFUSED[status], "content": dict(_PROBLEM)} for status in statuses}


def tag(name: str, description: str) -> list[Tag | dict[str, str]]:
    """Name a group of endpoints."""
    return [Tag(name=name, description=description)]
