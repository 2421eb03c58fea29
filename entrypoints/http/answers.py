"""Answers: one JSON document, and what every answer carries."""

import time

from flask import Flask, Response, g, request
from pydantic import BaseModel

from entrypoints import logs
from entrypoints.http.problems import reference

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""On every answer that does not say otherwise. Source: architecture §14."""

QUIET = ("health", "figures")
"""Groups of endpoints that are asked every few seconds, and logged only when they fail."""


def answer(document: BaseModel, status: int = 200) -> Response:
    """Answer a document as JSON, by the names that the contract gives its fields."""
    return Response(document.model_dump_json(by_alias=True), status=status, content_type="application/json")


def register(app: Flask) -> None:
    """Give every answer its headers, and every request its line in the log."""
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> None:
    g.began = time.perf_counter()
    said = request.view_args or {}
    about = {"supplier": said.get("supplier"), "order": said.get("number")}
    logs.during(request_id=reference(), **{name: str(value) for name, value in about.items() if value})


def _finish(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["X-Request-Id"] = reference()
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="upstock-cin7"'
    if request.blueprint in QUIET and response.status_code < 400:
        return response
    actor = g.get("actor")
    logs.info(
        logs.HTTP_REQUEST,
        method=request.method,
        route=request.url_rule.rule if request.url_rule else "",
        supplier=(request.view_args or {}).get("supplier", ""),
        actor=actor.name if actor else "",
        status=response.status_code,
        ms=round((time.perf_counter() - g.began) * 1000, 1),
    )
    return response
