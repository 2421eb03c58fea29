"""How the calls of one application key stand, and when what waits will have gone."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from domain.call_budget import PERIOD, CallWindow, Lane, admit, share_of

CALLS_OF_AN_ORDER: Final = 2
"""One opens its sale, one fills it. Source: ref §6.2, §6.6."""


def calls_of(orders: int, *, begun: int) -> int:
    """Answer how many calls so many orders take at least, of which some have their sale opened already. Source: B10."""
    return CALLS_OF_AN_ORDER * orders - begun


def pages_left(*, done: int, total: int | None, pages: int) -> int | None:
    """Answer how many pages are still to be read, if they hold as much as those so far; None until one can tell."""
    if total is None or not done or not pages:
        return None
    return max(-((done - total) * pages // done), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallUsage:
    """One key's window, looked at without changing it.

    Source: B10. Units: seconds of the clock that all processes share; `now` is its present.
    """

    limit: int
    window: CallWindow
    now: float
    blocked_why: str = ""

    @property
    def used(self) -> int:
        """Count the calls that still count, of all lanes."""
        return len(self.window.at(self.now).hits)

    @property
    def used_by_lane(self) -> dict[Lane, int]:
        """Count them by lane."""
        lanes = [lane for _, lane in self.window.at(self.now).hits]
        return {lane: lanes.count(lane) for lane in Lane}

    @property
    def free_in(self) -> dict[Lane, float]:
        """Answer when a call of each lane might go that was asked for now."""
        return {lane: admit(self.window, lane, self.now, self.limit)[1] for lane in Lane}

    @property
    def blocked_until(self) -> datetime | None:
        """Answer until when nobody calls, None when anybody may."""
        until = self.window.at(self.now).blocked_until
        return datetime.fromtimestamp(until, UTC) if until > self.now else None

    def orders_through_in(self, calls: int) -> float:
        """Answer when the last of so many calls for orders may go; nobody else's go before them.

        The free places go first, then each call that counts now makes room when it no longer does, and so on round
        after round.
        """
        if calls <= 0:
            return 0.0
        counting = self.window.at(self.now)
        free_from = max(self.now, counting.blocked_until)
        taken = [max(at + PERIOD, free_from) for at, _ in counting.hits[-self.limit :]]
        places = [free_from] * (self.limit - len(taken)) + taken
        rounds, place = divmod(calls - 1, self.limit)
        return places[place] + rounds * PERIOD - self.now

    def reading_through_in(self, lane: Lane, *, pages: int, pace: float, after: float) -> float:
        """Answer when so many pages will have been read, of which one took `pace` so far; none goes before `after`.

        Full imports are never quicker than their share of the budget.
        """
        slowest = max(pace, PERIOD / share_of(lane, self.limit)) if lane is Lane.IMPORTS else pace
        return max(after, self.free_in[lane]) + max(pages - 1, 0) * slowest
