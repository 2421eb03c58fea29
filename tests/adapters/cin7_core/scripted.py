"""A transport that answers what it is told and remembers what it was sent."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from requests import PreparedRequest, Response, Session
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from urllib3.response import HTTPResponse

from adapters.cin7_core.client import Cin7Client, Shared
from adapters.cin7_core.gateway import Cin7Core
from adapters.cin7_core.session import make_session
from adapters.cin7_core.timely_body import TimelyBody
from application.ports.inventory import Recorder
from domain.call_budget import Lane
from domain.connection import Credentials
from tests.fakes.budget import UnlimitedBudget
from tests.fakes.clock import NOON, StandingClock

BASE_URL = "https://cin7.example/ExternalApi/v2/"
OPENS = Credentials(account_id="A0000000-0000-4000-8000-000000000001", application_key="Key-of-Northwind")
JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One answer to give: a status with a body, or an exception instead of one."""

    status: int = 200
    body: str = ""
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    instead: Exception | None = None


def told(document: object, **headers: str) -> Told:
    """Answer 200 with a JSON document."""
    return Told(
        body=json.dumps(document, default=float),
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


class ScriptedTransport(BaseAdapter):
    """Gives its answers in turn."""

    def __init__(self, answers: Iterable[Told]) -> None:
        super().__init__()
        self.answers = list(answers)
        self.seen: list[PreparedRequest] = []
        self.timeouts: list[tuple[float, float]] = []

    def send(self, request: PreparedRequest, *_: Any, timeout: Any = None, **__: Any) -> Response:
        if isinstance(request.body, TimelyBody):
            request.body = request.body.read()
        self.seen.append(request)
        self.timeouts.append(timeout)
        answer = self.answers.pop(0)
        if answer.instead is not None:
            raise answer.instead
        response = Response()
        response.status_code = answer.status
        response.headers = CaseInsensitiveDict({"Content-Type": answer.content_type, **answer.headers})
        response.raw = HTTPResponse(body=BytesIO(answer.body.encode()), preload_content=False)
        response.request, response.url = request, request.url or ""
        return response

    def close(self) -> None:
        """Hold nothing open."""

    def query(self, number: int = -1) -> dict[str, str]:
        """Answer the parameters of a call."""
        return dict(parse_qsl(urlsplit(self.seen[number].url or "").query))

    def body(self, number: int = -1) -> Any:
        """Answer the JSON of a call."""
        return json.loads(self.seen[number].body or b"null")


@dataclass(slots=True)
class Bench:
    """A client and an account over a script, with everything a test may want to turn or look at."""

    transport: ScriptedTransport
    budget: UnlimitedBudget = field(default_factory=UnlimitedBudget)
    clock: StandingClock = field(default_factory=StandingClock)
    slept: list[float] = field(default_factory=list)
    session: Session = field(default_factory=make_session)

    def client(
        self,
        *,
        record: Recorder | None = None,
        opened_by: Credentials = OPENS,
        within: timedelta | None = None,
        **shared: Any,
    ) -> Cin7Client:
        self.session.mount("https://cin7.example/", self.transport)
        return Cin7Client(
            Shared(
                session=self.session,
                base_url=BASE_URL,
                budget=self.budget,
                clock=self.clock,
                sleep=self.slept.append,
                **shared,
            ),
            opened_by,
            lane=Lane.ORDERS,
            record=record,
            within=within,
        )

    def account(self) -> Cin7Core:
        return Cin7Core(self.client())


def scripted(*answers: Told) -> Bench:
    """Set up an account that will be answered like this."""
    return Bench(ScriptedTransport(answers))


SOON: datetime = NOON
"""A deadline that a standing clock has just not passed."""
