"""Somebody who receives webhooks, and a company that sends them."""

import json
from collections.abc import Mapping
from typing import Any

from adapters.fake_cin7 import Universe
from tests.adapters.fake_cin7.company import Company

URL = "http://127.0.0.1:9/hook"
BODY = {"Type": "Sale/Created", "IsActive": True, "ExternalURL": URL, "ExternalAuthorizationType": "noauth"}


class Listener:
    """Somebody who receives webhooks, and can be out."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Any]] = []
        self.headers: list[Mapping[str, str]] = []
        self.answer: int | None = 204
        self.attempts = 0

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        self.attempts += 1
        if self.answer is None:
            raise ConnectionRefusedError
        assert url == URL
        payload = json.loads(body)
        self.heard.append((payload["EventType"] if isinstance(payload, dict) else "array", payload))
        self.headers.append(headers)
        return self.answer

    def events(self) -> list[str]:
        return [kind for kind, _ in self.heard]


def listening(*kinds: str, **switches: str) -> tuple[Company, Listener]:
    listener = Listener()
    company = Company(Universe(sender=listener))
    company.universe.clock.stand_still(company.universe.clock.now())
    company.turn(**switches)
    for kind in kinds:
        company.post("webhooks", {**BODY, "Type": kind})
    return company, listener


def heard(listener: Listener, kind: str) -> Any:
    return next(payload for name, payload in listener.heard if name == kind)
