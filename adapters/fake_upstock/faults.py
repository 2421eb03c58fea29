"""Things that go wrong on purpose: which deliveries, what happens to them, how often.

Source: architecture §6.6; the words are those of the fake Cin7's control plane.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

RESET, TIMEOUT = "reset", "timeout"
COMMIT_THEN_RESET, COMMIT_THEN_TIMEOUT = "commit_then_reset", "commit_then_timeout"
WORDS = (RESET, TIMEOUT, COMMIT_THEN_RESET, COMMIT_THEN_TIMEOUT)

_ACTIONS = f'"action" is one of {", ".join(WORDS)}, or {{"status": 500}}, or {{"slow": seconds}}.'


class BadInstruction(Exception):
    """The control plane was asked for something it does not know; the message says what it knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What happens to a delivery. Units: `slow` and `retry_after` in seconds."""

    word: str = ""
    status: int | None = None
    retry_after: int | None = None
    slow: float | None = None

    @property
    def commits(self) -> bool:
        """Whether the event counts before anything happens to the answer."""
        return self.slow is not None or self.word in (COMMIT_THEN_RESET, COMMIT_THEN_TIMEOUT)

    @property
    def loses_the_answer(self) -> bool:
        """Whether nothing comes back."""
        return bool(self.word)

    @property
    def name(self) -> str:
        """The words that lists use."""
        return self.word or (f"slow {self.slow:g}" if self.slow is not None else f"status {self.status}")


@dataclass(slots=True, kw_only=True)
class Fault:
    """One rule; `subject` is as in the list of what was received, `times` None means for ever."""

    action: Action
    type: str = "*"
    subject: str = "*"
    times: int | None = None
    struck: int = 0

    def strikes(self, type: str, subject: str) -> bool:  # noqa: A002 - the event's own word
        """Count a delivery if this is meant for it, and say whether it strikes."""
        if not (fnmatchcase(type, self.type) and fnmatchcase(subject, self.subject)):
            return False
        if self.times is not None and self.struck >= self.times:
            return False
        self.struck += 1
        return True

    def described(self) -> dict[str, object]:
        """Show the rule and how often it struck."""
        match = {"type": self.type, "subject": self.subject}
        return {"match": match, "action": self.action.name, "times": self.times, "struck": self.struck}


def read_fault(sent: object) -> Fault:
    """Understand an instruction. Raises: BadInstruction naming what cannot be understood."""
    body = _known("a fault", sent, {"match", "action", "times"})
    match = _known('"match"', body.get("match") or {}, {"type", "subject"})
    times = body.get("times")
    if times is not None and (not isinstance(times, int) or times < 1):
        raise BadInstruction('"times" is a whole number from 1 up; without it the fault lasts until it is cleared.')
    return Fault(
        action=_action(body.get("action")),
        type=str(match.get("type", "*")),
        subject=str(match.get("subject", "*")),
        times=times,
    )


def _action(sent: object) -> Action:
    if isinstance(sent, str) and sent in WORDS:
        return Action(word=sent)
    body = _known('"action"', sent if isinstance(sent, dict) else {}, {"status", "retry_after", "slow"})
    status, slow = body.get("status"), body.get("slow")
    if isinstance(status, int) and 200 <= status <= 599:
        return Action(status=status, retry_after=body.get("retry_after"))
    if isinstance(slow, int | float) and slow >= 0:
        return Action(slow=float(slow))
    raise BadInstruction(_ACTIONS)


def _known(where: str, sent: object, names: set[str]) -> dict[str, Any]:
    if not isinstance(sent, dict):
        raise BadInstruction(f"{where} is an object with {', '.join(sorted(names))}.")
    if unknown := sorted(set(sent) - names):
        raise BadInstruction(f"{', '.join(unknown)} means nothing in {where}; known are {', '.join(sorted(names))}.")
    return sent
