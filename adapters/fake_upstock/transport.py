"""The fake behind a `requests` session, in this process: no port, no thread, real exceptions."""

from collections.abc import Iterable, Mapping
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

from adapters.fake_upstock.app import create_app
from adapters.fake_upstock.faults import COMMIT_THEN_RESET, RESET, Action
from adapters.fake_upstock.inbox import Inbox
from adapters.fake_upstock.mishaps import mishap_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Timeouts = float | tuple[float | None, float | None] | None


class FakeTransport(BaseAdapter):
    """Mount it under any prefix: `session.mount("https://upstock.invalid", FakeTransport(inbox))`."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._app = create_app(inbox)

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
                return self._app(environ, start_response)
            finally:
                heard.update(environ)

        chunks, status, headers = run_wsgi_app(overheard, _environ(request), buffered=True)
        if mishap := mishap_of(heard):
            _strike(mishap, request, timeout)
        return _response(request, b"".join(chunks), status, HTTPHeaderDict(headers.items()))

    def close(self) -> None:
        """Nothing is held open."""


def _environ(request: PreparedRequest) -> dict[str, object]:
    parts, body = urlsplit(request.url or ""), request.body or b""
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
    patience = timeout[1] if isinstance(timeout, tuple) else timeout
    if mishap.loses_the_answer or (mishap.slow and patience is not None and mishap.slow > patience):
        raise ReadTimeout("Read timed out.", request=request)


def _response(request: PreparedRequest, body: bytes, status: str, headers: HTTPHeaderDict) -> Response:
    code, _, reason = status.partition(" ")
    response = Response()
    response.status_code, response.reason = int(code), reason
    response.headers = CaseInsensitiveDict(headers)
    response.raw = HTTPResponse(body=BytesIO(body), headers=headers, status=int(code), preload_content=False)
    response.url, response.request = request.url or "", request
    return response
