"""Who calls, and whose data that reaches: decided before anything of the request is understood.

Source: architecture §14. Strangers learn neither our schemas nor which suppliers exist.
"""

import re
from collections.abc import Mapping
from enum import Enum

from flask import g, request

from application.access.tokens import CheckToken
from domain.access import Actor
from domain.errors import InvalidValue, NotThere
from domain.identifiers import supplier_id
from entrypoints import logs
from entrypoints.http.reading import RequestRefused

PROTECTED = "/v1/"

_BEARER = re.compile(r"Bearer +([A-Za-z0-9_-]{1,300})", re.IGNORECASE)


class Protection(Enum):
    """What a group of endpoints asks of its callers; the console looks after its own sessions."""

    OPEN = "open"
    TOKEN = "token"  # noqa: S105 — the word, not a secret
    SESSION = "session"
    OWN = "own"
    """The endpoint's use case checks a token that was made for this one purpose. Source: B5."""


class Guard:
    """Runs before every request; what is not declared open below /v1 asks for a token, known or not."""

    def __init__(self, check_token: CheckToken, protection: Mapping[str, Protection]) -> None:
        self._check_token, self._protection = check_token, protection

    def __call__(self) -> None:
        """Let the request pass. Raises: RequestRefused without a valid token, NotThere for another's supplier."""
        default = Protection.TOKEN if request.path.startswith(PROTECTED) else Protection.OPEN
        if self._protection.get(request.blueprint or "", default) is not Protection.TOKEN:
            return
        g.actor = self._caller()
        supplier = (request.view_args or {}).get("supplier")
        if supplier is not None:
            _stay_within(g.actor, str(supplier))

    def _caller(self) -> Actor:
        actor = self._check_token(bearer())
        if actor is None:
            raise stranger()
        return actor


def bearer() -> str:
    """Answer the token of this request; a header of any other form is checked as one too, so that it takes as long."""
    header = _BEARER.fullmatch(request.headers.get("Authorization", "").strip())
    return header.group(1) if header else ""


def stranger() -> RequestRefused:
    """Answer the refusal of a caller who shows no valid token, and log it."""
    logs.warning(logs.ACCESS_DENIED, why="no valid token", path=request.path)
    return RequestRefused(401, "unauthenticated", "The Authorization header holds no valid token.")


def actor() -> Actor:
    """Answer who makes this call."""
    caller: Actor = g.actor
    return caller


def _stay_within(caller: Actor, supplier: str) -> None:
    if caller.supplier is None:
        try:
            supplier_id(supplier)
        except InvalidValue as no:
            raise RequestRefused(422, no.code, no.detail, parameter="supplier") from no
    elif caller.supplier != supplier:
        logs.warning(logs.ACCESS_DENIED, why="another supplier's token", path=request.path, actor=caller.name)
        raise NotThere("This token knows no supplier of this name.")
