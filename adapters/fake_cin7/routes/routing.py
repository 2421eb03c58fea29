"""Which handler serves which path and verb; the coverage page is made from this table.

Source: ref §1.1 (D): paths in any case.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from adapters.fake_cin7.refusals import NotServed, UnreadableBody, VerbNotSupported
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.parameters import Parameters
from adapters.fake_cin7.state.account import Account

FAITHFUL = "faithful"
SIMPLIFIED = "simplified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One call that got past the guard: whose it is and what it brings."""

    account: Account
    method: str
    parameters: Parameters
    body: bytes
    known: dict[str, object] = field(default_factory=dict)

    def fields(self) -> Fields:
        """Read the body as an object; without a Content-Type too.

        Source: ref §1.4 (D): a body that cannot be parsed is a 500.
        """
        try:
            sent = json.loads(self.body.decode("utf-8-sig") or "null", parse_float=Decimal)
        except ValueError as mistake:
            raise UnreadableBody(str(mistake)) from mistake
        if not isinstance(sent, dict):
            raise UnreadableBody("The body must be a JSON object.")
        return Fields(sent, truncate=self.account.switches["text_too_long"] == "truncate")


Handler = Callable[[Visit], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One verb on one path, with what is known about how well it is imitated."""

    method: str
    path: str
    handler: Handler
    parameters: frozenset[str]
    source: str
    standing: str
    note: str


ENDPOINTS: dict[str, dict[str, Endpoint]] = {}
"""Path in lower case → verb → endpoint."""


def endpoint(
    method: str, path: str, *, source: str, parameters: str = "", standing: str = FAITHFUL, note: str = ""
) -> Callable[[Handler], Handler]:  # fmt: skip
    """Register a handler for a verb on a path.

    Source: each registration names its own.
    """

    def register(handler: Handler) -> Handler:
        ENDPOINTS.setdefault(path.casefold(), {})[method] = Endpoint(
            method=method,
            path=path,
            handler=handler,
            parameters=frozenset(parameters.casefold().split()),
            source=source,
            standing=standing,
            note=note,
        )
        return handler

    return register


def find_endpoint(method: str, path: str) -> Endpoint:
    """Find who serves a call.

    Raises: NotServed for an unknown path, VerbNotSupported for a known one with another verb.
    """
    verbs = ENDPOINTS.get(path.strip("/").casefold())
    if verbs is None:
        raise NotServed(path)
    if method not in verbs:
        raise VerbNotSupported(method)
    return verbs[method]
