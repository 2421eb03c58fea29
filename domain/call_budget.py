"""How many calls an application key may make, and whose turn it is."""

from dataclasses import dataclass, replace
from enum import IntEnum


class Lane(IntEnum):
    """What calls are for, the most urgent first. Source: B10."""

    ORDERS = 0
    SHIPMENTS = 1
    PRICES = 2
    IMPORTS = 3


SLACK = 3.0  # s; what the network may do between our departure and Cin7's counting before we must count anew
PERIOD = 60.0 + SLACK  # s; Cin7 counts arrivals in any 60 s, and we count departures
SHARE = {Lane.ORDERS: 1.0, Lane.SHIPMENTS: 0.9, Lane.PRICES: 0.75, Lane.IMPORTS: 0.5}
MEMORY = 5.0  # s; how long a caller that was told to wait keeps its place after its time has come
LONGEST_BLOCK = 600.0  # s; the other system is not believed when it wants to be left alone for longer


@dataclass(frozen=True, slots=True, kw_only=True)
class CallWindow:
    """The calls of one application key that still count, and who waits. Units: seconds of one clock."""

    hits: tuple[tuple[float, Lane], ...] = ()
    waiting: tuple[tuple[float, Lane], ...] = ()
    blocked_until: float = 0.0

    def at(self, now: float) -> "CallWindow":
        """Answer what of it counts at this instant.

        A clock that was put back leaves marks in the future: they are taken as made now, so that nobody waits for the
        clock to come round again.
        """
        blocked_until = min(self.blocked_until, now + LONGEST_BLOCK)
        latest = max(now + PERIOD, blocked_until) + len(Lane) * MEMORY  # each lane waits for those before it
        return CallWindow(
            hits=tuple((min(at, now), lane) for at, lane in self.hits if at > now - PERIOD),
            waiting=tuple((min(until, latest), lane) for until, lane in self.waiting if until > now),
            blocked_until=blocked_until,
        )


def admit(window: CallWindow, lane: Lane, now: float, limit: int) -> tuple[CallWindow, float]:
    """Answer the window afterwards and the seconds to wait; 0.0 means go, and the call is counted.

    Imports are spaced evenly, so that room comes free call by call when orders arrive.

    Source: B10; architecture §4.6.
    """
    counting = window.at(now)
    others = replace(counting, waiting=tuple(mark for mark in counting.waiting if mark[1] is not lane))
    wait = max(_reasons_to_wait(others, lane, now, limit))
    if wait > 0:
        return replace(others, waiting=(*others.waiting, (now + wait + MEMORY, lane))), wait
    return replace(others, hits=(*others.hits, (now, lane))), 0.0


def counted_late(window: CallWindow, lane: Lane, now: float, took: float) -> CallWindow:
    """Answer the window after a call that took long: it counts from its end, since it may have arrived just then.

    So a Cin7 that was slow and is quick again never sees more arrivals than it allows. Source: B10.
    """
    hits = list(window.at(now).hits)
    departed = [place for place, (at, other) in enumerate(hits) if other is lane and at <= now - took + SLACK]
    if departed:
        del hits[departed[-1]]
    return replace(window.at(now), hits=(*hits, (now, lane)))


def _reasons_to_wait(window: CallWindow, lane: Lane, now: float, limit: int) -> list[float]:
    share = share_of(lane, limit)
    waits = [window.blocked_until - now]
    if len(window.hits) >= share:
        waits.append(window.hits[-share][0] + PERIOD - now)
    waits += [until - now for until, other in window.waiting if other < lane]
    if lane is Lane.IMPORTS:
        waits += [at + PERIOD / share - now for at, other in window.hits if other is lane]
    return waits


def share_of(lane: Lane, limit: int) -> int:
    """Answer how many calls may count altogether for one of this lane to go; one always may."""
    return max(1, int(limit * SHARE[lane]))
