"""One try at making a sale, and how long to doubt one that ended badly."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from zlib import crc32

from domain.sale import Sale


class Step(Enum):
    """Which write an attempt is at: making a header, voiding one to make another, or filling it.

    Source: ref §6.1, §6.7. Shape: *replaced* is an attempt whose header was voided.
    """

    OPENING = "opening"
    REPLACING = "replacing"
    REPLACED = "replaced"
    FILLING = "filling"


class Outcome(Enum):
    """What came of an attempt, as far as we know.

    *answered* and *silent* are both unclear: the first got an answer that says nothing, the second none at all.
    """

    PLACED = "placed"
    NOTHING_HAPPENED = "nothing_happened"
    REFUSED = "refused"
    ANSWERED = "answered"
    SILENT = "silent"
    FOUND = "found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What was about to be sent, committed before the first byte left.

    Source: B2, architecture §4.2. Shape: `outcome` is None while open, also after its process
    died; *found* means that its header was found later; `found_absent` that we looked and believe that it made
    nothing. `number` is given by the order. `hash` is of the calls as planned, `sent_hash` of those that left and made
    the sale, empty while there is none or when not all of them were seen.
    """

    sale: Sale
    hash: str
    options_version: int
    claimed_at: datetime
    notes: tuple[str, ...] = ()
    sent_hash: str = ""
    number: int = 0
    step: Step = Step.OPENING
    outcome: Outcome | None = None
    ended_at: datetime | None = None
    found_absent: bool = False

    @property
    def is_in_doubt(self) -> bool:
        """Answer whether it may have reached the inventory system without our knowing."""
        return self.outcome in (None, Outcome.ANSWERED, Outcome.SILENT) and not self.found_absent

    def is_settled(self, *, sale_is_known: bool) -> bool:
        """Answer whether it is known how far it came, so that its composition may go on from there."""
        interrupted = self.outcome is Outcome.NOTHING_HAPPENED and sale_is_known
        return interrupted or self.outcome is Outcome.FOUND or self.found_absent


def with_latest(attempts: tuple[Attempt, ...], change: Callable[[Attempt], Attempt]) -> tuple[Attempt, ...]:
    """Answer the attempts with the latest one changed."""
    return (*attempts[:-1], *map(change, attempts[-1:]))


def closed(attempts: tuple[Attempt, ...], outcome: Outcome, at: datetime) -> tuple[Attempt, ...]:
    """Answer the attempts with the latest one ended, unless that is settled already."""
    if not attempts or not attempts[-1].is_in_doubt:
        return attempts
    return with_latest(attempts, lambda attempt: replace(attempt, outcome=outcome, ended_at=at))


def kept_beside(attempts: tuple[Attempt, ...], new: Attempt) -> tuple[Attempt, ...]:
    """Answer the attempts that stay on record when a new one is claimed.

    One that certainly sent nothing gives way, so that a day of waiting leaves one row; one whose header was made
    stays, unless the new one is the same again.
    """
    if not attempts or attempts[-1].outcome is not Outcome.NOTHING_HAPPENED:
        return attempts
    left_nothing = attempts[-1].step is Step.OPENING or attempts[-1].sale == new.sale
    return attempts[:-1] if left_nothing else attempts


def headers_left(attempts: tuple[Attempt, ...]) -> tuple[Sale, ...]:
    """Answer what the one header of these attempts may say: nothing tells which of them it was, or was put right by.

    Source: B2; architecture §4.3.
    """
    settled = (Outcome.REFUSED, Outcome.NOTHING_HAPPENED)
    left = [each for each in attempts if each.step is not Step.REPLACED]
    return tuple(each.sale for each in left if each.step is not Step.OPENING or each.outcome not in settled)


def may_say_otherwise(attempts: tuple[Attempt, ...], sale: Sale) -> bool:
    """Answer whether the header that these attempts left may say something else than this sale's. Source: B2."""
    return any(each.header != sale.header for each in headers_left(attempts))


def header_voided(attempts: tuple[Attempt, ...]) -> tuple[Attempt, ...]:
    """Answer the attempts once their header was voided: none of them left one that may be filled."""
    return tuple(replace(attempt, step=Step.REPLACED) for attempt in attempts)


def settled(attempts: tuple[Attempt, ...], at: datetime) -> tuple[Attempt, ...]:
    """Answer the attempts with the latest one no longer in doubt, because a look found nothing that it made."""
    if not attempts or not attempts[-1].is_in_doubt:
        return attempts
    return with_latest(attempts, lambda last: replace(last, found_absent=True, ended_at=last.ended_at or at))


def failures_answered(attempts: tuple[Attempt, ...]) -> int:
    """Count the latest attempts in a row that were answered with a failure and, when looked for, had made nothing."""
    failed = [attempt.outcome is Outcome.ANSWERED and attempt.found_absent for attempt in reversed(attempts)]
    return failed.index(False) if False in failed else len(failed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a write may be on its way, and when to look again.

    Source: architecture §4.2, "When to look". A claim allows a write to start for `claim`, and we wait at most
    forty seconds for its answer: `unended` covers both, so a process that wakes up late cannot write behind
    our back.
    """

    claim: timedelta = timedelta(seconds=20)
    answered: timedelta = timedelta(seconds=10)
    silent: timedelta = timedelta(seconds=30)
    unended: timedelta = timedelta(seconds=60)
    steps: tuple[timedelta, ...] = tuple(timedelta(seconds=s) for s in (5, 15, 30, 60, 120, 300))
    tried_for: timedelta = timedelta(hours=24)

    def believed_absent_from(self, attempt: Attempt) -> datetime:
        """Answer from when on a sale that cannot be found may be taken as never made."""
        if attempt.outcome is None or attempt.ended_at is None:
            return attempt.claimed_at + self.unended
        return attempt.ended_at + (self.answered if attempt.outcome is Outcome.ANSWERED else self.silent)

    def pause(self, tries: int, salt: str) -> timedelta:
        """Answer how long to wait after this many tries in a row; `salt` spreads waits that began together.

        Source: architecture §4.2: up to a fifth longer, always the same for one order and try.
        """
        step = self.steps[min(tries, len(self.steps) - 1)]
        return step * (1 + (crc32(f"{salt}:{tries}".encode()) % 1000) / 5000)
