"""Bringing a database up to date from the command line, on either kind."""

import json
from pathlib import Path

import pytest

from tests.entrypoints.cli.conftest import command


def test_an_empty_database_is_brought_up_to_date_once(
    empty_database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", empty_database_url)
    monkeypatch.setenv("SECRET_KEYS", "a key of the tests, and of no use elsewhere")
    first, second = command("db", "upgrade", "--json"), command("db", "upgrade")
    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert json.loads(first.stdout)["applied"][0] == "0001"
    assert second.stdout == "The database was up to date.\n"
    assert command("tokens", "new").exit_code == 0


def test_a_folder_that_cannot_be_made_is_bad_input_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/file/database.sqlite3")
    result = command("tokens", "list")
    assert result.exit_code == 2
    assert "DATA_FOLDER" in result.stderr
