"""The manual is written and checked from the command line, with nothing set up."""

import json
from pathlib import Path

import pytest

from entrypoints.cli import docs as under_test
from entrypoints.manual.places import Places
from tests.entrypoints.cli.conftest import command
from tests.entrypoints.manual.shelf import README, shelf


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A small manual in place of the real one."""
    found = shelf(tmp_path / "repository")
    monkeypatch.setattr(under_test, "own_places", lambda: found)
    return found


def test_the_whole_manual_is_written_with_every_field_tried_out(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "manual"
    result = command("docs", "--out", str(out), "--base-url", "https://host/code", "--json")
    assert result.exit_code == 0, result.output
    written = json.loads(result.stdout)
    assert sorted(file.name for file in out.iterdir()) == written["pages"]
    text = (out / "fields.html").read_text()
    for said in ("CustomerReference", "ExternalID", "ShippingAddress › ID, Line1", "AdditionalCharges › TaxRule"):
        assert said in text
    assert text.count("Another holds the order:") == 1
    assert "https://host/code/domain/" in (out / "rules.html").read_text()


def test_a_true_manual_passes_its_check(places: Places) -> None:
    result = command("docs", "--check")
    assert (result.exit_code, result.stdout) == (
        0,
        "2 rules, 1 features: everything is shown, passed and in the code.\n",
    )


def test_what_is_not_shown_fails_the_check_with_place_and_remedy(places: Places) -> None:
    places.contents.write_text(README + "| B2 | Sugar is asked for. |\n")
    result = command("docs", "--check")
    assert result.exit_code == 3
    assert "features/README.md, B2: No scenario that shows B2 has passed. [no_passing_scenario]" in result.stdout
    assert "Fix: Tag a scenario with @B2." in result.stdout
    assert "3 rules, 1 features: 2 findings." in result.stdout


def test_findings_are_there_for_machines(places: Places) -> None:
    places.results.unlink()
    result = command("docs", "--check", "--json")
    assert result.exit_code == 3
    found = json.loads(result.stdout)
    assert found["rules"] == 2
    assert found["findings"][0] == {
        "code": "no_passing_scenario",
        "place": "features/README.md, R1",
        "what": "No scenario that shows R1 has passed.",
        "fix": "Tag a scenario with @R1. Run `pytest tests/features` to the end, and repair what fails.",
    }


def test_people_are_told_where_to_begin(places: Places, tmp_path: Path) -> None:
    result = command("docs", "--out", str(tmp_path / "site"))
    assert result.exit_code == 0, result.output
    assert f"5 pages are written. Begin with {tmp_path / 'site' / 'index.html'}" in result.stdout


@pytest.mark.parametrize("broken", ["features/tea.feature", "entrypoints/manual/results.json"])
def test_what_cannot_be_read_is_named(places: Places, broken: str) -> None:
    (places.root / broken).write_text("no such thing")
    result = command("docs")
    assert result.exit_code == 2
    assert broken in result.stderr
    assert "Fix: Correct that file" in result.stderr


def test_a_folder_that_cannot_be_written_to_is_named(places: Places, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = command("docs", "--out", str(tmp_path / "file" / "site"))
    assert result.exit_code == 2
    assert f"{tmp_path / 'file' / 'site'}: " in result.stderr
    assert "Fix: Choose a folder with --out" in result.stderr


def test_code_is_read_on_the_web_only(places: Places) -> None:
    result = command("docs", "--base-url", "javascript:alert(1)")
    assert result.exit_code == 2
    assert "begins with https://" in result.stderr
