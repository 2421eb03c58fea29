"""Tokens from the command line."""

import json

from tests.entrypoints.cli.conftest import Run


def test_a_new_token_is_printed_once_with_its_supplier(run: Run) -> None:
    made = json.loads(run("tokens", "new", "--supplier", "northwind", "--json").stdout)
    assert set(made) == {"id", "token", "supplier"}
    assert made["supplier"] == "northwind"
    listed = run("tokens", "list", "--json").stdout
    assert made["id"] in listed
    assert made["token"] not in listed


def test_for_people_stdout_holds_the_token_alone(run: Run) -> None:
    result = run("tokens", "new")
    assert len(result.stdout.splitlines()) == 1
    assert "every supplier" in result.stderr


def test_a_revoked_token_says_since_when(run: Run) -> None:
    made = json.loads(run("tokens", "new", "--json").stdout)
    assert json.loads(run("tokens", "revoke", made["id"], "--json").stdout) == {"id": made["id"], "revoked": True}
    assert json.loads(run("tokens", "list", "--json").stdout)["items"][0]["revoked_at"]


def test_a_token_that_is_not_there_cannot_be_revoked(run: Run) -> None:
    result = run("tokens", "revoke", "nothing")
    assert result.exit_code == 3
    assert "There is no token nothing" in result.stderr


def test_a_supplier_that_cannot_exist_is_bad_input(run: Run) -> None:
    assert run("tokens", "new", "--supplier", "no/slash").exit_code == 2
