"""A small repository of its own: two rules, one feature, its results and its code."""

import json
from pathlib import Path
from typing import Any

from entrypoints.manual.book import Book, read_book
from entrypoints.manual.places import Places
from entrypoints.manual.results import digest

README = """# What the kettle promises

## Reading order

1. [Tea](tea.feature)

## Rules

| id | rule |
|---|---|
| R1 | Tea is hot. |
| B1 | Milk comes last. |
"""
FEATURE = """Feature: Tea
  Everybody likes it.

  Rule: Tea is hot

    @R1
    Scenario: Green
      When somebody pours

    @R1 @B1
    Scenario Outline: Black
      When somebody pours <what>

      Examples:
        | what  |
        | Chai  |
        | Assam |
"""
CODE = '"""A kettle.\n\nSource: R1, B1.\n"""\n'


def result(name: str, line: int, *, outcome: str = "passed", **example: str) -> dict[str, Any]:
    """What a run writes of one scenario, or of one row."""
    return {
        "feature": "features/tea.feature",
        "scenario": name,
        "line": line,
        "tags": [],
        "example": example,
        "outcome": outcome,
        "seconds": 0.25,
        "date": "2026-05-08T09:00:00+00:00",
    }


GREEN, CHAI, ASSAM = result("Green", 7), result("Black", 11, what="Chai"), result("Black", 11, what="Assam")


def shelf(
    root: Path,
    *,
    readme: str = README,
    feature: str = FEATURE,
    ran: str | None = None,
    code: str = CODE,
    results: tuple[dict[str, Any], ...] = (GREEN, CHAI, ASSAM),
) -> Places:
    """Write the repository; `ran` is the feature as it was when the scenarios ran."""
    places = Places(root=root)
    places.features.mkdir(parents=True)
    places.contents.write_text(readme)
    (places.features / "tea.feature").write_text(feature)
    places.results.parent.mkdir(parents=True)
    run = {"features": {"features/tea.feature": digest(ran or feature)}, "scenarios": list(results)}
    places.results.write_text(json.dumps(run))
    (root / "domain").mkdir()
    (root / "domain" / "kettle.py").write_text(code)
    return places


def book(root: Path, **parts: Any) -> Book:
    """The same, read."""
    return read_book(shelf(root, **parts))
