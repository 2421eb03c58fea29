import json
from pathlib import Path
from typing import Literal

import pytest

from entrypoints.manual.results import digest
from tests.plugins.rule_results import PROPERTY, RESULTS, RuleResults

FEATURE = """Feature: Tea
  Rule: Tea is hot

    @R1
    Scenario: Green
      When somebody pours

    @R1
    Scenario Outline: Black
      When somebody pours <what>

      Examples:
        | what  |
        | Chai  |
        | Assam |
"""
GREEN: tuple[str, int, dict[str, str]] = ("Green", 5, {})
CHAI, ASSAM = ("Black", 9, {"what": "Chai"}), ("Black", 9, {"what": "Assam"})


@pytest.fixture
def run(tmp_path: Path) -> RuleResults:
    """A run over a folder with one feature."""
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "tea.feature").write_text(FEATURE)
    return RuleResults(tmp_path, "features")


def ends(
    run: RuleResults,
    which: tuple[str, int, dict[str, str]],
    call: Literal["passed", "failed"] = "passed",
    teardown: Literal["passed", "failed"] = "passed",
) -> None:
    name, line, example = which
    found = {
        "feature": "features/tea.feature",
        "scenario": name,
        "line": line,
        "tags": ["R1"],
        "example": example,
        "date": "now",
    }
    phases: list[tuple[Literal["setup", "call", "teardown"], Literal["passed", "failed"]]] = [
        ("setup", "passed"),
        ("call", call),
        ("teardown", teardown),
    ]
    for when, outcome in phases:
        report = pytest.TestReport(
            nodeid=f"{name}{example}",
            location=("", 0, ""),
            keywords={},
            outcome=outcome,
            longrepr=None,
            when=when,
            duration=0.5,
            user_properties=[(PROPERTY, found)],
        )
        run.pytest_runtest_logreport(report)


def written(folder: Path) -> dict[tuple[str, str], tuple[str, float]]:
    run = json.loads((folder / RESULTS).read_text())
    return {
        (one["scenario"], one["example"].get("what", "")): (one["outcome"], one["seconds"]) for one in run["scenarios"]
    }


def test_a_run_of_all_scenarios_is_written_with_the_rows_of_an_outline_apart(run: RuleResults, tmp_path: Path) -> None:
    ends(run, GREEN)
    ends(run, CHAI, call="failed")
    ends(run, ASSAM)
    run.pytest_sessionfinish()
    assert written(tmp_path) == {
        ("Green", ""): ("passed", 1.5),
        ("Black", "Chai"): ("failed", 1.5),
        ("Black", "Assam"): ("passed", 1.5),
    }


def test_what_goes_wrong_after_a_scenario_fails_it(run: RuleResults, tmp_path: Path) -> None:
    ends(run, GREEN, teardown="failed")
    ends(run, CHAI)
    ends(run, ASSAM)
    run.pytest_sessionfinish()
    assert written(tmp_path)["Green", ""][0] == "failed"


@pytest.mark.parametrize("failed_first", [True, False])
def test_of_a_scenario_that_ran_twice_the_worse_result_counts(
    run: RuleResults, tmp_path: Path, failed_first: bool
) -> None:
    for failed in (failed_first, not failed_first):
        ends(run, GREEN, call="failed" if failed else "passed")
    ends(run, CHAI)
    ends(run, ASSAM)
    run.pytest_sessionfinish()
    assert written(tmp_path)["Green", ""][0] == "failed"


def test_a_run_of_some_scenarios_leaves_the_last_results_alone(run: RuleResults, tmp_path: Path) -> None:
    ends(run, GREEN)
    ends(run, CHAI)
    run.pytest_sessionfinish()
    assert not (tmp_path / RESULTS).exists()


def test_the_features_are_known_by_what_they_said_when_the_run_began(run: RuleResults, tmp_path: Path) -> None:
    (tmp_path / "features" / "tea.feature").write_text(FEATURE + "# changed while it ran")
    for which in (GREEN, CHAI, ASSAM):
        ends(run, which)
    run.pytest_sessionfinish()
    assert json.loads((tmp_path / RESULTS).read_text())["features"] == {"features/tea.feature": digest(FEATURE)}
