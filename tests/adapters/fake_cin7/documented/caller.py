"""Calls the fake as a client over WSGI does, and drives its control plane."""

from dataclasses import dataclass, field
from typing import Any
from wsgiref.types import WSGIApplication

from werkzeug.test import Client, TestResponse

from adapters.fake_cin7 import create_app

ACCOUNT_ID = "0b1f0c3e-5d1a-4f0e-9d53-7d2f6c0e8a01"
APPLICATION_KEY = "5a4c9c0e-1111-4c1d-8e1e-2f6f0a9b7c02"
PREFIX = "/ExternalApi/v2/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: the status, the headers and the body, parsed when it is JSON."""

    status: int
    text: str
    json: Any
    headers: dict[str, str]

    @property
    def accepted(self) -> bool:
        """Say whether the call did what it asked for."""
        return 200 <= self.status < 300

    @property
    def errors(self) -> list[dict[str, Any]]:
        """Return the entries of the error array. Source: ref §1.5."""
        entries = self.json if isinstance(self.json, list) else [self.json]
        return [entry for entry in entries if isinstance(entry, dict) and "Exception" in entry]


class Refused(AssertionError):
    """A call that had to succeed was refused; the answer is quoted."""

    def __init__(self, answer: Answer, call: str) -> None:
        super().__init__(f"{call} was refused with {answer.status}: {answer.text[:500]}")
        self.answer = answer


@dataclass(slots=True)
class Caller:
    """One client of one account, alone in a fake of its own."""

    app: WSGIApplication = field(default_factory=create_app)
    headers: dict[str, str] = field(
        default_factory=lambda: {
            "api-auth-accountid": ACCOUNT_ID,
            "api-auth-applicationkey": APPLICATION_KEY,
        }
    )

    def open_account(self, seed: dict[str, Any], **switches: Any) -> "Caller":
        """Create the account from a seed document; the rate limit is off unless a switch says otherwise."""
        document = seed | {
            "account_id": ACCOUNT_ID,
            "application_keys": [APPLICATION_KEY],
            "switches": {"throttle": "off"} | switches,
        }
        made = self.control("POST", "accounts", document)
        if made.status != 201:
            raise AssertionError(f"POST /_fake/accounts answered {made.status}: {made.text[:500]}")
        return self

    def call(self, verb: str, path: str, body: Any = None, **query: Any) -> Answer:
        """Call the API; `path` is what follows /ExternalApi/v2/ and may carry a query of its own."""
        return self._send(verb, PREFIX + path.lstrip("/"), body, query)

    def control(self, verb: str, path: str, body: Any = None) -> Answer:
        """Call the control plane; `path` is what follows /_fake/."""
        return self._send(verb, "/_fake/" + path, body, {})

    def get(self, path: str, **query: Any) -> Any:
        """Return the JSON of a GET that must succeed."""
        return self.must("GET", path, None, **query)

    def must(self, verb: str, path: str, body: Any = None, **query: Any) -> Any:
        """Return the JSON of a call that must succeed; a refusal is quoted."""
        answer = self.call(verb, path, body, **query)
        if not answer.accepted:
            raise Refused(answer, f"{verb} {path} {query or ''}")
        return answer.json

    def _send(self, verb: str, path: str, body: Any, query: dict[str, Any]) -> Answer:
        response: TestResponse = Client(self.app, TestResponse).open(
            path, method=verb, query_string=query or None, headers=self.headers, json=body
        )
        parsed = response.get_json(silent=True) if response.is_json else None
        return Answer(
            status=response.status_code,
            text=response.get_data(as_text=True),
            json=parsed,
            headers=dict(response.headers),
        )
