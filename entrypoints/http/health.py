"""Whether this process is alive, and whether it can do its work."""

from typing import Literal

from flask import Response
from flask_openapi.blueprint import APIBlueprint
from pydantic import BaseModel, Field

from entrypoints import logs
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.readiness import Readiness


class AliveOut(BaseModel):
    """This process answers."""

    status: Literal["alive"] = "alive"


class UnreadyPartOut(BaseModel):
    """One part that is not ready, and what to do."""

    part: str
    what: str
    remedy: str


class ReadyOut(BaseModel):
    """Whether work can be accepted, and what stands in the way."""

    status: Literal["ready", "not_ready"]
    problems: list[UnreadyPartOut] = Field(description="Empty when ready.")


def health(readiness: Readiness) -> APIBlueprint:
    """Build the endpoints that machines ask every few seconds."""
    api = APIBlueprint("health", __name__, abp_tags=described.tag("Health", described.HEALTH))

    @api.get("/healthz", responses={200: AliveOut})
    def alive() -> Response:
        """Answer as long as this process lives."""
        return answer(AliveOut())

    @api.get("/readyz", responses={200: ReadyOut, 503: ReadyOut})
    def ready() -> Response:
        """Check database, migrations and task engine."""
        unready = readiness()
        for part in unready:
            logs.warning(logs.NOT_READY, part=part.part, what=part.what)
        parts = [UnreadyPartOut(part=each.part, what=each.what, remedy=each.remedy) for each in unready]
        document = ReadyOut(status="not_ready" if parts else "ready", problems=parts)
        response = answer(document, 503 if parts else 200)
        if parts:
            response.headers["Retry-After"] = "5"
        return response

    return api
