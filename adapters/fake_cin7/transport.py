"""The fake behind a `requests` session, in this process: no port, no thread, real exceptions.

Source: fake-cin7.md ("also mountable in process"); architecture §7.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from requests.exceptions import ConnectionError as ConnectionBroken
from requests.exceptions import ReadTimeout
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPHeaderDict
from urllib3.response import HTTPResponse
from werkzeug.test import EnvironBuilder, run_wsgi_app

from adapters.fake_cin7.app import create_app
from adapters.fake_cin7.mishaps import mishap_of
from adapters.fake_cin7.state.faults import COMMIT_THEN_RESET, COMMIT_THEN_TIMEOUT, RESET, TIMEOUT, Action
from adapters.fake_cin7.state.universe import Universe

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Timeouts = float | tuple[float | None, float | None] | None


class FakeTransport(BaseAdapter):
    """Mount it under any prefix: `session.mount("https://inventory.dearsystems.com/", FakeTransport(universe))`."""

    def __init__(self, universe: Universe | None = None) -> None:
        super().__init__()
        self.universe = universe or Universe()
        self.app = create_app(self.universe)

    def send(  # noqa: PLR0917 - the signature is requests' own
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002 - the signature is requests' own
        timeout: Timeouts = None,
        verify: bool | str = True,  # noqa: FBT001, FBT002 - the signature is requests' own
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """Run the call through the application.

        Raises: requests' ConnectionError and ReadTimeout when a fault says so, at once and without waiting.
        """
        del stream, verify, cert, proxies
        heard: dict[str, object] = {}

        def overheard(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            # werkzeug hands the application a copy of the environment, and word of a mishap is left in that one
            try:
                return self.app(environ, start_response)
            finally:
                heard.update(environ)

        chunks, status, headers = run_wsgi_app(overheard, _environ(request), buffered=True)
        mishap = mishap_of(heard)
        if mishap is not None:
            _strike(mishap, request, timeout)
        return _response(request, b"".join(chunks), status, HTTPHeaderDict(headers.items()))

    def close(self) -> None:
        """Nothing is held open."""


def _environ(request: PreparedRequest) -> dict[str, object]:
    parts = urlsplit(request.url or "")
    body = request.body or b""
    builder = EnvironBuilder(
        method=request.method or "GET",
        path=parts.path or "/",
        query_string=parts.query,
        base_url=f"{parts.scheme}://{parts.netloc}",
        headers=list(request.headers.items()),
        data=body.encode() if isinstance(body, str) else body,
    )
    try:
        return builder.get_environ()
    finally:
        builder.close()


def _strike(mishap: Action, request: PreparedRequest, timeout: Timeouts) -> None:
    if mishap.word in (RESET, COMMIT_THEN_RESET):
        raise ConnectionBroken("Connection aborted: connection reset by peer", request=request)
    if mishap.word in (TIMEOUT, COMMIT_THEN_TIMEOUT):
        raise ReadTimeout("Read timed out.", request=request)
    patience = timeout[1] if isinstance(timeout, tuple) else timeout
    if mishap.slow is not None and patience is not None and mishap.slow > patience:
        raise ReadTimeout(f"Read timed out. (read timeout={patience})", request=request)


def _response(request: PreparedRequest, body: bytes, status: str, headers: HTTPHeaderDict) -> Response:
    code, _, reason = status.partition(" ")
    response = Response()
    response.status_code = int(code)
    response.reason = reason
    response.headers = CaseInsensitiveDict(headers.items())
    response.encoding = "utf-8"
    response.raw = HTTPResponse(
        body=BytesIO(body), headers=headers, status=int(code), reason=reason, preload_content=False
    )
    response.url = request.url or ""
    response.request = request
    response.elapsed = timedelta(0)
    return response
