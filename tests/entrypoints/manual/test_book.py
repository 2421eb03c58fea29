"""Features, results and code come together."""

from pathlib import Path

from entrypoints.manual.book import read_book
from entrypoints.manual.places import own_places
from entrypoints.manual.results import State
from tests.entrypoints.manual.shelf import ASSAM, CHAI, GREEN, book, shelf


def test_a_rule_stands_and_falls_with_every_scenario_that_shows_it(tmp_path: Path) -> None:
    read = book(tmp_path, results=(GREEN, CHAI, {**ASSAM, "outcome": "failed"}))
    assert read.verdict_of_rule("R1").state is State.FAILED
    assert read.verdict_of_rule("R9").state is State.UNKNOWN


def test_a_rule_knows_its_code(tmp_path: Path) -> None:
    assert [mention.path for mention in book(tmp_path).code_of("B1")] == ["domain/kettle.py"]


def test_a_feature_that_the_contents_forget_is_shown_last(tmp_path: Path) -> None:
    places = shelf(tmp_path)
    (places.features / "a_coffee.feature").write_text("Feature: Coffee\n")
    read = read_book(places)
    assert [chapter.title for chapter in read.chapters] == ["Tea", "Coffee"]
    assert read.forgotten == ("features/a_coffee.feature",)
    assert [heading for heading, _ in read.groups] == ["", "Not in the contents yet"]


def test_the_own_features_and_code_are_found() -> None:
    read = read_book(own_places())
    assert "features/field_mapping.feature" in {chapter.path for chapter in read.chapters}
    assert ("entrypoints/manual/check.py", "findings") in {(at.path, at.name) for at in read.code_of("B16")}
