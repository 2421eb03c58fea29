"""Every point of the crash matrix at which a process is killed, each with where it is.

Source: architecture §11, the numbered table; `number` is its first column.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Deed(Enum):
    """What is written down about an order in one commit, or done in between."""

    ACCEPTED = "accepted"
    CLAIMED = "claimed"
    OPENED = "opened"
    PLACED = "placed"
    HELD = "held"
    DOUBTED = "doubted"
    LOOKED = "looked"
    FOUND = "found"
    SENT = "sent"
    VOIDED = "voided"
    TOLD = "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instant:
    """Just before a deed, or just after it: the process kills itself there."""

    deed: Deed
    after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """While a call is under way: the other side has seen it, has done it or not, and its answer never comes."""

    method: str
    path: str
    done: bool

    @property
    def fate(self) -> str:
        """Answer what the imitated other side is told to do with it."""
        return "commit_then_timeout" if self.done else "timeout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point; `mishap` is what happens to which call beforehand, `twin` whether a second empty header is there."""

    number: int
    where: Instant | Call
    mishap: Mapping[tuple[str, str], str] = field(default_factory=dict)
    twin: bool = False
    is_refused: bool = False  # the order can not be sent, and is held


HEADER, LINES, LIST, DOCUMENT, VOID = "sale", "sale/order", "saleList", "sale", "sale"
HEADER_LOST = {("POST", HEADER): "commit_then_reset"}
NEVER_SENT = {("POST", HEADER): "reset"}


def before(deed: Deed) -> Instant:
    """Name the instant before a deed."""
    return Instant(deed=deed, after=False)


def after(deed: Deed) -> Instant:
    """Name the instant after a deed."""
    return Instant(deed=deed, after=True)


def _during(method: str, path: str, *, done: bool) -> Call:
    return Call(method=method, path=path, done=done)


class CrashPoint(Enum):
    """The matrix; where one of its rows says "or", each side is a point of its own."""

    BEFORE_THE_ACCEPT_COMMIT = Point(number=1, where=before(Deed.ACCEPTED))
    BEFORE_THE_202_IS_READ = Point(number=2, where=after(Deed.ACCEPTED))
    BEFORE_THE_CLAIM = Point(number=3, where=before(Deed.CLAIMED))
    BEFORE_IT_IS_HELD = Point(number=3, where=before(Deed.HELD), is_refused=True)
    AFTER_IT_IS_HELD = Point(number=3, where=after(Deed.HELD), is_refused=True)
    BEFORE_ANY_BYTE_LEAVES = Point(number=4, where=after(Deed.CLAIMED))
    HEADER_SENT_AND_NOT_DONE = Point(number=5, where=_during("POST", HEADER, done=False))
    HEADER_DONE_AND_REPLY_LOST = Point(number=6, where=_during("POST", HEADER, done=True))
    HEADER_DONE_AND_NOT_STORED = Point(number=6, where=before(Deed.OPENED))
    BEFORE_THE_SECOND_CALL = Point(number=7, where=after(Deed.OPENED))
    LINES_SENT_AND_NOT_DONE = Point(number=8, where=_during("POST", LINES, done=False))
    LINES_DONE_AND_REPLY_LOST = Point(number=9, where=_during("POST", LINES, done=True))
    LINES_DONE_AND_NOT_STORED = Point(number=9, where=before(Deed.PLACED))
    PLACED_AND_NOT_NOTED_BY_THE_ENGINE = Point(number=10, where=after(Deed.PLACED))
    EVENT_ON_ITS_WAY = Point(number=11, where=before(Deed.TOLD))
    EVENT_DELIVERED_AND_NOT_NOTED = Point(number=11, where=after(Deed.TOLD))
    BEFORE_THE_DOUBT_IS_STORED = Point(number=12, where=before(Deed.DOUBTED), mishap=HEADER_LOST)
    BEFORE_THE_LOOK = Point(number=12, where=after(Deed.DOUBTED), mishap=HEADER_LOST)
    DURING_THE_LOOK_FOR_OUR_KEY = Point(number=12, where=_during("GET", LIST, done=False), mishap=HEADER_LOST)
    DURING_THE_LOOK_AT_THE_DOCUMENT = Point(number=12, where=_during("GET", DOCUMENT, done=False), mishap=HEADER_LOST)
    FOUND_AND_NOT_STORED = Point(number=12, where=before(Deed.FOUND), mishap=HEADER_LOST)
    FOUND_AND_NOT_FILLED = Point(number=12, where=after(Deed.FOUND), mishap=HEADER_LOST)
    NOTHING_FOUND_AND_NOT_STORED = Point(number=12, where=before(Deed.LOOKED), mishap=NEVER_SENT)
    NOTHING_FOUND_AND_STORED = Point(number=12, where=after(Deed.LOOKED), mishap=NEVER_SENT)
    DOUBLE_MET_AND_NOT_STORED = Point(number=13, where=before(Deed.FOUND), mishap=HEADER_LOST, twin=True)
    BEFORE_A_DOUBLE_IS_VOIDED = Point(number=13, where=before(Deed.VOIDED), mishap=HEADER_LOST, twin=True)
    VOID_SENT_AND_NOT_DONE = Point(number=13, where=_during("DELETE", VOID, done=False), mishap=HEADER_LOST, twin=True)
    VOID_DONE_AND_REPLY_LOST = Point(number=13, where=_during("DELETE", VOID, done=True), mishap=HEADER_LOST, twin=True)
    VOID_DONE_AND_NOT_STORED = Point(number=13, where=after(Deed.VOIDED), mishap=HEADER_LOST, twin=True)

    @property
    def point(self) -> Point:
        """Answer what it consists of."""
        return self.value


NUMBERS = range(1, 14)
"""The rows of the matrix."""
