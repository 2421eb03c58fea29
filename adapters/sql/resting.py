"""Connections that rested are asked whether they still live, before anybody relies on them."""

import time
from collections.abc import Callable
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

REST: Final = 5.0
"""Seconds without work after which a connection is asked.

Asking before every use, as SQLAlchemy would, costs a tenth of what accepting an order costs. When a database is
started again, one that worked a moment before fails once, as whatever was under way fails, and all others are new.
"""

_SINCE: Final = "upstock-cin7: rests since"


class AskAfterRest:
    """Asks PostgreSQL through a connection that rested; where it is dead, the whole pool is made anew."""

    def __init__(self, engine: sa.Engine, now: Callable[[], float] = time.monotonic) -> None:
        """Look at every connection of this engine that is given out or comes back."""
        self._dialect, self._now = engine.dialect, now
        sa.event.listen(engine, "checkin", self._rests)
        sa.event.listen(engine, "checkout", self._is_wanted)

    def _rests(self, _connection: object, record: ConnectionPoolEntry) -> None:
        record.info[_SINCE] = self._now()

    def _is_wanted(self, connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object) -> None:
        """Ask, unless it worked just now or is new. Raises: InvalidatePoolError, upon which the pool connects anew."""
        since = record.info.get(_SINCE)
        if since is None or self._now() - since <= REST:
            return
        try:
            self._dialect.do_ping(connection)
        except self._dialect.loaded_dbapi.Error as dead:
            raise sa.exc.InvalidatePoolError(str(dead)) from dead
