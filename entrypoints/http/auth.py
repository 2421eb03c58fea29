"""Who calls, and whose data that reaches: decided before anything of the request is understood.

Source: architecture §14. Strangers learn neither our schemas nor which suppliers exist.
"""

import re
from collections.abc import Mapping
from enum import Enum
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import g, request

from application.access.tokens import CheckToken
from domain.access import Actor
from domain.errors import InvalidValue, NotThere
from domain.identifiers import supplier_id
from entrypoints import logs
from entrypoints.http.reading import RequestRefused

PROTECTED = "/v1/"
PASSED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip")
"""Headers of a request that somebody passed on: from this machine, perhaps, but for anybody."""

_BEARER = re.compile(r"Bearer +([A-Za-z0-9_-]{1,300})", re.IGNORECASE)


class Protection(Enum):
    """What a group of endpoints asks of its callers; the console looks after its own sessions."""

    OPEN = "open"
    TOKEN = "token"  # noqa: S105 — the word, not a secret
    SESSION = "session"
    OWN = "own"
    """The endpoint's use case checks a token that was made for this one purpose. Source: B5."""
    MACHINE = "machine"
    """Whoever calls from this very machine, or has a token for all suppliers. Source: architecture §14."""


class Guard:
    """Runs before every request; what is not declared open below /v1 asks for a token, known or not."""

    def __init__(self, check_token: CheckToken, protection: Mapping[str, Protection]) -> None:
        self._check_token, self._protection = check_token, protection

    def __call__(self) -> None:
        """Let the request pass. Raises: RequestRefused without a valid token, NotThere for another's supplier."""
        default = Protection.TOKEN if request.path.startswith(PROTECTED) else Protection.OPEN
        protection = self._protection.get(request.blueprint or "", default)
        is_at_home = protection is Protection.MACHINE and _calls_from_here()
        if is_at_home or protection not in (Protection.TOKEN, Protection.MACHINE):
            return
        g.actor = self._caller()
        if protection is Protection.MACHINE and g.actor.supplier is not None:
            raise NotThere("This is about all suppliers, and the token is for one.")
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


def _calls_from_here() -> bool:
    """Answer whether a program of this machine calls us by the machine's own name, and for itself.

    A proxy on this machine calls for others, and a page in somebody's browser calls us by its own name.
    """
    by_name = urlsplit(f"//{request.host}").hostname or ""
    is_asked_directly = not any(name in request.headers for name in PASSED_ON)
    return is_asked_directly and _is_loopback(request.remote_addr or "") and _is_loopback(by_name)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _stay_within(caller: Actor, supplier: str) -> None:
    if caller.supplier is None:
        try:
            supplier_id(supplier)
        except InvalidValue as no:
            raise RequestRefused(422, no.code, no.detail, parameter="supplier") from no
    elif caller.supplier != supplier:
        logs.warning(logs.ACCESS_DENIED, why="another supplier's token", path=request.path, actor=caller.name)
        raise NotThere("This token knows no supplier of this name.")
