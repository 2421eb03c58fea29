"""Every call seen, and how densely they came.

Source: fake-cin7.md, `GET /_fake/requests` and `/_fake/stats`; ref §1.3 (D) for the window.
"""

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.fake_cin7.wire import Row

WINDOW = timedelta(seconds=60)
KEPT = 50_000


@dataclass(slots=True, kw_only=True)
class Seen:
    """One call as it was seen; `status` is None when it got no further than a fault.

    Source: fake-cin7.md.
    """

    number: int
    method: str
    path: str
    query: str
    body: str
    status: int | None
    key: str
    at: datetime
    fault: str | None = None

    def describe(self) -> Row:
        """Show the call as the control plane lists it."""
        return {
            "number": self.number,
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "body": self.body,
            "status": self.status,
            "key": self.key,
            "at": self.at,
            "fault": self.fault,
        }


@dataclass
class KeyTraffic:
    """The traffic of one application key.

    Units: `in_window` are the instants of the last 60 seconds; `highest` is the most there ever were.
    """

    total: int = 0
    throttled: int = 0
    highest: int = 0
    per_minute: Counter[str] = field(default_factory=Counter)
    in_window: deque[datetime] = field(default_factory=deque)
    admitted: deque[datetime] = field(default_factory=deque)

    def note(self, at: datetime) -> None:
        """Count one call."""
        self.total += 1
        self.per_minute[f"{at.isoformat()[:16]}Z"] += 1
        self.in_window.append(at)
        _forget_before(self.in_window, at - WINDOW)
        self.highest = max(self.highest, len(self.in_window))

    def admit(self, at: datetime, most: int) -> bool:
        """Take a place in the sliding window if there is one.

        Source: ref §1.3 (D, L): 60 in 60 s, recovering as if the window slides.
        """
        _forget_before(self.admitted, at - WINDOW)
        if len(self.admitted) >= most:
            return False
        self.admitted.append(at)
        return True

    def used(self, at: datetime) -> int:
        """Count the places taken right now."""
        _forget_before(self.admitted, at - WINDOW)
        return len(self.admitted)


def _forget_before(instants: deque[datetime], limit: datetime) -> None:
    while instants and instants[0] <= limit:
        instants.popleft()


@dataclass
class RequestLog:
    """The calls of all keys; the oldest are let go after fifty thousand, the counts never."""

    entries: deque[Seen] = field(default_factory=lambda: deque(maxlen=KEPT))
    by_key: dict[str, KeyTraffic] = field(default_factory=dict)
    count: int = 0

    def traffic(self, key: str) -> KeyTraffic:
        """Find the traffic of a key, begun when it is new."""
        return self.by_key.setdefault(key, KeyTraffic())

    def note(self, seen: Seen) -> Seen:
        """Keep one call."""
        self.count += 1
        self.entries.append(seen)
        self.traffic(seen.key).note(seen.at)
        return seen

    def since(self, instant: datetime | None, number: int | None = None) -> list[Seen]:
        """List calls from an instant or a number on."""
        return [
            seen
            for seen in self.entries
            if (instant is None or seen.at >= instant) and (number is None or seen.number > number)
        ]

    def stats(self, now: datetime) -> Row:
        """Sum up the traffic of each key and of all."""
        return {
            "total": self.count,
            "highest_in_60_seconds": max((traffic.highest for traffic in self.by_key.values()), default=0),
            "keys": {
                key: {
                    "total": traffic.total,
                    "throttled": traffic.throttled,
                    "per_minute": dict(traffic.per_minute),
                    "highest_in_60_seconds": traffic.highest,
                    "used_now": traffic.used(now),
                }
                for key, traffic in self.by_key.items()
            },
        }
