"""The fake as a WSGI application: the imitated API, the control plane and a page to look at.

Source: fake-cin7.md.
"""

from typing import cast

from flask import Flask, Response, request

from adapters.fake_cin7.control.pages import pages
from adapters.fake_cin7.control.routes import control_plane
from adapters.fake_cin7.mishaps import note_mishap
from adapters.fake_cin7.routes import load_endpoints
from adapters.fake_cin7.routes.guard import HTML, NOT_FOUND_PAGE, Call, answer
from adapters.fake_cin7.state.universe import Universe

PREFIX = "externalapi/v2/"
VERBS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"]


def create_app(universe: Universe | None = None) -> Flask:
    """Build the application over a universe, a new one unless given."""
    load_endpoints()
    world = universe or Universe()
    app = Flask("fake_cin7", static_folder=None)
    app.config["UNIVERSE"] = world
    app.register_blueprint(control_plane(world))
    app.register_blueprint(pages(world))

    @app.route("/<path:path>", methods=VERBS, provide_automatic_options=False)
    def external_api(path: str) -> Response:
        if not path.casefold().startswith(PREFIX):
            return Response(NOT_FOUND_PAGE, 404, content_type=HTML)
        return _external(world, path[len(PREFIX) :].strip("/"))

    return app


def _external(universe: Universe, path: str) -> Response:
    call = Call(
        method=request.method,
        path=path,
        query=request.query_string.decode(errors="replace"),
        headers=cast("dict[str, str]", request.headers),
        body=request.get_data(cache=False),
    )
    reply = answer(universe, call)
    if reply.mishap is not None:
        note_mishap(request.environ, reply.mishap)
    response = Response(reply.body, reply.status or 502, content_type=reply.content_type)
    response.headers.extend(reply.headers)
    return response
