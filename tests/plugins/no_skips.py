"""In CI a skipped test is a failed one, so that a green run means that everything ran."""

import os
from collections.abc import Generator
from typing import TypeVar

import pytest

ALLOWED = (
    "needs a real Cin7 account:",  # nobody's key belongs into CI
    "the public sample is not at hand:",  # compared with where it lies beside the repository
    "the official text is not at hand:",  # same
)
"""How the reason of a skip begins that no clean clone can avoid."""

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a test's skip into a failure; an expected failure stays one."""
    return _judged((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a whole module's skip into a failure."""
    return _judged((yield))


def _judged(report: Report) -> Report:
    if os.environ.get("CI") != "true" or report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return report
    reason = _reason(report)
    if not reason.startswith(ALLOWED):
        report.outcome = "failed"
        report.longrepr = f"Skipped in CI, where everything runs: {reason or 'no reason given'}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[2]).removeprefix("Skipped: ")
    return str(report.longrepr or "")
