"""A line to another system that is dead for a while."""

from datetime import datetime
from typing import Any

from requests import ConnectTimeout, PreparedRequest, Response
from requests.adapters import BaseAdapter

from application.ports.clock import Clock


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
