"""The contract's commands, options and settings, by the names that are written there.

Source: contract, "Command line" and "Settings". What a command does is in its own test.
"""

import json
import re

import click
import pytest
from click.testing import CliRunner

from entrypoints.cli.main import cli
from entrypoints.settings import Settings
from entrypoints.settings_table import settings_table
from tests.entrypoints.cli.conftest import Run

COMMANDS = {
    **dict.fromkeys(("demo", "worker", "drift", "gap", "docs", "doctor", "status", "sync", "disconnect"), ()),
    **dict.fromkeys(("options", "import contacts", "tokens list", "tokens revoke", "db upgrade"), ()),
    **dict.fromkeys(("orders list", "orders show", "orders preview", "orders retry", "orders link"), ()),
    "orders ignore": ("--note",),
    "connect": ("--supplier", "--account-id", "--json"),
    "import products": ("--all", "--json"),
    "approve": ("--supplier", "--json"),
    "serve": ("--host", "--port", "--no-worker"),
    "tokens new": ("--supplier", "--json"),
    "fake-cin7 serve": ("--host", "--port", "--seed", "--state"),
    "fake-upstock serve": ("--host", "--port"),
}
SERVED = {"serve": 8000, "fake-cin7 serve": 8077, "fake-upstock serve": 8078}
SETTINGS = (
    *("DATABASE_URL", "SECRET_KEYS", "CIN7_URL", "CIN7_CALLS_PER_MINUTE", "UPSTOCK_URL", "UPSTOCK_SIGNING_SECRET"),
    *("PUBLIC_URL", "LOG_LEVEL", "LOG_FORMAT"),
)


def found(words: str) -> click.Command:
    """Answer a command by its words."""
    command: click.Command = cli
    for word in words.split():
        assert isinstance(command, click.Group), words
        inner = command.get_command(click.Context(command), word)
        assert inner is not None, words
        command = inner
    return command


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_of_the_contract_is_there_with_its_options(words: str) -> None:
    command = found(words)
    known = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
    assert set(COMMANDS[words]) <= known
    assert CliRunner().invoke(cli, [*words.split(), "--help"]).exit_code == 0


@pytest.mark.parametrize("words", SERVED)
def test_whatever_serves_listens_on_this_machine_alone_unless_told_otherwise(words: str) -> None:
    defaults = {each.name: each.default for each in found(words).params}
    assert (defaults["host"], defaults["port"]) == ("127.0.0.1", SERVED[words])


def test_a_new_token_is_printed_with_its_id_and_its_supplier_and_never_again(run: Run) -> None:
    one = json.loads(run("tokens", "new", "--supplier", "northwind", "--json").stdout)
    all_of_them = json.loads(run("tokens", "new", "--json").stdout)
    assert (set(one), one["supplier"], all_of_them["supplier"]) == ({"id", "token", "supplier"}, "northwind", None)
    assert one["token"] not in run("tokens", "list", "--json").stdout


def test_every_setting_of_the_contract_is_read_from_the_environment() -> None:
    assert {name.lower() for name in SETTINGS} <= set(Settings.model_fields)
    assert [name for name in SETTINGS if not re.search(rf"^\| `{name}` \|", settings_table(), re.MULTILINE)] == []


def test_all_that_is_wrong_with_settings_is_told_together(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"DATABASE_URL": "x", "CIN7_URL": "x", "PUBLIC_URL": "x", "LOG_LEVEL": "x", "LOG_FORMAT": "x"}
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    refused = run("tokens", "list")
    assert refused.exit_code == 2
    assert [name for name in wrong if f"{name}: " not in refused.stderr] == []
