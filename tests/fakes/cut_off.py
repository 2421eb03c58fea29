"""Lines to another system that are dead for a while, or slow."""

from datetime import datetime, timedelta
from typing import Any

from requests import ConnectTimeout, PreparedRequest, ReadTimeout, Response
from requests.adapters import BaseAdapter

from application.ports.clock import Clock
from tests.fakes.clock import StandingClock


class CutOff(BaseAdapter):
    """Lets no call get as far as a connection until an instant, so that none can have done anything."""

    def __init__(self, living: BaseAdapter, clock: Clock, *, until: datetime) -> None:
        super().__init__()
        self._living, self._clock, self._until = living, clock, until

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:  # handed on as they are
        if self._clock.now() < self._until:
            raise ConnectTimeout("Connection timed out.", request=request)
        return self._living.send(request, *args, **options)

    def close(self) -> None:
        self._living.close()


class SlowedDown(BaseAdapter):
    """Lets every answer take so long, and the caller give up when it would not wait for it."""

    def __init__(self, living: BaseAdapter, clock: StandingClock, each: timedelta) -> None:
        super().__init__()
        self._living, self._clock, self._each = living, clock, each

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:  # handed on as they are
        _, silence = options["timeout"]
        self._clock.advance(min(self._each, timedelta(seconds=silence)))
        if self._each.total_seconds() > silence:
            raise ReadTimeout("Read timed out.", request=request)
        return self._living.send(request, *args, **options)

    def close(self) -> None:
        self._living.close()
