"""Which commands there are, and how every one of them ends."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from application.ports.errors import CredentialsRefused, NotSent, Unavailable, Unclear, UnexpectedReply
from application.ports.storage.unit_of_work import LostRace, StorageUnavailable, TablesMissing
from application.ports.tasks import ExecutorTaken
from domain.errors import Conflict, InvalidValue, NotThere
from entrypoints.cli.main import COMMANDS, cli
from entrypoints.cli.program import Parts, Program
from entrypoints.settings import Settings
from tests.entrypoints.cli.conftest import command
from tests.entrypoints.cli.processes import ours

HEAVY = ("sqlalchemy", "dbos", "flask", "pydantic", "structlog", "requests", "dependency_injector")


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its words."""
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {word}", inner) for word, inner in command.commands.items())


@pytest.mark.parametrize(("words", "command"), list(commands()), ids=[words for words, _ in commands()])
def test_every_command_has_help_an_example_and_words_for_each_option(words: str, command: click.Command) -> None:
    assert (command.help or "").strip().endswith(".")
    assert (command.epilog or "").startswith("Example: ")
    assert f"upstock-cin7 {words}" in (command.epilog or "")
    assert [each.name for each in command.params if isinstance(each, click.Option) and not each.help] == []
    shown = CliRunner().invoke(cli, [*words.split(), "--help"])
    assert (shown.exit_code, "Example: " in shown.output) == (0, True)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_list_says_of_a_command_how_its_own_help_begins(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    said = COMMANDS[name][1]
    assert command is not None
    assert (command.help or "").startswith(said.removesuffix("."))
    assert said in " ".join(CliRunner().invoke(cli, ["--help"]).output.split())


def test_no_list_of_commands_breaks_off_in_the_middle_of_a_sentence() -> None:
    groups = [words for words, command in commands() if isinstance(command, click.Group)]
    told = {words: CliRunner().invoke(cli, [*words.split(), "--help"]).output for words in groups}
    assert [words for words, said in told.items() if "..." in said.partition("Commands:")[2]] == []


def test_every_command_that_ends_answers_machines_too() -> None:
    silent = {
        words
        for words, command in commands()
        if not isinstance(command, click.Group) and not any("--json" in each.opts for each in command.params)
    }
    assert silent == {"serve", "worker", "completion", "fake-cin7 serve", "fake-upstock serve"}


def test_help_and_version_load_no_library_but_clicks(tmp_path: Path) -> None:
    look = f"import sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    script = f"from entrypoints.cli.main import cli; cli(['--help'], standalone_mode=False); {look}"
    finished = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-c", script], cwd=tmp_path, env=ours(), capture_output=True, text=True, check=True
    )
    assert finished.stdout.splitlines()[-1] == "[]"


def test_the_version_is_the_distributions() -> None:
    assert CliRunner().invoke(cli, ["--version"]).output.split()[-1] == version("upstock-cin7")


@pytest.mark.parametrize("words", [["nothing"], ["orders", "nothing"], ["serve", "--port", "x"], ["orders", "show"]])
def test_what_is_no_command_is_bad_input(words: list[str]) -> None:
    assert CliRunner().invoke(cli, words).exit_code == 2


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (InvalidValue("Too long.", pointer="/number"), 2, "/number: Too long."),
        (NotThere("There is no such thing."), 3, "There is no such thing."),
        (Conflict("It is taken."), 3, "It is taken."),
        (CredentialsRefused("Incorrect credentials!"), 4, "Incorrect credentials!"),
        (NotSent("The budget is spent."), 75, "The budget is spent."),
        (Unavailable("Cin7 answers 503."), 75, "Cin7 answers 503."),
        (Unclear("No answer came.", answered=False), 75, "No answer came."),
        (StorageUnavailable("The database is away."), 75, "The database is away."),
        (TablesMissing("Tables are missing."), 3, "db upgrade"),
        (LostRace(), 75, "Somebody else changed"),
        (ExecutorTaken("process 7 already runs the tasks"), 75, "process 7"),
        (UnexpectedReply("GET me answered HTML."), 70, "GET me answered HTML."),
        (KeyError("surprise"), 1, "KeyError"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_whatever_is_raised_ends_with_its_code_and_says_why_and_how_to_fix_it(
    error: Exception, code: int, said: str
) -> None:
    def fails(_chosen: Settings | None) -> Parts:
        raise error

    result = command("tokens", "list", program=Program(fails))
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stdout == ""
    if not isinstance(error, ExecutorTaken):  # says in its own message what to do
        assert "Why: " in result.stderr
        assert "Fix: " in result.stderr


def test_ctrl_c_ends_as_shells_expect_it_to() -> None:
    def stopped(_chosen: Settings | None) -> Parts:
        raise KeyboardInterrupt

    result = command("tokens", "list", program=Program(stopped))
    assert result.exit_code == 130
    assert "stays accepted" in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_its_completion(shell: str) -> None:
    result = CliRunner().invoke(cli, ["completion", shell])
    assert result.exit_code == 0
    assert "_UPSTOCK_CIN7_COMPLETE" in result.stdout
