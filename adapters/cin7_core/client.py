"""One call to Cin7 Core: allowed, within budget, one attempt, judged, recorded.

Source: architecture §6.1, §6.2.
"""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

import requests
from urllib3.exceptions import HTTPError

from adapters.cin7_core.allowed_calls import AllowedCall, assert_allowed
from adapters.cin7_core.answers import Answer, Verdict, judge, unanswered
from adapters.cin7_core.limits import USUAL, Limits
from adapters.cin7_core.place import Place
from adapters.cin7_core.reading import http_date
from adapters.cin7_core.timely_body import TimelyBody
from adapters.cin7_core.watching import UNWATCHED, Watcher, outcome_of
from application.ports.call_budget import CallBudget
from application.ports.clock import Clock
from application.ports.errors import KeyRefused, NotSent
from application.ports.inventory import Doubter, Exchange, Recorder
from domain.call_budget import Lane
from domain.connection import Credentials

_PIECE = 65536

Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the calls of all suppliers have in common; nothing in it belongs to one of them.

    Shape: `guard` raises while a unit of work is open in this thread, since no transaction may wait for a call.
    """

    session: requests.Session
    base_url: str
    budget: CallBudget
    clock: Clock
    guard: Callable[[], None] | None = None
    limits: Limits = USUAL
    sleep: Callable[[float], None] = time.sleep
    watcher: Watcher = UNWATCHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A document, and when the other side's own clock says that it was made."""

    document: object
    at: datetime


class BrokenOff(requests.RequestException):
    """An answer was longer or slower than any real one."""


class Cin7Client:
    """Calls one account of Cin7 Core with one key, for one lane; all calls together take no longer than `within`."""

    def __init__(
        self,
        shared: Shared,
        credentials: Credentials,
        *,
        lane: Lane,
        record: Recorder | None = None,
        doubt: Doubter | None = None,
        within: timedelta | None = None,
    ) -> None:
        self._shared, self._lane, self._record, self._doubt = shared, lane, record, doubt
        self._within, self._opened_at = within, shared.clock.now()
        self._key = credentials.application_key.strip()
        self._headers = {
            "api-auth-accountid": credentials.account_id.strip(),
            "api-auth-applicationkey": self._key,
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        self._place = Place(shared.budget, self._key, lane, watcher=shared.watcher, sleep=shared.sleep)
        self._secrets: list[str] = []
        self.conceal(self._key)

    @property
    def clock(self) -> Clock:
        """The clock that decides whether it is too late to send."""
        return self._shared.clock

    @property
    def base_url(self) -> str:
        """Where this account's system is, with a slash at the end."""
        return self._shared.base_url.rstrip("/") + "/"

    def call(
        self,
        call: AllowedCall,
        query: Query = (),
        body: Mapping[str, object] | None = None,
        *,
        not_after: datetime | None = None,
    ) -> Answered:
        """Make one call, once, and answer its document; nothing is sent after `not_after`.

        Raises: CallNotAllowed, BudgetSpent, NotSent when it is too late, and what `answers` decides.
        """
        assert_allowed(call)
        if self._shared.guard is not None:
            self._shared.guard()
        with self._place.used(self._limits().patience):
            limits, started_at = self._limits(), self.clock.now()
            if not_after is not None and started_at > not_after:
                raise NotSent(f"{call}: it is past the moment until which this could be sent; it is planned anew.")
            sent = None if body is None else TimelyBody(as_bytes(body), not_after=not_after, clock=self.clock)
            return self._made(call, (*query, *call.fixed), sent, limits, started_at)

    def conceal(self, secret: str) -> None:
        """Keep a secret out of everything that is said or recorded."""
        self._secrets.append(secret)
        self._shared.watcher.holds(secret)

    def reserve(self) -> None:
        """Take the next call's place in the budget now. Raises: BudgetSpent, NotSent when no time is left."""
        self._place.take(self._limits().patience)

    def _limits(self) -> Limits:
        """Answer how long the next call may take. Source: architecture §8."""
        if self._within is None:
            return self._shared.limits
        left = (self._opened_at + self._within - self.clock.now()).total_seconds()
        if left <= 0:
            raise NotSent(f"Cin7 did not answer everything within {self._within.total_seconds():.0f} s.")
        return self._shared.limits.within(left)

    def _made(
        self, call: AllowedCall, query: Query, sent: TimelyBody | None, limits: Limits, started_at: datetime
    ) -> Answered:
        began = time.perf_counter()
        answer: Answer | None = None
        cause: Exception | None = None
        try:
            answer = self._exchange(call, query, sent, limits)
            verdict = judge(call, answer)
            if verdict.error is not None:  # its words go to people, and a secret has no place there
                verdict = judge(call, self._without_secrets(answer))
        except (requests.RequestException, HTTPError, OSError) as broken:
            cause, verdict = broken, unanswered(call, broken)
        seconds, detail = time.perf_counter() - began, verdict.error.detail if verdict.error else ""
        self._shared.watcher.called(
            str(call),
            self._lane,
            outcome=outcome_of(verdict.error),
            status=answer.status if answer else None,
            seconds=seconds,
            detail=detail,
        )
        if self._record is not None:
            self._record(
                Exchange(
                    method=call.method,
                    path=call.path + (f"?{urlencode(query)}" if query else ""),
                    request=None if sent is None else json.loads(sent.content),
                    status=answer.status if answer else None,
                    reply=self._without_secrets(answer).recorded() if answer else None,
                    started_at=started_at,
                    seconds=seconds,
                    error=detail,
                )
            )
        if self._doubt is not None and isinstance(verdict.error, KeyRefused):
            self._doubt(verdict.error)
        return self._settled(verdict, answer, cause)

    def _settled(self, verdict: Verdict, answer: Answer | None, cause: Exception | None) -> Answered:
        if verdict.block and verdict.error:
            self._shared.budget.block(self._key, verdict.block, verdict.error.detail)
            self._shared.watcher.blocked(outcome_of(verdict.error), verdict.block)
        if verdict.error is not None:
            raise verdict.error from cause
        stamped = http_date(answer.date) if answer else None
        return Answered(document=verdict.document, at=stamped or self.clock.now())

    def _exchange(self, call: AllowedCall, query: Query, sent: TimelyBody | None, limits: Limits) -> Answer:
        deadline = time.monotonic() + limits.whole
        with self._shared.session.request(
            call.method,
            self.base_url + call.path,
            params=list(query),
            data=sent,
            headers=self._headers,
            timeout=(limits.connect, limits.silence),
            allow_redirects=False,
            stream=True,
        ) as response:
            received = bytearray()
            while piece := _next_piece(response, limits, deadline):
                received += piece
                if len(received) > limits.size:
                    raise BrokenOff(f"{len(received)} bytes and no end")
        headers = response.headers
        return Answer(
            status=response.status_code,
            body=received.decode("utf-8-sig", errors="replace"),
            content_type=headers.get("Content-Type", ""),
            retry_after=headers.get("Retry-After", ""),
            date=headers.get("Date", ""),
        )

    def _without_secrets(self, answer: Answer) -> Answer:
        secrets = re.compile("|".join(map(re.escape, self._secrets)), re.IGNORECASE)
        return replace(answer, body=secrets.sub("[key]", answer.body))


def _next_piece(response: requests.Response, limits: Limits, deadline: float) -> bytes:
    """Read on, and let a silence in the middle of an answer not outlast what is left of the time for all of it."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise BrokenOff(f"no end within {limits.whole:.0f} s")
    sock = getattr(response.raw.connection, "sock", None)  # None in process, and where it closes after its answer
    if sock is not None:
        sock.settimeout(min(limits.silence, left))
    piece: bytes = response.raw.read1(_PIECE, decode_content=True)
    return piece


def as_bytes(body: Mapping[str, object]) -> bytes:
    """Write a body as it travels."""
    return json.dumps(body, allow_nan=False, separators=(",", ":")).encode()
