"""A result counts for the very words that ran, and for no others."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from entrypoints.manual.results import Results, State, UnreadableResults, Verdict, digests, read_results, together
from tests.entrypoints.manual.shelf import ASSAM, CHAI, GREEN, result, shelf

PASSED = Verdict(state=State.PASSED, date=datetime(2026, 5, 8, tzinfo=UTC), seconds=0.5)
LATER = Verdict(state=State.PASSED, date=datetime(2026, 5, 9, tzinfo=UTC), seconds=0.25)
FAILED = Verdict(state=State.FAILED, why="failed", date=datetime(2026, 5, 7, tzinfo=UTC))
OPEN = Verdict(state=State.UNKNOWN, why="not run yet")


def written(root: Path, *scenarios: dict[str, object]) -> Results:
    return read_results(shelf(root, results=scenarios).results)


def of(results: Results, line: int, **example: str) -> Verdict:
    return results.of("features/tea.feature", results.digests["features/tea.feature"], line, example)


def test_rows_that_share_a_line_are_told_apart_by_their_values(tmp_path: Path) -> None:
    results = written(tmp_path, GREEN, CHAI, {**ASSAM, "outcome": "failed"})
    assert of(results, 7).state is State.PASSED
    assert of(results, 11, what="Chai").state is State.PASSED
    assert of(results, 11, what="Assam").state is State.FAILED


def test_values_are_joined_whatever_their_order(tmp_path: Path) -> None:
    results = written(tmp_path, result("Black", 11, what="Chai", milk=""))
    assert of(results, 11, milk="", what="Chai").state is State.PASSED


@pytest.mark.parametrize(("line", "what"), [(7, "Chai"), (12, ""), (11, "Earl Grey")])
def test_what_did_not_run_is_not_known(tmp_path: Path, line: int, what: str) -> None:
    verdict = of(written(tmp_path, GREEN, CHAI), line, what=what)
    assert (verdict.state, verdict.why) == (State.UNKNOWN, "not run yet")


def test_a_result_of_other_words_is_no_proof(tmp_path: Path) -> None:
    verdict = written(tmp_path, GREEN).of("features/tea.feature", "other words", 7, {})
    assert (verdict.state, verdict.why) == (State.UNKNOWN, "its file changed since it ran")
    assert verdict.date is not None


def test_a_run_that_kept_no_digests_proves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    file.write_text(json.dumps({"scenarios": [GREEN]}))
    assert read_results(file).of("features/tea.feature", "any", 7, {}).state is State.UNKNOWN


def test_without_a_run_nothing_is_known(tmp_path: Path) -> None:
    assert read_results(tmp_path / "results.json") == Results()


@pytest.mark.parametrize("text", ["{", "[]", '{"scenarios": [{}]}', '{"scenarios": [3]}'])
def test_a_file_that_no_run_wrote_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "results.json").write_text(text)
    with pytest.raises(UnreadableResults, match=r"results\.json"):
        read_results(tmp_path / "results.json")


@pytest.mark.parametrize(
    ("verdicts", "state", "why"),
    [
        ((PASSED, LATER), State.PASSED, ""),
        ((PASSED, OPEN), State.UNKNOWN, "not run yet"),
        ((OPEN, FAILED, PASSED), State.FAILED, "failed"),
        ((), State.UNKNOWN, "no scenario shows it yet"),
    ],
)
def test_of_several_the_worst_counts(verdicts: tuple[Verdict, ...], state: State, why: str) -> None:
    assert (together(verdicts).state, together(verdicts).why) == (state, why)


def test_several_together_are_of_the_last_day_and_took_all_their_time() -> None:
    whole = together((LATER, PASSED))
    assert (whole.date, whole.seconds, whole.count) == (LATER.date, 0.75, 2)


def test_digests_change_with_the_words(tmp_path: Path) -> None:
    places = shelf(tmp_path)
    before = digests(places.features, tmp_path)
    (places.features / "tea.feature").write_text("Feature: Coffee")
    assert before.keys() == digests(places.features, tmp_path).keys() == {"features/tea.feature"}
    assert before != digests(places.features, tmp_path)
