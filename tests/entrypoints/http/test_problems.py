"""Each kind of exception, once: its status, its code, and what goes with it."""

from datetime import timedelta

import pytest
from flask import Flask
from structlog.testing import capture_logs
from werkzeug.exceptions import Gone, ImATeapot

from application.ordering.approve_order import ApprovedDifferently
from application.ports import errors as port
from application.ports.storage.unit_of_work import AlreadyStored, LostRace, StorageUnavailable, TablesMissing
from domain import errors as rule
from domain.approved_order import Difference
from domain.problems import CATALOGUE
from entrypoints.http import answers, problems
from entrypoints.http.reading import RequestRefused
from entrypoints.problem_catalogue import ALL
from entrypoints.problems_of_commands import COMMANDS
from entrypoints.problems_of_requests import REQUESTS
from tests.entrypoints.http.callers import wrong

RAISED: list[tuple[Exception, int, str]] = [
    (rule.NotThere("no such thing"), 404, "not_found"),
    (rule.Conflict("no"), 409, "conflict"),
    (rule.IllegalTransition("no"), 409, "illegal_transition"),
    (rule.InvalidValue("no", pointer="/x"), 422, "invalid_value"),
    (rule.UnknownAddress("no"), 422, "unknown_address"),
    (rule.AmbiguousAddress("no"), 422, "ambiguous_address"),
    (rule.ImpossibleOptions("no"), 422, "impossible_options"),
    (rule.DomainError("no"), 422, "internal"),
    (port.CredentialsRefused("Incorrect credentials!"), 422, "credentials_refused"),
    (port.SaleRefused(("one", "two")), 422, "refused_by_cin7"),
    (port.NotFound("no such sale"), 422, "refused_by_cin7"),
    (port.BudgetSpent("used up", retry_after=timedelta(seconds=41.2)), 503, "try_later"),
    (port.Throttled("too often"), 503, "try_later"),
    (port.Unreachable("no connection"), 503, "try_later"),
    (port.CredentialsDoubted("403"), 503, "try_later"),
    (port.Unavailable("no answer"), 503, "try_later"),
    (port.Unclear("perhaps", answered=False), 503, "try_later"),
    (port.UnexpectedReply("what?"), 502, "unexpected_reply"),
    (StorageUnavailable("away"), 503, "storage_unavailable"),
    (TablesMissing("not upgraded"), 503, "tables_missing"),
    (LostRace(), 409, "changed_meanwhile"),
    (AlreadyStored(), 409, "changed_meanwhile"),
    (RequestRefused(415, "not_json", "no"), 415, "not_json"),
    (ImATeapot(), 418, "bad_request"),
    (Gone(), 410, "bad_request"),
    (ZeroDivisionError("secret detail"), 500, "internal"),
]


def app_raising(error: Exception) -> Flask:
    app = Flask("raising")
    answers.register(app)
    problems.register(app)

    @app.route("/", methods=["GET", "POST"])
    def fail() -> str:
        raise error

    return app


@pytest.mark.parametrize(("error", "status", "code"), RAISED, ids=lambda value: type(value).__name__)
def test_every_exception_becomes_a_problem_document(error: Exception, status: int, code: str) -> None:
    answer = app_raising(error).test_client().post("/")
    assert (answer.status_code, wrong(answer)[0][0]) == (status, code)
    assert answer.get_json()["type"] == f"/problems/{code}"
    assert answer.get_json()["title"] == ALL[code].what
    assert ("Retry-After" in answer.headers) is (status == 503)


def test_a_wait_that_is_known_is_passed_on_in_whole_seconds() -> None:
    later = port.BudgetSpent("used up", retry_after=timedelta(seconds=41.2))
    assert app_raising(later).test_client().post("/").headers["Retry-After"] == "42"


def test_every_difference_of_an_approval_is_named() -> None:
    found = (
        Difference(pointer="/lines/0/quantity", before="1", after="2"),
        Difference(pointer="/x", before="", after="a"),
    )
    answer = app_raising(ApprovedDifferently("UP-1", found)).test_client().post("/")
    assert (answer.status_code, [place for _, place in wrong(answer)]) == (409, ["/lines/0/quantity", "/x"])
    assert "Order UP-1 was approved before" in answer.get_json()["detail"]


def test_what_is_wrong_with_an_address_is_named_as_its_part() -> None:
    answer = app_raising(rule.InvalidValue("no", pointer="/cursor")).test_client().get("/")
    (problem,) = answer.get_json()["problems"]
    assert (problem["pointer"], problem["parameter"]) == ("", "cursor")


def test_our_own_fault_is_logged_once_and_shows_a_reference_and_nothing_of_the_inside() -> None:
    with capture_logs() as entries:
        answer = app_raising(ZeroDivisionError("secret detail")).test_client().get("/")
    crash, request = entries
    assert (crash["event"], type(crash["exc_info"])) == ("http.failed", ZeroDivisionError)
    assert (request["event"], request["status"]) == ("http.request", 500)
    assert "secret detail" not in answer.text
    assert answer.get_json()["reference"] in answer.get_json()["detail"]
    assert answer.get_json()["reference"] == answer.headers["X-Request-Id"]


def test_no_code_means_two_things_and_every_entry_is_complete() -> None:
    assert len(ALL) == len(CATALOGUE) + len(REQUESTS) + len(COMMANDS)
    for code, kind in ALL.items():
        assert code.islower(), code
        assert all(text.strip() and text.endswith((".", "?")) for text in (kind.what, kind.why, kind.fix)), code
        assert kind.who in {"supplier", "support", "upstock", "operator"}, code


def codes_of(kind: type[rule.DomainError]) -> set[str]:
    return {kind.code}.union(*map(codes_of, kind.__subclasses__()))


def test_every_code_that_is_raised_is_in_the_catalogue() -> None:
    raised = codes_of(rule.DomainError) | {code for _, _, code in problems.TABLE if code}
    assert raised | set(problems.HTTP_CODES.values()) <= ALL.keys()
