"""The OpenAPI document, and a page to read it with; nothing is fetched from elsewhere."""

import json
from functools import cache
from importlib.resources import files

from flask import Response, url_for
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.openapi import OpenAPI
from flask_openapi.types import ResponseDict

from entrypoints.http import described as words
from entrypoints.http.described import TITLE
from entrypoints.http.examples import recorded
from entrypoints.http.openapi import VERSION, described

REDOC = ("flask_openapi_redoc", "templates", "redoc", "js", "redoc.standalone.js")
PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{TITLE}</title>
<link rel="icon" type="image/svg+xml" href="/console/static/icon.svg">
</head>
<body style="margin:0">
<redoc spec-url="/openapi.json" hide-download-button="false"></redoc>
<noscript>This page needs JavaScript; the document itself is at <a href="/openapi.json">/openapi.json</a>.</noscript>
<script type="module" src="/docs/redoc.js"></script>
</body>
</html>
"""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:;"
    " connect-src 'self'; worker-src blob:; frame-ancestors 'none'; base-uri 'none'"
)
"""Redoc writes its styles into the page and searches in a worker of its own making; of its own accord it would also
tell its makers who reads what, which `connect-src` forbids."""

START: ResponseDict = {302: {"description": "Leads to the console"}}
DOCUMENT: ResponseDict = {
    200: {
        "description": "The document that describes this API",
        "content": {"application/json": {"schema": {"type": "object"}, "example": {"openapi": VERSION}}},
    }
}
SHOWN: ResponseDict = {
    200: {"description": "A page for browsers", "content": {"text/html": {"schema": {"type": "string"}}}}
}


def documents(app: OpenAPI) -> APIBlueprint:
    """Build the pages about this API, and where a visitor begins."""
    pages = APIBlueprint("documents", __name__, abp_tags=words.tag("Pages", words.PAGES))
    whole = cache(lambda: described(app, recorded()))

    @pages.get("/", responses=START)
    def start() -> Response:
        """Lead to the console."""
        return Response(status=302, headers={"Location": url_for("console.home")})

    @pages.get("/openapi.json", responses=DOCUMENT)
    def openapi() -> Response:
        """Answer the OpenAPI 3.1 document."""
        text = json.dumps(whole(), ensure_ascii=False)
        return Response(text, content_type="application/json", headers={"Cache-Control": "no-cache"})

    @pages.get("/docs", responses=SHOWN)
    def docs() -> Response:
        """Answer a page that shows it."""
        return Response(PAGE, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY})

    @pages.get("/docs/redoc.js", doc_ui=False)
    def redoc() -> Response:
        """Answer Redoc itself, from the installed package."""
        script = files(REDOC[0]).joinpath(*REDOC[1:]).read_bytes()
        return Response(
            script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "public, max-age=86400"}
        )

    return pages
