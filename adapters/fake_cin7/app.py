"""The fake as a WSGI application: the imitated API, the control plane and a page to look at.

Source: fake-cin7.md.
"""

from collections.abc import Iterable
from functools import cache
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication

from flask import Flask, Response, request
from werkzeug.local import LocalProxy

from adapters.fake_cin7.control.pages import pages
from adapters.fake_cin7.control.routes import control_plane
from adapters.fake_cin7.mishaps import note_mishap
from adapters.fake_cin7.routes import load_endpoints
from adapters.fake_cin7.routes.guard import HTML, NOT_FOUND_PAGE, Call, answer
from adapters.fake_cin7.state.universe import Universe

PREFIX = "/externalapi/v2/"
ORDINARY = (("Cache-Control", "no-cache"), ("Set-Cookie", "ARRAffinity=5ca1ab1e; Path=/; HttpOnly"))
"""What every answer carries besides its type. Source: ref §1.1 (L): cache headers and affinity cookies."""

_WORLD = "fake_cin7.universe"
_CREDENTIALS = {
    "api-auth-accountid": "HTTP_API_AUTH_ACCOUNTID",
    "api-auth-applicationkey": "HTTP_API_AUTH_APPLICATIONKEY",
}


def create_app(universe: Universe | None = None) -> WSGIApplication:
    """Build the application over a universe, a new one unless given.

    The imitated API does not pass through Flask's routing: it wants paths in any case, and speed.
    """
    load_endpoints()
    world = universe or Universe()

    def look_from_above(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        return _above()({**environ, _WORLD: world}, start_response)

    return external_api(world, look_from_above)


@cache
def _above() -> Flask:
    """Build what lies around the imitated API once for all universes: it takes longer than most conversations."""
    world = cast("Universe", LocalProxy(lambda: request.environ[_WORLD]))
    app = Flask("fake_cin7", static_folder=None)
    app.register_blueprint(control_plane(world))
    app.register_blueprint(pages(world))
    app.register_error_handler(404, lambda _: Response(NOT_FOUND_PAGE, 404, content_type=HTML))
    return app


def external_api(universe: Universe, otherwise: WSGIApplication) -> WSGIApplication:
    """Serve `/ExternalApi/v2/…` in any case, and hand everything else on.

    Source: ref §1.1 (D, C(4)).
    """

    def serve(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if path[: len(PREFIX)].casefold() != PREFIX:
            return otherwise(environ, start_response)
        return _external(universe, path[len(PREFIX) :].strip("/"), environ, start_response)

    return serve


def _external(universe: Universe, path: str, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    call = Call(
        method=environ["REQUEST_METHOD"],
        path=path.encode("latin-1").decode("utf-8", "replace"),
        query=environ.get("QUERY_STRING", ""),
        headers={name: environ.get(key, "") for name, key in _CREDENTIALS.items()},
        body=_body(environ),
    )
    reply = answer(universe, call)
    if reply.mishap is not None:
        note_mishap(environ, reply.mishap)
    status = reply.status or 502
    body = reply.body.encode()
    headers = [("Content-Type", reply.content_type), ("Content-Length", str(len(body))), *ORDINARY]
    headers += [(name, quote(value, safe=":/ ,?=&")) for name, value in reply.headers.items()]
    start_response(f"{status} {HTTPStatus(status).phrase if status in _STATUSES else 'Unknown'}", headers)
    return [b"" if call.method == "HEAD" else body]


_STATUSES = frozenset(int(status) for status in HTTPStatus)


def _body(environ: dict[str, Any]) -> bytes:
    """Read a body, sent whole or in chunks."""
    if environ.get("wsgi.input_terminated"):
        return bytes(environ["wsgi.input"].read())
    length = int(environ.get("CONTENT_LENGTH") or 0)
    return bytes(environ["wsgi.input"].read(length)) if length else b""
