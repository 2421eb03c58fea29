"""Whatever the manual could not show is found, each once, with place and remedy."""

from pathlib import Path
from typing import Any

import pytest

from entrypoints.manual.check import findings
from tests.entrypoints.manual.shelf import ASSAM, CHAI, CODE, FEATURE, GREEN, README, book

EXAMPLES = "        | what  |\n        | Chai  |\n        | Assam |\n"


def found(root: Path, **parts: Any) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in findings(book(root, **parts))]


def test_a_true_manual_has_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            {"readme": README + "| B2 | Sugar is asked for. |\n", "code": CODE.replace("B1", "B1–B2")},
            [("no_passing_scenario", "features/README.md, B2")],
        ),
        ({"code": CODE.replace(", B1", "")}, [("no_source", "features/README.md, B1")]),
        ({"code": CODE.replace("R1,", "R1, R99,")}, [("unknown_source", "domain/kettle.py:1")]),
        ({"feature": FEATURE.replace("@R1 @B1", "@R1 @B1 @B99")}, [("unknown_tag", "features/tea.feature:11")]),
        ({"results": (GREEN, CHAI)}, [("no_result", "features/tea.feature:11")]),
        ({"results": (GREEN, CHAI, {**ASSAM, "outcome": "failed"})}, [("failed", "features/tea.feature:11")]),
        (
            {"ran": FEATURE.replace("hot", "warm")},
            [
                ("no_passing_scenario", "features/README.md, R1"),
                ("no_passing_scenario", "features/README.md, B1"),
                ("stale_result", "features/tea.feature:7"),
                ("stale_result", "features/tea.feature:11"),
            ],
        ),
        (
            {"feature": FEATURE.replace(EXAMPLES, "") + "\n    @B1\n    Scenario: Milk\n", "results": (GREEN,)},
            [
                ("no_passing_scenario", "features/README.md, B1"),
                ("no_example", "features/tea.feature:11"),
                ("no_result", "features/tea.feature:17"),
            ],
        ),
        (
            {"readme": README.replace("[Tea](tea.feature)", "[Tea](te.feature)")},
            [("feature_not_in_contents", "features/README.md"), ("no_such_feature", "features/README.md")],
        ),
    ],
    ids=lambda value: value[-1][0] if isinstance(value, list) else "",
)
def test_what_cannot_be_shown_is_found(tmp_path: Path, parts: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found(tmp_path, **parts) == expected


def test_every_finding_says_what_and_how_to_mend_it(tmp_path: Path) -> None:
    all_found = findings(book(tmp_path, readme=README + "| B2 | Sugar. |\n", results=(), code='"""Source: R98."""'))
    assert {finding.code for finding in all_found} == {
        "no_passing_scenario",
        "no_source",
        "unknown_source",
        "no_result",
    }
    assert all(finding.what.endswith(".") and finding.fix.endswith(".") for finding in all_found)
