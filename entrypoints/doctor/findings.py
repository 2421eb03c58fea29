"""What was looked at, and how it was found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """How something was found: *wrong* keeps something from working, *warn* will or may."""

    OK = "ok"
    WARN = "warn"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; a remedy stands with everything that is not as it should be."""

    part: str
    verdict: Verdict
    what: str
    remedy: str = ""


Check = Callable[[], Iterable[Finding]]
"""Looks at one part; may raise, which is a finding too."""


def ok(part: str, what: str) -> Finding:
    """Say that something is as it should be."""
    return Finding(part=part, verdict=Verdict.OK, what=what)


def warn(part: str, what: str, remedy: str) -> Finding:
    """Say that something deserves a look."""
    return Finding(part=part, verdict=Verdict.WARN, what=what, remedy=remedy)


def wrong(part: str, what: str, remedy: str) -> Finding:
    """Say that something does not work."""
    return Finding(part=part, verdict=Verdict.WRONG, what=what, remedy=remedy)


def worst(findings: Iterable[Finding]) -> Verdict:
    """Answer the one verdict for all."""
    order = list(Verdict)
    return max((finding.verdict for finding in findings), key=order.index, default=Verdict.OK)


def said_by(error: BaseException) -> str:
    """Answer the first words of what lies behind an error, which are those of whoever refused; no traceback, no SQL."""
    behind = error
    while cause := behind.__cause__ or getattr(behind, "orig", None):
        behind = cause
    words = " ".join(str(behind).split()) or type(behind).__name__
    return words[:300].rstrip(".")
