"""What came of every scenario, written down for the manual when a run covered them all.

Shape: `entrypoints/manual/results.json` holds `{"features": {path: digest}, "scenarios": [{feature, scenario, line,
tags, example, outcome, seconds, date}]}`; `feature` is the file's path in the repository. Rows of one outline share
their line and are told apart by their values. The digests are of the files as they were when the run began.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypedDict, cast

import pytest
from pytest_bdd.feature import get_features
from pytest_bdd.parser import Feature, Scenario, ScenarioTemplate

from entrypoints.manual.results import digests

RULES: Final = (*(f"R{number}" for number in range(1, 38)), *(f"B{number}" for number in range(1, 19)))
RESULTS: Final = Path("entrypoints") / "manual" / "results.json"
PROPERTY: Final = "scenario"
WORST_FIRST: Final = ("failed", "skipped", "passed")

Key = tuple[str, int, tuple[tuple[str, str], ...]]


class Result(TypedDict):
    """What came of a scenario, or of one row of an outline. Units: `seconds` with everything before and after it."""

    feature: str
    scenario: str
    line: int
    tags: list[str]
    example: dict[str, str]
    outcome: str
    seconds: float
    date: str


def pytest_configure(config: pytest.Config) -> None:
    """Let every rule be a marker, and nothing else, so that a mistyped tag stops the run."""
    for rule in RULES:
        config.addinivalue_line("markers", f"{rule}: shows rule {rule} of features/README.md")
    if not hasattr(config, "workerinput"):  # of a run on several processes only the first writes
        config.pluginmanager.register(RuleResults(config.rootpath, config.getini("bdd_features_base_dir")))


def pytest_bdd_before_scenario(request: pytest.FixtureRequest, feature: Feature, scenario: Scenario) -> None:
    """Note on the test which scenario it is; the note travels with its reports, also from another process."""
    example = _example(request)
    found: Result = {
        "feature": _path(feature, request.config.rootpath),
        "scenario": scenario.name,
        "line": scenario.line_number,
        "tags": sorted(scenario.tags),
        "example": example,
        "outcome": "passed",
        "seconds": 0.0,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    request.node.user_properties.append((PROPERTY, found))


class RuleResults:
    """Collects the results of one run."""

    def __init__(self, root: Path, features: str) -> None:
        self._root, self._features = root, root / features
        self._digests = digests(self._features, root)
        self._unfinished: dict[str, list[tuple[str, float]]] = {}
        self.results: dict[Key, Result] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up what a test took, and keep the worst that came of it."""
        phases = self._unfinished.setdefault(report.nodeid, [])
        phases.append((report.outcome, report.duration))
        if report.when != "teardown":
            return
        for name, found in report.user_properties:
            if name == PROPERTY:
                self._keep(cast("Result", found), phases)
        del self._unfinished[report.nodeid]

    def pytest_sessionfinish(self) -> None:
        """Write, if nothing is missing: of a part of the scenarios nothing can be said about the rest."""
        if not self.results or not set(self._expected()) <= set(self.results):
            return
        file = self._root / RESULTS
        file.parent.mkdir(parents=True, exist_ok=True)
        ordered = [self.results[key] for key in sorted(self.results)]
        run = {"features": self._digests, "scenarios": ordered}
        file.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def _expected(self) -> Iterator[Key]:
        for feature in get_features([str(self._features)]):
            for scenario in feature.scenarios.values():
                for example in _examples(scenario):
                    yield _path(feature, self._root), scenario.line_number, tuple(sorted(example.items()))

    def _keep(self, found: Result, phases: list[tuple[str, float]]) -> None:
        """Keep a result; of a scenario that ran on two databases the worse."""
        key = (found["feature"], found["line"], tuple(sorted(found["example"].items())))
        outcomes = [outcome for outcome, _ in phases]
        if key in self.results:
            outcomes.append(self.results[key]["outcome"])
        worst = min(outcomes, key=WORST_FIRST.index)
        self.results[key] = {**found, "outcome": worst, "seconds": round(sum(spent for _, spent in phases), 3)}


def _example(request: pytest.FixtureRequest) -> dict[str, str]:
    call = getattr(request.node, "callspec", None)
    return dict(call.params.get("_pytest_bdd_example", {})) if call else {}


def _path(feature: Feature, root: Path) -> str:
    return Path(feature.filename).relative_to(root).as_posix()


def _examples(scenario: ScenarioTemplate) -> Iterator[dict[str, str]]:
    if not scenario.examples:
        yield {}
    for examples in scenario.examples:
        for row in examples.as_contexts():
            yield {name: str(value) for name, value in row.items()}
