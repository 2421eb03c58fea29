"""Slows down whoever tries tokens: guessing one is hopeless, and this keeps it from being a burden as well."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from threading import Lock

from application.ports.clock import Clock

TRIES = 10
WITHIN = timedelta(minutes=1)
MOST_ADDRESSES = 10_000  # the longest silent are forgotten first, so that no crowd fills the memory


class SignInBrake:
    """Counts failed sign-ins by address, for this process alone. Source: architecture §14 (token guessing)."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._lock = clock, Lock()
        self._failures: OrderedDict[str, deque[datetime]] = OrderedDict()

    def wait(self, address: str) -> timedelta:
        """Answer how long this address has to wait before it may try again; nothing means now."""
        now = self._clock.now()
        with self._lock:
            failures = self._failures.get(address, deque())
            while failures and failures[0] + WITHIN <= now:
                failures.popleft()
            return failures[-TRIES] + WITHIN - now if len(failures) >= TRIES else timedelta(0)

    def failed(self, address: str) -> None:
        """Count a try that failed."""
        with self._lock:
            self._failures.setdefault(address, deque(maxlen=TRIES)).append(self._clock.now())
            self._failures.move_to_end(address)
            if len(self._failures) > MOST_ADDRESSES:
                self._failures.popitem(last=False)
