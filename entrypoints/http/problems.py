"""Every exception as a problem document, by one table.

Source: RFC 9457; architecture §8. Raise where the meaning is known; it is translated here and nowhere else.
"""

import math
import uuid

from flask import Flask, Response, g, request
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge

from application.ordering.approve_order import ApprovedDifferently
from application.ports.errors import CredentialsRefused, NotSent, Refused, Unavailable, Unclear, UnexpectedReply
from application.ports.storage.unit_of_work import AlreadyStored, LostRace, StorageUnavailable, TablesMissing
from domain.approved_order import Difference, escaped
from domain.errors import Conflict, DomainError, InvalidValue, NotThere
from domain.linking import CannotBeLinked
from entrypoints import logs
from entrypoints.console.desk import Refusal
from entrypoints.http.reading import RequestRefused
from entrypoints.http.schemas.problems import TYPE, ProblemDocument, ProblemItem, item
from entrypoints.problem_catalogue import ALL

TABLE: tuple[tuple[type[Exception], int, str], ...] = (
    (NotThere, 404, "not_found"),
    (Conflict, 409, ""),
    (DomainError, 422, ""),
    (CredentialsRefused, 422, "credentials_refused"),
    (Refused, 422, "refused_by_cin7"),
    (NotSent, 503, "try_later"),
    (Unavailable, 503, "try_later"),
    (Unclear, 503, "try_later"),
    (UnexpectedReply, 502, "unexpected_reply"),
    (TablesMissing, 503, "tables_missing"),
    (StorageUnavailable, 503, "storage_unavailable"),
    (LostRace, 409, "changed_meanwhile"),
    (AlreadyStored, 409, "changed_meanwhile"),
)
"""What is raised, its status, and its code; no code means the exception's own. The first row that fits counts."""

EXPECTED = tuple(kind for kind, _, _ in TABLE)
"""Every exception that is a refusal, not a bug of ours."""

HTTP_CODES = {404: "no_such_path", 405: "method_not_allowed", 413: "too_large", 415: "not_json"}

RETRY_AFTER = 5  # seconds, where nobody says more
_PARTS_OF_ADDRESS = ("Path", "Query")  # how the schemas of addresses are called


def register(app: Flask) -> None:
    """Answer whatever an endpoint raises; the outermost loop of a request."""
    app.register_error_handler(RequestRefused, _refused)
    app.register_error_handler(HTTPException, _http)
    for kind, _, _ in TABLE:
        app.register_error_handler(kind, _known)
    app.register_error_handler(Exception, _crash)


def reference() -> str:
    """Answer the name of this request in the log."""
    if "reference" not in g:
        g.reference = uuid.uuid4().hex
    return str(g.reference)


def problem(status: int, items: list[ProblemItem], *, detail: str = "") -> Response:
    """Answer a problem document; its type and title are the first problem's."""
    first = items[0]
    document = ProblemDocument(
        type=TYPE + first.code,
        title=ALL[first.code].what,
        status=status,
        detail=detail or _summary(items),
        instance=request.path,
        problems=items,
        reference=reference(),
    )
    return Response(document.model_dump_json(), status=status, content_type="application/problem+json")


def problems_in(error: Exception) -> tuple[int, list[ProblemItem]]:
    """Answer the status of what was raised, and everything that is wrong; what nobody expected is ours, and internal.

    Shape: pointers lead into the document that was given, whether it came over HTTP or from a file.
    """
    if isinstance(error, RequestRefused):
        return error.status, [item(error.code, error.detail, pointer=error.pointer, parameter=error.parameter)]
    if isinstance(error, ValidationError):
        return 422, [_value(each) for each in error.errors(include_url=False, include_input=False)]
    if isinstance(error, ApprovedDifferently):
        return 409, [_difference(error.code, each) for each in error.differences]
    if isinstance(error, CannotBeLinked):
        return 409, [item(each.code, each.detail, pointer="/sale_id") for each in error.objections]
    status, code = next(((status, code) for kind, status, code in TABLE if isinstance(error, kind)), (500, "internal"))
    code = code or getattr(error, "code", "internal")
    return status, [item(code, str(error) or ALL[code].what, pointer=_pointer(error))]


def refusal(error: Exception) -> Refusal:
    """Word what was raised for people; what nobody expected is logged with its traceback."""
    if isinstance(error, HTTPException):
        status = error.code or 500
        code = HTTP_CODES.get(status, "bad_request" if status < 500 else "internal")
        found = [item(code, _spoken(error, code))]
    else:
        status, found = problems_in(error)
    first = found[0]
    what, detail = ALL[first.code].what, first.detail
    if first.code == "internal":  # whose entry speaks of orders
        what, detail = "The connector failed.", _noted(error)
    return Refusal(status=status, what=what, detail=detail, fix=first.fix, reference=reference())


def unreadable(error: ValidationError) -> Response:
    """Answer everything that is wrong with a request's values."""
    status, found = problems_in(error)
    return problem(status, _in_address(found) if error.title.endswith(_PARTS_OF_ADDRESS) else found)


def _value(error: ErrorDetails) -> ProblemItem:
    place = [str(part) for part in error["loc"] if part != "[key]"]
    code, detail = _reworded(error, place[-1] if place else "")
    pointer = "".join(f"/{escaped(part)}" for part in place) + str(error.get("ctx", {}).get("pointer", ""))
    return item(code, detail, pointer=pointer)


def _reworded(error: ErrorDetails, name: str) -> tuple[str, str]:
    if error["type"] == "missing":
        return "missing_field", f"“{name}” is missing."
    if error["type"] == "extra_forbidden":
        return "unknown_field", f"“{name}” is not known here."
    code = error["type"] if error["type"] in ALL else "invalid_value"
    if "detail" in error.get("ctx", {}):
        return code, error["msg"]
    return code, f"{error['msg'].replace(' after validation', '')}."


def _difference(code: str, found: Difference) -> ProblemItem:
    return item(code, f"Approved as “{found.before}”, now “{found.after}”.", pointer=found.pointer)


def _pointer(error: Exception) -> str:
    if isinstance(error, CredentialsRefused):
        return "/application_key"
    return error.pointer if isinstance(error, InvalidValue) else ""


def _in_address(found: list[ProblemItem]) -> list[ProblemItem]:
    """Name a part of the address instead of a place in a document that was never sent."""
    return [
        each.model_copy(update={"pointer": "", "parameter": each.pointer.removeprefix("/") or None}) for each in found
    ]


def _refused(error: RequestRefused) -> Response:
    return problem(*problems_in(error))


def _known(error: Exception) -> Response:
    status, found = problems_in(error)
    if status >= 500:
        logs.warning(logs.HTTP_FAILED, code=found[0].code, detail=str(error))
    whole = str(error) if isinstance(error, ApprovedDifferently) else ""
    response = problem(status, _in_address(found) if request.method == "GET" else found, detail=whole)
    if status == 503:
        wait = getattr(error, "retry_after", None)
        response.headers["Retry-After"] = str(max(math.ceil(wait.total_seconds()) if wait else 0, RETRY_AFTER))
    return response


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    code = HTTP_CODES.get(status, "bad_request" if status < 500 else "internal")
    response = problem(status, [item(code, _spoken(error, code))])
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def _spoken(error: HTTPException, code: str) -> str:
    if isinstance(error, NotFound):
        return f"There is nothing at {request.path}."
    if isinstance(error, MethodNotAllowed):
        return f"{request.path} knows {', '.join(sorted(error.valid_methods or ()))}, not {request.method}."
    if isinstance(error, RequestEntityTooLarge):
        return f"This body has more than {request.max_content_length} bytes."
    return error.description or ALL[code].what


def _crash(error: Exception) -> Response:
    return problem(500, [item("internal", _noted(error))])


def _noted(error: Exception) -> str:
    """Log what nobody expected, and answer what the one who asked is told of it."""
    logs.error(logs.HTTP_FAILED, error)
    return f"The connector failed on this request; report the reference {reference()}."


def _summary(items: list[ProblemItem]) -> str:
    first = items[0]
    place = first.pointer or (f"parameter {first.parameter}" if first.parameter else "")
    others = len(items) - 1
    more = f" {others} more {'thing is' if others == 1 else 'things are'} wrong, see problems." if others else ""
    return (f"{place}: {first.detail}" if place else first.detail) + more
