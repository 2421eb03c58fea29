"""Everything that Gherkin knows is read, and what is not Gherkin is refused with its place."""

import pytest

from entrypoints.manual.chapters import Chapter, Step, UnreadableFeature, read_chapter

FULL = '''@R1
Feature: Tea & milk
  Two lines
  of prose.

  Background:
    Given a kettle

  Scenario: Before any rule
    When it boils

  @R2
  Rule: Tea is hot
    Said once.

    Background: in the kitchen
      Given a cup
        | size  | colour     |
        | large | red \\| blue |

    @R3
    Scenario Outline: Pouring <what>
      How it is done.
      When somebody says
        """
        Please, <what>.
        Thank you.
        """
      Then it is <state>

      @B1
      Examples: Warm
        | what | state |
        | Chai | hot   |
        |      | hot   |

      Examples:
        | what  | state |
        | Water | cold  |
'''


@pytest.fixture
def full() -> Chapter:
    return read_chapter("features/tea.feature", FULL)


def test_title_prose_and_background_are_the_features_own(full: Chapter) -> None:
    assert (full.title, full.prose) == ("Tea & milk", "Two lines of prose.")
    assert full.background == (Step(keyword="Given", text="a kettle"),)


def test_scenarios_stand_under_their_rule_and_those_before_the_first_under_none(full: Chapter) -> None:
    assert [(section.name, section.prose) for section in full.sections] == [("", ""), ("Tea is hot", "Said once.")]
    assert [scenario.name for scenario in full.scenarios] == ["Before any rule", "Pouring <what>"]
    assert [scenario.line for scenario in full.scenarios] == [9, 22]


def test_tags_of_feature_rule_and_examples_are_the_scenarios_as_well(full: Chapter) -> None:
    assert [scenario.ids for scenario in full.scenarios] == [("R1",), ("R1", "R2", "R3", "B1")]
    assert full.ids == ("R1", "R2", "R3", "B1")


def test_tables_and_blocks_of_text_stay_with_their_step(full: Chapter) -> None:
    rule = full.sections[1]
    assert rule.background[0].table == (("size", "colour"), ("large", "red | blue"))
    assert rule.scenarios[0].steps[0].text_block == "Please, <what>.\nThank you."


def test_each_table_of_examples_keeps_name_heading_and_rows(full: Chapter) -> None:
    warm, other = full.scenarios[1].examples
    assert (warm.name, warm.heading, warm.rows) == ("Warm", ("what", "state"), (("Chai", "hot"), ("", "hot")))
    assert other.values(other.rows[0]) == {"what": "Water", "state": "cold"}


def test_an_outline_may_have_no_example() -> None:
    chapter = read_chapter("x.feature", "Feature: X\n  Scenario Outline: Y\n    When <a>\n    Examples:\n")
    assert chapter.scenarios[0].examples[0].rows == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Feature: X\n  Scenario: Y\n    When a\n    nonsense\n", r"features/x.feature: .*\(4:5\)"),
        ("# nothing\n", "features/x.feature holds no feature"),
    ],
)
def test_what_is_no_feature_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(UnreadableFeature, match=said):
        read_chapter("features/x.feature", text)
