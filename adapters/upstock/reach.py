"""Whether Upstock answers and accepts our signature: asked with words that say nothing, unsigned and signed.

Source: contract, "What we tell Upstock" (Standard Webhooks).
"""

from typing import Final
from uuid import uuid4

import requests
from standardwebhooks import Webhook

from adapters.upstock.client import Limits, Unanswered, make_session, post
from application.ports.clock import Clock
from application.ports.reach import Hearing, Knock, Reach

NOTHING: Final = "{}"
"""No type, no supplier, no data: whoever understands events finds none in it."""

_STRANGER, _NOBODY_HERE = (401, 403), (404, 405, 410)


class UpstockReach(Reach):
    """Upstock at one address, with the secret that our events are signed with."""

    def __init__(self, url: str, secret: str, *, clock: Clock, session: requests.Session | None = None) -> None:
        self._url, self._webhook, self._clock = url, Webhook(secret), clock
        self._session, self._limits = session or make_session(), Limits(silence=10.0)

    def knock(self) -> Knock:
        """Say nothing twice: a stranger should be turned away, and we should not."""
        try:
            unsigned, signed = self._said({}), self._said(self._signature())
        except Unanswered as silence:
            return Knock(hearing=Hearing.DEAF, detail=str(silence))
        return Knock(hearing=_heard(unsigned, signed), detail=f"it answered {unsigned} unsigned and {signed} signed")

    def _said(self, headers: dict[str, str]) -> int:
        sent = {"Content-Type": "application/json", **headers}
        return post(self._session, self._url, NOTHING.encode(), sent, self._limits).status

    def _signature(self) -> dict[str, str]:
        name, now = f"probe-{uuid4().hex}", self._clock.now()
        signature = self._webhook.sign(msg_id=name, timestamp=now, data=NOTHING)
        stamp = str(int(now.timestamp()))
        return {"webhook-id": name, "webhook-timestamp": stamp, "webhook-signature": signature}


def _heard(unsigned: int, signed: int) -> Hearing:
    if unsigned in _NOBODY_HERE or 300 <= unsigned < 400:
        return Hearing.WRONG_DOOR
    if unsigned < 300:
        return Hearing.TRUSTS_ANYBODY
    if unsigned not in _STRANGER:
        return Hearing.UNSURE
    return Hearing.DISTRUSTS if signed in _STRANGER else Hearing.HEARD
