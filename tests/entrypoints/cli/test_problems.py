"""The catalogue at the command line says what HTTP says."""

import json

import pytest

from entrypoints.problem_catalogue import ENTRIES
from tests.entrypoints.cli.conftest import command


@pytest.mark.parametrize("code", ENTRIES)
def test_every_problem_is_explained(code: str) -> None:
    result = command("problems", code)
    kind = ENTRIES[code].kind
    assert result.exit_code == 0
    assert [text for text in (kind.what, kind.why, kind.fix, kind.who, f"[{code}]") if text not in result.stdout] == []


def test_all_of_them_are_listed() -> None:
    shown = command("problems").stdout
    assert [code for code, entry in ENTRIES.items() if code not in shown or entry.kind.what not in shown] == []
    listed = json.loads(command("problems", "--json").stdout)
    assert [entry["code"] for entry in listed["items"]] == list(ENTRIES)


def test_for_machines_one_of_them_is_the_document_of_http() -> None:
    assert json.loads(command("problems", "unknown_product", "--json").stdout) == {
        "code": "unknown_product",
        "what": ENTRIES["unknown_product"].kind.what,
        "why": ENTRIES["unknown_product"].kind.why,
        "fix": ENTRIES["unknown_product"].kind.fix,
        "who": "supplier",
        "keeps": "order",
        "status": None,
        "exit_code": None,
    }


def test_a_code_that_is_mistyped_is_answered_with_those_that_are_like_it() -> None:
    result = command("problems", "unknown_produc")
    assert result.exit_code == 2
    assert "unknown_product" in result.stderr
    assert "[no_such_problem]" in result.stderr


def test_what_a_command_refuses_is_a_problem_document_for_machines() -> None:
    result = command("problems", "nothing", "--json")
    answer = json.loads(result.stdout)
    assert (answer["type"], answer["problems"][0]["code"]) == ("/problems/no_such_problem", "no_such_problem")
