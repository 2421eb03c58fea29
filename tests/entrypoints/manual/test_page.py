"""Pages say everything in words; a template has nothing left to decide."""

from pathlib import Path

import pytest

from entrypoints.manual.book import read_book
from entrypoints.manual.page import chapter_page, contents_page, rules_page, slug_of
from entrypoints.manual.views import Part
from tests.entrypoints.manual.shelf import ASSAM, CHAI, FEATURE, GREEN, book, shelf


def test_the_contents_count_the_rules_that_hold_and_tell_the_day(tmp_path: Path) -> None:
    page = contents_page(book(tmp_path, results=(GREEN, CHAI, {**ASSAM, "outcome": "failed"})))
    assert (page.holding, page.rules, page.last_run) == (0, 2, "8 May 2026")
    assert [(heading, [link.slug for link in links]) for heading, links in page.groups] == [("", ["tea"])]


def test_without_any_run_the_contents_tell_no_day(tmp_path: Path) -> None:
    assert contents_page(book(tmp_path, results=())).last_run == ""


def test_a_scenario_says_what_came_of_it_when_and_how_long_it_took(tmp_path: Path) -> None:
    read = book(tmp_path)
    green, black = chapter_page(read, read.chapters[0]).sections[0].scenarios
    assert (green.mark.sign, green.mark.words) == ("✔", "Passed on 8 May 2026, in 0.2 s")
    assert (black.mark.words, black.ids) == ("Passed on 8 May 2026: 2 examples in 0.5 s", ("R1", "B1"))


def test_each_row_of_an_outline_has_its_own_mark(tmp_path: Path) -> None:
    read = book(tmp_path, results=(GREEN, {**CHAI, "outcome": "failed"}))
    table = chapter_page(read, read.chapters[0]).sections[0].scenarios[1].examples[0]
    assert [(mark.sign, mark.words, row) for mark, row in table.rows] == [
        ("✘", "Failed on 8 May 2026", ("Chai",)),
        ("○", "Not known: not run yet", ("Assam",)),
    ]


def test_slots_are_told_apart_in_outlines_only(tmp_path: Path) -> None:
    feature = FEATURE.replace("      When somebody pours\n", "      When somebody writes <what>\n")
    read = book(tmp_path, feature=feature)
    green, black = chapter_page(read, read.chapters[0]).sections[0].scenarios
    assert green.steps[0].text == (Part(text="somebody writes <what>", is_slot=False),)
    assert black.steps[0].text == (Part(text="somebody pours ", is_slot=False), Part(text="what", is_slot=True))


def test_a_chapter_names_its_neighbours_and_its_rules_in_the_order_of_the_table(tmp_path: Path) -> None:
    places = shelf(tmp_path)
    (places.features / "coffee.feature").write_text(
        "Feature: Coffee\n  @B1 @R1\n  Scenario: Black\n    When it boils\n"
    )
    read = read_book(places)
    tea, coffee = (chapter_page(read, chapter) for chapter in read.chapters)
    assert (tea.previous, tea.following and tea.following.slug) == (None, "coffee")
    assert (coffee.previous and coffee.previous.slug, coffee.following) == ("tea", None)
    assert [rule.id for rule in coffee.rules] == ["R1", "B1"]


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("", ""),
        ("https://host/code", "https://host/code/domain/kettle.py#L1"),
        ("https://host/code/", "https://host/code/domain/kettle.py#L1"),
    ],
)
def test_code_is_named_and_linked_where_it_can_be_read(tmp_path: Path, base: str, url: str) -> None:
    (article, (rule,)), (beyond, _) = rules_page(book(tmp_path), base_url=base).groups
    assert (article, beyond) == ("What the article says", "Beyond the article")
    assert (rule.code[0].place, rule.code[0].url) == ("domain/kettle.py:1", url)
    assert [chapter.title for chapter in rule.chapters] == ["Tea"]


def test_scenarios_of_one_name_have_anchors_of_their_own(tmp_path: Path) -> None:
    read = book(tmp_path, feature=FEATURE.replace("Outline: Black", "Outline: Green"))
    green, other = chapter_page(read, read.chapters[0]).sections[0].scenarios
    assert (green.anchor, other.anchor) == ("green-7", "green-11")


def test_features_of_one_name_in_two_folders_have_pages_of_their_own() -> None:
    assert slug_of("features/sale_options/status.feature") == "sale-options-status"
    assert slug_of("features/status.feature") == "status"
