"""What is refused, described once for every call: each status with every code that it can carry."""

from typing import Any

from entrypoints.http.described import REFUSED
from entrypoints.http.examples import Examples
from entrypoints.http.schemas.problems import TYPE, ProblemDocument, item
from entrypoints.problem_catalogue import ENTRIES, Entry

HEADERS: dict[int, dict[str, Any]] = {
    401: {
        "WWW-Authenticate": {"description": "Which kind of token is asked for.", "schema": {"type": "string"}},
    },
    503: {
        "Retry-After": {"description": "After how many seconds to try again.", "schema": {"type": "integer"}},
    },
}


def refusals(examples: Examples) -> dict[str, Any]:
    """Answer a description of each status that is a refusal. Source: RFC 9457."""
    return {f"Refused{status}": _refusal(status, words, examples) for status, words in REFUSED.items()}


def _refusal(status: int, words: str, examples: Examples) -> dict[str, Any]:
    shown = {
        code: {"summary": entry.kind.what, "value": examples.problems.get(code) or _made_up(entry)}
        for code, entry in ENTRIES.items()
        if entry.status == status
    }
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": shown}
    headers = {"headers": HEADERS[status]} if status in HEADERS else {}
    return {"description": words, **headers, "content": {"application/problem+json": content}}


def _made_up(entry: Entry) -> dict[str, Any]:
    """Answer what such a refusal looks like, where none was recorded because it cannot be provoked at will."""
    return ProblemDocument(
        type=TYPE + entry.code,
        title=entry.kind.what,
        status=entry.status or 500,
        detail=entry.kind.what,
        instance="/v1/suppliers/northwind/orders/UP-1001",
        problems=[item(entry.code, entry.kind.what)],
        reference="00000000000000000000000000000000",
    ).model_dump(mode="json")
