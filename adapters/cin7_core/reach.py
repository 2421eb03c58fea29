"""Whether Cin7 Core answers at all: asked who we are, without saying it, which it refuses.

Source: ref §1.1, §1.3; architecture §6.1.
"""

import requests
from urllib3.exceptions import HTTPError

from adapters.cin7_core.allowed_calls import ME
from adapters.cin7_core.reading import http_date
from application.ports.reach import Hearing, Knock, Reach

CONNECT, SILENCE = 5.0, 10.0  # seconds
_ASKS_FOR_A_KEY = (400, 401, 403)
"""Answers to a call without a key, which counts against nobody's limit."""


class Cin7Reach(Reach):
    """Cin7 Core at one address."""

    def __init__(self, session: requests.Session, base_url: str) -> None:
        self._session, self._base_url = session, base_url

    def knock(self) -> Knock:
        """Call without any key: a refusal is what is expected."""
        try:
            with self._session.request(
                ME.method, self._base_url + ME.path, timeout=(CONNECT, SILENCE), allow_redirects=False, stream=True
            ) as answer:
                status, clock = answer.status_code, http_date(answer.headers.get("Date", ""))
        except (requests.RequestException, HTTPError, OSError) as broken:
            return Knock(hearing=Hearing.DEAF, detail=_why(broken))
        if status in _ASKS_FOR_A_KEY:
            return Knock(hearing=Hearing.HEARD, clock=clock)
        kind = Hearing.UNSURE if status >= 500 or status == 429 else Hearing.WRONG_DOOR
        return Knock(hearing=kind, detail=f"it answered {status} to a call without a key", clock=clock)


def _why(broken: Exception) -> str:
    """Answer what lies behind it, without the address that everything in between repeats."""
    behind = getattr(broken.args[0], "reason", broken) if broken.args else broken
    return f"{type(behind).__name__}: {str(behind).rpartition('): ')[2][:200]}"
