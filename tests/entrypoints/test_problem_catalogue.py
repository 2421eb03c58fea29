"""The catalogue is whole: what can be raised is in it, what is in it is raised somewhere, and all say the same."""

import ast
import re
from collections.abc import Iterator

import pytest

from domain.errors import DomainError
from domain.problems import CATALOGUE
from entrypoints.cli.refusals import CommandRefused
from entrypoints.http import problems
from entrypoints.problem_catalogue import ALL, ENTRIES, Kept
from entrypoints.problems_of_requests import STATUSES
from tests.source import calls, trees

LISTS = {"domain/problems.py", "entrypoints/problems_of_requests.py", "entrypoints/problems_of_commands.py"}
RAISING = {"Problem": 0, "RequestRefused": 1, "item": 0, "refused": 99, "_refused": 0}
"""What is called with a code, and at which place; everywhere else it is named `code`."""


def codes_raised() -> Iterator[tuple[str, str]]:
    for path, made in calls().items():
        if path.startswith("adapters/fake_"):
            continue
        for call in made:
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name not in RAISING:
                continue
            given = [word.value for word in call.keywords if word.arg == "code"] or call.args[RAISING[name] :][:1]
            yield from (
                (path, each.value) for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


def children(kind: type[Exception]) -> Iterator[type[Exception]]:
    for child in kind.__subclasses__():
        yield child
        yield from children(child)


def test_every_code_that_is_written_where_something_is_refused_or_held_is_in_the_catalogue() -> None:
    raised = list(codes_raised())
    assert len(raised) > 20
    assert [(path, code) for path, code in raised if code not in ALL] == []


def test_every_exception_that_is_refused_has_its_entry() -> None:
    ours = [kind for kind in children(DomainError) if kind.__module__.startswith(("domain.", "application."))]
    assert [kind for kind in ours if getattr(kind, "code", "") not in ALL] == []
    commands = [kind for kind in children(CommandRefused) if kind.__module__.startswith("entrypoints.")]
    assert commands
    assert [kind for kind in commands if ENTRIES[getattr(kind, "code", "")].keeps is not Kept.COMMAND] == []


def test_no_entry_is_left_that_nobody_tells_of() -> None:
    words = " ".join(
        node.value
        for path, tree in trees().items()
        if path not in LISTS
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    assert [code for code in ALL if not re.search(rf"\b{code}\b", words)] == []


def test_the_statuses_of_the_catalogue_are_those_of_the_answers() -> None:
    table = {code: status for _, status, code in problems.TABLE if code}
    assert {code: STATUSES[code] for code in table} == table
    assert {code: STATUSES[code] for code in problems.HTTP_CODES.values()} == {
        code: status for status, code in problems.HTTP_CODES.items()
    }
    written = set(refusals_written())
    assert written
    assert {(code, STATUSES[code]) for code, _ in written} == written
    for kind in children(DomainError):
        code = getattr(kind, "code", "")
        if code in STATUSES and code != DomainError.code:
            assert STATUSES[code] == next(status for base, status, _ in problems.TABLE if issubclass(kind, base)), code


def refusals_written() -> Iterator[tuple[str, int]]:
    for made in calls().values():
        for call in made:
            if getattr(call.func, "id", "") == "RequestRefused" and len(call.args) > 1:
                status, code = call.args[:2]
                if isinstance(status, ast.Constant) and isinstance(code, ast.Constant):
                    yield str(code.value), int(str(status.value))


@pytest.mark.parametrize("code", [code for code, entry in ENTRIES.items() if entry.keeps is not Kept.ORDER])
def test_a_request_has_a_status_and_a_command_an_exit_code(code: str) -> None:
    entry = ENTRIES[code]
    assert (entry.status is not None) is (entry.keeps is Kept.REQUEST)
    assert (entry.exit_code is not None) is (entry.keeps is Kept.COMMAND)


def test_the_words_of_orders_are_those_of_the_domain() -> None:
    assert {code: entry.kind for code, entry in ENTRIES.items() if entry.keeps is Kept.ORDER} == CATALOGUE
