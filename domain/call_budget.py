"""How many calls an application key may make, and whose turn it is."""

from dataclasses import dataclass, replace
from enum import IntEnum


class Lane(IntEnum):
    """What calls are for, the most urgent first. Source: B10."""

    ORDERS = 0
    SHIPMENTS = 1
    PRICES = 2
    IMPORTS = 3


PERIOD = 63.0  # s; Cin7 counts arrivals in any 60 s and we count departures: three more cover what the network does
SHARE = {Lane.ORDERS: 1.0, Lane.SHIPMENTS: 0.9, Lane.PRICES: 0.75, Lane.IMPORTS: 0.5}
MEMORY = 5.0  # s; how long a caller that was told to wait keeps its place after its time has come


@dataclass(frozen=True, slots=True, kw_only=True)
class CallWindow:
    """The calls of one application key that still count, and who waits. Units: seconds of one clock."""

    hits: tuple[tuple[float, Lane], ...] = ()
    waiting: tuple[tuple[float, Lane], ...] = ()
    blocked_until: float = 0.0


def admit(window: CallWindow, lane: Lane, now: float, limit: int) -> tuple[CallWindow, float]:
    """Answer the window afterwards and the seconds to wait; 0.0 means go, and the call is counted.

    Imports are spaced evenly, so that room comes free call by call when orders arrive.

    Source: B10; architecture §4.6.
    """
    hits = tuple(hit for hit in window.hits if hit[0] > now - PERIOD)
    waiting = tuple(mark for mark in window.waiting if mark[0] > now and mark[1] is not lane)
    wait = max(_reasons_to_wait(replace(window, hits=hits, waiting=waiting), lane, now, limit))
    if wait > 0:
        return replace(window, hits=hits, waiting=(*waiting, (now + wait + MEMORY, lane))), wait
    return replace(window, hits=(*hits, (now, lane)), waiting=waiting), 0.0


def _reasons_to_wait(window: CallWindow, lane: Lane, now: float, limit: int) -> list[float]:
    share = max(1, int(limit * SHARE[lane]))
    waits = [window.blocked_until - now]
    if len(window.hits) >= share:
        waits.append(window.hits[-share][0] + PERIOD - now)
    waits += [until - now for until, other in window.waiting if other < lane]
    if lane is Lane.IMPORTS:
        waits += [at + PERIOD / share - now for at, other in window.hits if other is lane]
    return waits
