"""The one HTTP session that all suppliers' calls share, made so that nothing of one can reach another.

Source: architecture §6.1.
"""

import socket
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.models import PreparedRequest
from urllib3.connection import HTTPConnection
from urllib3.util import Retry

POOL = 32  # idle connections kept; more calls at once get their own, since waiting for one would outlast a claim
_IDLE_PROBES = (("TCP_KEEPIDLE", 45), ("TCP_KEEPINTVL", 15), ("TCP_KEEPCNT", 3))


class LivelyConnections(HTTPAdapter):
    """Connections that are probed while idle, so that one dropped silently is noticed before a write uses it.

    A load balancer forgets connections after some minutes; without probes the next order would be sent into nowhere
    and its outcome unknown until a look.
    """

    def init_poolmanager(self, *args: object, **options: object) -> None:
        """Make the pool with its probes on."""
        options["socket_options"] = _probing()
        super().init_poolmanager(*args, **options)  # type: ignore[arg-type]  # handed on as they came


class StayingSession(requests.Session):
    """A session that follows no redirect and does not even read where one leads.

    A redirected POST becomes a GET, keys must not travel to another host, and a broken address in the answer to a
    write must not look like a request that was never sent.
    """

    def __init__(self) -> None:
        super().__init__()
        self._settled: dict[tuple[object, ...], Any] = {}

    def merge_environment_settings(  # as requests hands it on
        self, url: str | bytes | None, proxies: Any, stream: Any, verify: Any, cert: Any
    ) -> Any:
        """Read what the environment says of proxies and certificates once for each host.

        Reading it for every call takes a twentieth of all that an order costs, and nobody changes the environment of a
        process that runs.
        """
        asked = (urlsplit(url).netloc, stream, verify, cert)
        if proxies or asked not in self._settled:
            self._settled[asked] = super().merge_environment_settings(url, proxies, stream, verify, cert)
        return self._settled[asked]

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002  # requests' own signature
        """Answer that there is none."""
        return None


def make_session() -> requests.Session:
    """Make a session without cookies, redirects, transport retries or passwords from a file.

    Cin7 sets affinity cookies, and a shared jar would mix suppliers; a retried create would make two sales; proxies
    of the environment stay in force.

    Source: architecture §6.1.
    """
    session = StayingSession()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.auth = _as_it_is
    session.headers["User-Agent"] = "upstock-cin7"
    connections = LivelyConnections(
        pool_connections=4, pool_maxsize=POOL, max_retries=Retry(total=0, read=False, redirect=False)
    )
    session.mount("https://", connections)
    session.mount("http://", connections)
    return session


def _as_it_is(request: PreparedRequest) -> PreparedRequest:
    """Stand where requests would else put a password of ~/.netrc."""
    return request


def _probing() -> list[tuple[int, int, int | bytes]]:
    options = [*HTTPConnection.default_socket_options, (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)]
    for name, value in _IDLE_PROBES:
        if (option := getattr(socket, name, None)) is not None:  # not every system has each of them
            options.append((socket.IPPROTO_TCP, option, value))
    return options
