"""One POST to Upstock: no cookie, no redirect, no retry, and never longer than it may take.

Source: architecture §6.1.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Final

import requests
from requests.adapters import HTTPAdapter
from requests.models import PreparedRequest
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

POOL: Final = 16  # idle connections kept; one delivery a supplier at a time, a few suppliers at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long one delivery may take, and how much of an answer is read.

    Units: seconds and bytes; `silence` is the longest gap between two bytes.
    """

    connect: float = 5.0
    silence: float = 20.0
    whole: float = 20.0
    size: int = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back: only as much as people need to see."""

    status: int
    text: str
    retry_after: str


class Unanswered(Exception):
    """No answer came back; the message says why and holds neither address nor secret."""


class _StayingSession(requests.Session):
    """A session that does not even read where a redirect leads: signed bodies must not travel to another host."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002  # requests' own signature
        """Answer that there is none."""
        return None


def make_session() -> requests.Session:
    """Make a session without cookies, redirects, transport retries or passwords from a file; proxies stay in force."""
    session = _StayingSession()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.auth = _as_it_is
    session.headers["User-Agent"] = "upstock-cin7"
    connections = HTTPAdapter(
        pool_connections=2, pool_maxsize=POOL, max_retries=Retry(total=0, read=False, redirect=False)
    )
    session.mount("https://", connections)
    session.mount("http://", connections)
    return session


def post(session: requests.Session, url: str, body: bytes, headers: Mapping[str, str], limits: Limits) -> Reply:
    """Send a body once. Raises: Unanswered."""
    try:
        with session.post(
            url,
            data=body,
            headers=dict(headers),
            timeout=(limits.connect, limits.silence),
            allow_redirects=False,
            stream=True,
        ) as response:
            return Reply(
                status=response.status_code,
                text=_beginning(response, limits),
                retry_after=response.headers.get("Retry-After", ""),
            )
    except (requests.RequestException, HTTPError, OSError) as broken:
        raise Unanswered(_why(broken)) from broken


def _beginning(response: requests.Response, limits: Limits) -> str:
    """Read what an answer begins with; acknowledgements need no more, and some never end."""
    deadline, received = time.monotonic() + limits.whole, bytearray()
    while len(received) < limits.size and time.monotonic() < deadline:
        piece = response.raw.read1(limits.size, decode_content=True)
        if not piece:
            break
        received += piece
    return received[: limits.size].decode("utf-8", errors="replace")


def _why(broken: Exception) -> str:
    if isinstance(broken, requests.ConnectTimeout):
        return "no connection within the time for it"
    if isinstance(broken, requests.Timeout):
        return "no answer within the time for it"
    if isinstance(broken, requests.exceptions.SSLError):
        return "no secure connection: its certificate was not accepted"
    return f"no connection, or it broke ({type(broken).__name__})"


def _as_it_is(request: PreparedRequest) -> PreparedRequest:
    """Stand where requests would else put a password of ~/.netrc."""
    return request
