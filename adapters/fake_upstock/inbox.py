"""Everything that arrives: verified, counted once, kept in a list.

Source: contract, "What we tell Upstock" (at least once, the id stable over retries; a 2xx acknowledges).
"""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from adapters.fake_upstock.faults import Action, Fault
from adapters.fake_upstock.shop import NotUnderstood, Shop, WrongOrder, subject_of
from adapters.fake_upstock.signature import BadSignature, new_secret, verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One delivery: what it was, and what became of it. Shape: `status` is what was, or would have been, answered."""

    at: str
    id: str
    type: str
    supplier: str
    subject: str
    status: int
    outcome: str
    body: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer to a delivery; `mishap` is what happens to it on its way back."""

    received: Received
    mishap: Action | None = None


@dataclass(slots=True)
class Inbox:
    """All shops of this Upstock, and everything that ever arrived. Shape: `clock` is given by tests."""

    secret: str = field(default_factory=new_secret, repr=False)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    shops: dict[str, Shop] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    _seen: set[str] = field(default_factory=set)

    def take(self, headers: Mapping[str, str], raw: bytes) -> Verdict:
        """Receive a delivery, and say what to answer."""
        with self.lock:
            verdict = self._judged(headers, raw)
            self.received.append(verdict.received)
            return verdict

    def reset(self) -> None:
        """Forget everything but the secret."""
        with self.lock:
            self.shops.clear()
            self.received.clear()
            self.faults.clear()
            self._seen.clear()

    def _judged(self, headers: Mapping[str, str], raw: bytes) -> Verdict:
        told = _Told(id=headers.get("webhook-id", ""))
        try:
            verify(self.secret, headers, raw, self.clock())
            told = _Told.read(told.id, raw)
            return self._applied(told)
        except BadSignature as wrong:
            return self._answer(told, 401, str(wrong))
        except WrongOrder as wrong:
            return self._answer(told, 409, str(wrong))
        except NotUnderstood as wrong:
            return self._answer(told, 422, str(wrong))
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            return self._answer(told, 422, f"It is not what the contract describes: {type(wrong).__name__} {wrong}")

    def _applied(self, told: "_Told") -> Verdict:
        fault = next((fault for fault in self.faults if fault.strikes(told.body["type"], told.subject)), None)
        mishap = fault.action if fault else None
        if mishap and not mishap.commits:
            return self._answer(told, mishap.status or 0, f"fault: {mishap.name}", mishap)
        if told.id in self._seen:
            return self._answer(told, 200, "repeat, dropped", mishap)
        shop = self.shops.get(told.body["supplier"]) or Shop()
        shop.take(told.body["type"], told.subject, told.body["timestamp"], told.body["data"])
        self.shops[told.body["supplier"]] = shop
        self._seen.add(told.id)
        return self._answer(told, 200, "applied", mishap)

    def _answer(self, told: "_Told", status: int, outcome: str, mishap: Action | None = None) -> Verdict:
        received = Received(
            at=self.clock().isoformat(),
            id=told.id,
            type=told.body.get("type", ""),
            supplier=told.body.get("supplier", ""),
            subject=told.subject,
            status=status,
            outcome=outcome,
            body=told.body or None,
        )
        return Verdict(received=received, mishap=mishap)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A message as far as it could be read."""

    id: str
    body: dict[str, Any] = field(default_factory=dict)
    subject: str = ""

    @classmethod
    def read(cls, message: str, raw: bytes) -> "_Told":
        """Read a body. Raises: KeyError, TypeError, ValueError, AttributeError for what is none."""
        body = json.loads(raw)
        return cls(id=message, body=body, subject=subject_of(body["type"], body["data"]))
