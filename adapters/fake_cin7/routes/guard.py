"""What every call goes through: log, faults, credentials, rate limit, handler, refusals.

Source: ref §1.3, §1.4, §1.5 (D, L).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl

from adapters.fake_cin7.refusals import (
    NotServed,
    Problem,
    Refused,
    TooManyCalls,
    UnreadableBody,
    VerbNotSupported,
    WrongCredentials,
)
from adapters.fake_cin7.routes.parameters import Parameters
from adapters.fake_cin7.routes.rendering import Printed, to_json
from adapters.fake_cin7.routes.routing import Visit, find_endpoint
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.faults import COMMIT_THEN_TIMEOUT, HTML_200, Action, Fault
from adapters.fake_cin7.state.request_log import Seen
from adapters.fake_cin7.state.switches import Switches
from adapters.fake_cin7.state.universe import Universe
from adapters.fake_cin7.values import guid_of

MOST_CALLS = 60
THROTTLE_TEXT = "You have reached 60 calls per 60 seconds API limit."
THROTTLE_HEADERS = {
    "x-ratelimit-limit": "60",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": "60",
    "Retry-After": "60 Seconds",
}
JSON = "application/json; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
HTML = "text/html; charset=utf-8"
NOT_FOUND_PAGE = (
    "<!DOCTYPE html><html><head><title>Page not found</title></head>"
    "<body><h1>Page not found</h1><p>The page you are looking for does not exist.</p></body></html>"
)
BROKEN_PAGE = (
    "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Sorry, an error has occurred</h1></body></html>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request as it came, before anybody looked at it."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is sent back, and what shall happen to it on its way."""

    status: int
    body: str
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    mishap: Action | None = None


def answer(universe: Universe, call: Call) -> Reply:
    """Answer one call: log, fault, credentials, rate window, handler, refusal, in this order.

    Source: ref §1.3, §1.4, §1.5 (D, L); under the universe's lock, so calls happen one after the other.
    """
    with universe.lock:
        seen = universe.log.note(
            Seen(
                number=universe.log.count + 1,
                method=call.method,
                path=call.path,
                query=call.query,
                body=call.body.decode(errors="replace"),
                status=None,
                key=call.headers.get("api-auth-applicationkey", "").strip().casefold(),
                at=universe.clock.now(),
            )
        )
        fault = universe.fault_for(call.method, call.path)
        reply = _struck(fault, universe, call) if fault else _served(universe, call)
        seen.fault = reply.mishap.name if reply.mishap else (fault.action.name if fault else None)
        seen.status = reply.status or None
        return reply


def _struck(fault: Fault, universe: Universe, call: Call) -> Reply:
    """Source: fake-cin7.md, faults; ref §1.3 (L: bursts give 403, 502, 503)."""
    action = fault.action
    if action.commits:
        served = _served(universe, call)
        return Reply(
            status=served.status,
            body=served.body,
            content_type=served.content_type,
            headers=served.headers,
            mishap=action,
        )
    if action.word == HTML_200:
        return Reply(status=200, body=BROKEN_PAGE, content_type=HTML)
    if action.status is not None:
        told = _status_fault(action)
        headers = {} if action.retry_after is None else {"Retry-After": action.retry_after}
        return replace(told, headers={**told.headers, **headers})
    return Reply(status=0, body="", mishap=action)


def _status_fault(action: Action) -> Reply:
    status = action.status or 500
    if action.body is not None:
        kind = JSON if action.body.lstrip().startswith(("[", "{")) else TEXT
        return Reply(status=status, body=action.body, content_type=kind)
    if status == 429:
        return Reply(status=429, body=THROTTLE_TEXT, content_type=TEXT, headers=THROTTLE_HEADERS)
    if status == 403:
        return Reply(status=403, body="Incorrect credentials!", content_type=TEXT)
    if status in (400, 404):
        return Reply(status=status, body=to_json([{"ErrorCode": status, "Exception": "Injected fault"}]))
    if 200 <= status < 400:
        return Reply(status=status, body="", content_type=TEXT)
    return Reply(status=status, body=BROKEN_PAGE, content_type=HTML)


def _served(universe: Universe, call: Call) -> Reply:
    switches = universe.switches
    try:
        account = _account(universe, call)
        switches = account.switches
        _admit(universe, call, switches)
        body = _handled(account, call)
    except (WrongCredentials, TooManyCalls, NotServed, VerbNotSupported, UnreadableBody, Refused) as refusal:
        return _refusal(refusal, switches, call)
    lost = call.method == "POST" and switches["commit_then_timeout"] == "on"
    mishap = Action(word=COMMIT_THEN_TIMEOUT) if lost else None
    return Reply(status=200, body=body if isinstance(body, Printed) else to_json(body), mishap=mishap)


def _account(universe: Universe, call: Call) -> Account:
    """Source: ref §1.1 (D, C(15+)), §1.4 (403 and a text)."""
    account_id = guid_of(call.headers.get("api-auth-accountid", ""))
    key = call.headers.get("api-auth-applicationkey", "").strip().casefold()
    account = universe.accounts.get(account_id or "")
    if account is None or key not in account.keys:
        raise WrongCredentials
    return account


def _admit(universe: Universe, call: Call, switches: Switches) -> None:
    """Source: ref §1.3: per key (L), sliding 60 s (L, G)."""
    if switches["throttle"] == "off":
        return
    traffic = universe.log.traffic(call.headers.get("api-auth-applicationkey", "").strip().casefold())
    now = universe.clock.now()
    if not traffic.admit(now, MOST_CALLS):
        traffic.throttled += 1
        if switches["throttled_calls_count"] == "yes":
            traffic.admitted.popleft()
            traffic.admitted.append(now)
        raise TooManyCalls


def _handled(account: Account, call: Call) -> object:
    found = find_endpoint(call.method, call.path)
    pairs = parse_qsl(call.query, keep_blank_values=True) if call.query else []
    parameters = Parameters(pairs, last_wins=account.switches["duplicate_parameters"] == "last")
    if account.switches["unknown_parameters"] == "reject":
        unknown = sorted(parameters.names() - found.parameters)
        if unknown:
            raise Refused(*(f"Parameter '{name}' is not supported" for name in unknown))
    return found.handler(Visit(account=account, method=call.method, parameters=parameters, body=call.body))


def _refusal(refusal: Exception, switches: Switches, call: Call) -> Reply:
    if isinstance(refusal, Refused):
        return refused(refusal, switches)
    if isinstance(refusal, WrongCredentials):
        return Reply(status=403, body="Incorrect credentials!", content_type=TEXT)
    if isinstance(refusal, TooManyCalls):
        return throttled(switches["throttle"])
    if isinstance(refusal, VerbNotSupported):
        return Reply(status=405, body=to_json({"Message": str(refusal)}))
    if isinstance(refusal, UnreadableBody):
        problem = Refused(Problem(f"The request body could not be parsed. {refusal}", 500), status=500)
        return refused(problem, switches)
    return _not_found(switches["unknown_path"], call)


def refused(refusal: Refused, switches: Switches) -> Reply:
    """Say what is wrong with a request, all of it at once where that is known.

    Source: ref §1.5 (D: array, L: inner code may differ, C(2): bare objects, IP: 200).
    """
    entries = [{"ErrorCode": entry.code, "Exception": entry.text} for entry in refusal.problems]
    body: object = entries[0] if switches["refusal_shape"] == "object" else entries
    return Reply(status=200 if switches["refusal_status"] == "200" else refusal.status, body=to_json(body))


def throttled(profile: str) -> Reply:
    """Refuse the 61st call of a key in 60 seconds, as the profile says.

    Source: ref §1.3 (L(AS) for 429 with headers, D 2024 for 503, L(AH) for 400).
    """
    if profile == "legacy503":
        return Reply(status=503, body=THROTTLE_TEXT, content_type=TEXT)
    if profile == "array400":
        return Reply(status=400, body=json.dumps([{"ErrorCode": 400, "Exception": THROTTLE_TEXT}]))
    return Reply(status=429, body=THROTTLE_TEXT, content_type=TEXT, headers=THROTTLE_HEADERS)


def _not_found(mode: str, call: Call) -> Reply:
    """Source: ref §1.4 (D, L)."""
    if mode == "redirect":
        target = f"/ExternalApi/v2/{call.path}"
        return Reply(status=302, body=NOT_FOUND_PAGE, content_type=HTML, headers={"Location": target})
    return Reply(status=200 if mode == "200_html" else 404, body=NOT_FOUND_PAGE, content_type=HTML)
