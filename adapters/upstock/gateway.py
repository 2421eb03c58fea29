"""Telling Upstock over HTTP: signed as Standard Webhooks describes it, one attempt, an outcome.

Source: contract, "What we tell Upstock"; architecture §6.6.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import requests
from standardwebhooks import Webhook

from adapters.upstock.client import Limits, Reply, Unanswered, make_session, post
from adapters.upstock.mapping import as_text, body_of
from application.ports.clock import Clock
from application.ports.storage.publishing import Notice
from application.ports.storefront import Answer, Reception, Storefront

SHOWN: Final = 300  # characters of an answer that people are shown
LONGEST_ASKED: Final = timedelta(hours=1)  # a longer Retry-After is a slip, and would keep a customer waiting

_LATER = (408, 425, 429)
_WRONG_DOOR = {
    401: "the signature was not accepted: UPSTOCK_SIGNING_SECRET must be the one that Upstock has",
    403: "we may not call it: UPSTOCK_SIGNING_SECRET must be the one that Upstock has",
    404: "nothing is there: check UPSTOCK_URL",
    405: "it takes no events: check UPSTOCK_URL",
    407: "a proxy wants a password: check the proxy of this machine",
}
"""Answers that have nothing to do with the event: the next one would get the same."""


class Upstock(Storefront):
    """The storefront behind one address; nothing of it belongs to one supplier.

    Shape: `guard` raises while a unit of work is open in this thread, since no transaction may wait for a call.
    """

    def __init__(
        self,
        url: str,
        secret: str,
        *,
        clock: Clock,
        session: requests.Session | None = None,
        limits: Limits | None = None,
        guard: Callable[[], None] | None = None,
    ) -> None:
        self._url, self._clock, self._guard = url, clock, guard
        self._webhook = Webhook(secret)
        self._session, self._limits = session or make_session(), limits or Limits()
        self._hidden = re.compile(re.escape(secret.removeprefix("whsec_")))

    def deliver(self, notice: Notice) -> Answer:
        """Send it once; whatever happens is an answer."""
        if self._guard:
            self._guard()
        text, now = as_text(body_of(notice)), self._clock.now()
        headers = {
            "Content-Type": "application/json",
            "webhook-id": notice.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._webhook.sign(msg_id=notice.id, timestamp=now, data=text),
        }
        try:
            reply = post(self._session, self._url, text.encode(), headers, self._limits)
        except Unanswered as silence:
            return Answer(reception=Reception.NOT_HEARD, detail=f"Upstock did not answer: {silence}.")
        return self._judged(reply)

    def _judged(self, reply: Reply) -> Answer:
        """Read what an answer means. Source: architecture §6.6 (410 stops a subject)."""
        if 200 <= reply.status < 300:
            return Answer(reception=Reception.HEARD)
        said = self._said(reply)
        if reply.status == 410:
            return Answer(reception=Reception.GONE, detail=said)
        if reply.status >= 500 or reply.status in _LATER:
            return Answer(reception=Reception.NOT_HEARD, detail=said, retry_after=_asked(reply.retry_after))
        if reply.status < 400 or reply.status in _WRONG_DOOR:
            return Answer(reception=Reception.NOT_HEARD, detail=said)
        return Answer(reception=Reception.REFUSED, detail=said)

    def _said(self, reply: Reply) -> str:
        hint = _WRONG_DOOR.get(reply.status) or ("it leads elsewhere: check UPSTOCK_URL" if reply.status < 400 else "")
        words = self._hidden.sub("[hidden]", " ".join(reply.text.split()))[:SHOWN]
        return " · ".join(part for part in (f"Upstock answered {reply.status}", hint, words) if part)


def _asked(retry_after: str) -> timedelta:
    """Read how long Upstock wants to be left alone; a date, which few send, counts as nothing."""
    leading = re.match(r"\d{1,9}", retry_after.strip())
    return min(timedelta(seconds=int(leading[0])), LONGEST_ASKED) if leading else timedelta(0)
