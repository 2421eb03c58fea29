"""The contents page gives order and rules, and texts name rules one by one or as ranges."""

import pytest

from entrypoints.manual.places import own_places
from entrypoints.manual.rules import ids_in, read_contents

PAGE = """# Promises

## Reading order

1. [One](one.feature)
2. Options of a sale: [Two](options/two.feature) · [Three](options/three.feature) ·
   [Four](options/four.feature)

## Rules

| id | rule |
|---|---|
| R1 | The first. |
| B12 | Another: with `code`. |

1. [Elsewhere](not_in_the_order.feature)
"""


def test_features_are_read_in_the_order_of_the_page_under_their_headings() -> None:
    groups = [(group.heading, group.features) for group in read_contents(PAGE).groups]
    assert groups == [
        ("", ("features/one.feature",)),
        (
            "Options of a sale",
            ("features/options/two.feature", "features/options/three.feature", "features/options/four.feature"),
        ),
    ]


CAST = """## Who is who

Always the same.

- **Ana** buys from
  **Bob**.
- **Bob** sells.

- Carl is in the next list.

## Other

- **Nobody** is elsewhere.
"""


def test_who_is_who_is_read_line_by_line_with_the_names_told_apart() -> None:
    cast = [[(words.text, words.is_name) for words in line] for line in read_contents(CAST).cast]
    assert cast == [
        [("Ana", True), (" buys from ", False), ("Bob", True), (".", False)],
        [("Bob", True), (" sells.", False)],
        [("Carl is in the next list.", False)],
    ]


def test_rules_are_the_lines_of_the_table() -> None:
    rules = [(rule.id, rule.sentence) for rule in read_contents(PAGE).rules]
    assert rules == [("R1", "The first."), ("B12", "Another: with `code`.")]


def test_the_real_page_names_every_rule_there_is() -> None:
    rules = [rule.id for rule in read_contents(own_places().contents.read_text()).rules]
    assert rules == [*(f"R{number}" for number in range(1, 38)), *(f"B{number}" for number in range(1, 19))]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("R17.", ("R17",)),
        ("R15–R18, B1", ("R15", "R16", "R17", "R18", "B1")),
        ("R15-17", ("R15", "R16", "R17")),
        ("R20, R21 (0 is not set), R20", ("R20", "R21")),
        ("ref §4.2 (D:30542), B2B, XR7", ()),
        ("R13: the header", ("R13",)),
        ("R2–B4", ("R2", "B4")),
    ],
)
def test_ids_are_found_alone_and_in_ranges(text: str, ids: tuple[str, ...]) -> None:
    assert ids_in(text) == ids
