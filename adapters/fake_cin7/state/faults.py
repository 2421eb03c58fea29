"""Things that go wrong on purpose: which call, what happens to it, how often.

Source: fake-cin7.md, `POST /_fake/faults`.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from random import Random

from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.values import boolean_of, decimal_of, whole_of
from adapters.fake_cin7.wire import Row

RESET = "reset"
TIMEOUT = "timeout"
COMMIT_THEN_TIMEOUT = "commit_then_timeout"
COMMIT_THEN_RESET = "commit_then_reset"
HTML_200 = "html_200"
WORDS = (RESET, TIMEOUT, COMMIT_THEN_TIMEOUT, COMMIT_THEN_RESET, HTML_200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What happens to a call that a fault strikes.

    Units: `slow` in seconds. Shape: `retry_after` is sent as it stands, since Cin7 writes no legal one (ref §1.3).
    """

    word: str | None = None
    status: int | None = None
    slow: float | None = None
    body: str | None = None
    retry_after: str | None = None

    @property
    def commits(self) -> bool:
        """Whether the call does its work before anything happens to the reply."""
        return self.slow is not None or self.word in (COMMIT_THEN_TIMEOUT, COMMIT_THEN_RESET)

    @property
    def name(self) -> str:
        """The words the request log uses."""
        return self.word or (f"slow {self.slow:g}" if self.slow is not None else f"status {self.status}")


@dataclass(slots=True, kw_only=True)
class Fault:
    """One rule: the calls it is meant for and how many of them it strikes.

    Source: fake-cin7.md: `nth` counts the calls that match, from 1; `rate` draws from `seed`.
    """

    id: int
    method: str = "*"
    path: str = "*"
    nth: int | None = None
    action: Action
    times: int | None = None
    rate: float | None = None
    seed: int = 0
    matched: int = 0
    struck: int = 0

    def strikes(self, method: str, path: str) -> bool:
        """Count a call if it matches and say whether the fault strikes it."""
        if self.method not in ("*", method.upper()) or not fnmatchcase(path.strip("/").casefold(), self.path):
            return False
        if self.times is not None and self.struck >= self.times:
            return False
        self.matched += 1
        if self.nth is not None and self.matched != self.nth:
            return False
        if self.rate is not None and self._draw() >= self.rate:
            return False
        self.struck += 1
        return True

    def _draw(self) -> float:
        """Draw the next number of the seeded row, so that a run can be repeated."""
        generator = Random(f"{self.seed}:{self.matched}")  # noqa: S311 - repeatable chance, not a secret
        return generator.random()

    def describe(self) -> Row:
        """Show the rule and its counts."""
        return {
            "id": self.id,
            "match": {"method": self.method, "path": self.path, "nth": self.nth},
            "action": self.action.name,
            "times": self.times,
            "rate": self.rate,
            "seed": self.seed,
            "matched": self.matched,
            "struck": self.struck,
        }


def read_fault(number: int, body: Row) -> Fault:
    """Understand an instruction to the control plane.

    Raises: BadInstruction naming what cannot be understood.
    """
    match = body.get("match") or {}
    if not isinstance(match, dict):
        raise BadInstruction('\'match\' must be an object such as {"method": "POST", "path": "sale"}.')
    _only_known("match", match, {"method", "path", "nth"})
    _only_known("a fault", body, {"match", "action", "times", "rate", "seed"})
    rate = decimal_of(body.get("rate"))
    if rate is not None and not 0 <= rate <= 1:
        raise BadInstruction(f"'rate' is the share of calls to strike, from 0 to 1; {rate} is not.")
    return Fault(
        id=number,
        method=str(match.get("method") or "*").upper(),
        path=_path(str(match.get("path") or "*")),
        nth=_count("nth", match.get("nth")),
        action=read_action(body.get("action")),
        times=_count("times", body.get("times")),
        rate=float(rate) if rate is not None else None,
        seed=whole_of(body.get("seed", 0)) or 0,
    )


def read_action(sent: object) -> Action:
    """Understand what shall happen to a call.

    Raises: BadInstruction listing the possible actions.
    """
    if isinstance(sent, str) and sent in WORDS:
        return Action(word=sent)
    if isinstance(sent, dict):
        _only_known("action", sent, {"status", "slow", "body", "retry_after", *WORDS})
        status, slow = whole_of(sent.get("status")), decimal_of(sent.get("slow"))
        if status is not None and 100 <= status <= 599:
            body, retry_after = (str(sent[name]) if name in sent else None for name in ("body", "retry_after"))
            return Action(status=status, body=body, retry_after=retry_after)
        if slow is not None and slow >= 0:
            return Action(slow=float(slow))
        words = [word for word in WORDS if boolean_of(sent.get(word))]
        if len(words) == 1:
            return Action(word=words[0])
    raise BadInstruction(
        f'\'action\' is {sent!r}; it must be one of {", ".join(WORDS)}, or {{"status": 503}}, or {{"slow": seconds}}.'
    )


def _path(sent: str) -> str:
    path = sent.strip("/").casefold()
    return path.removeprefix("externalapi/v2/")


def _count(name: str, sent: object) -> int | None:
    if sent is None:
        return None
    number = whole_of(sent)
    if number is None or number < 1:
        raise BadInstruction(f"'{name}' must be a whole number from 1 up, not {sent!r}.")
    return number


def _only_known(where: str, sent: Row, known: set[str]) -> None:
    for key in sent:
        if key not in known:
            raise BadInstruction(f"'{key}' means nothing in {where}; known are {', '.join(sorted(known))}.")
