"""The README says of the command line what it does; tests/test_architecture.py holds the rest of it."""

import re
from pathlib import Path

import pytest

from entrypoints.cli import refusals
from tests.entrypoints.cli.test_main import commands

REPOSITORY = Path(__file__).resolve().parents[3]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
CODES = [value for name, value in vars(refusals).items() if name.isupper() and isinstance(value, int)]


def blocks() -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```", README, re.S | re.M)


def test_it_stays_short() -> None:
    assert len(README.splitlines()) <= 260


def test_its_first_two_commands_are_the_ones_that_ci_runs() -> None:
    set_up, test = blocks()[:2]
    assert ".venv/bin/upstock-cin7 demo" in set_up
    assert ".ci/constraints.txt" in set_up
    assert ".venv/bin/pytest" in test
    runner = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"^run_readme (\d)", runner, re.M) == ["1", "2"]


@pytest.mark.parametrize("words", [words for words, command in commands() if not hasattr(command, "commands")])
def test_every_command_has_its_line(words: str) -> None:
    assert re.search(rf"^\|.*`{words}`.*\|", README, re.M)


@pytest.mark.parametrize("code", CODES)
def test_every_exit_code_has_its_line(code: int) -> None:
    assert re.search(rf"^\| {code} \|", README, re.M)


def test_every_file_it_leads_to_is_there() -> None:
    leads = re.findall(r"\]\(([^)#:]+)\)", README)
    assert leads
    assert [lead for lead in leads if not (REPOSITORY / lead).exists()] == []
