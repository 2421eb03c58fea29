"""Writers of one process on a SQLite file, each in its turn."""

import re
import threading
from collections.abc import MutableMapping
from typing import Final, cast

import sqlalchemy as sa

LONGEST: Final = 30.0
"""How many seconds a writer waits for its turn; then it asks SQLite, which says no in words of its own."""

_WRITES: Final = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|BEGIN)\b", re.IGNORECASE)
_HAS_TURN: Final = "upstock-cin7: has the writers' turn"


class WritersTurn:
    """Lets one connection write at a time, from its first write until it is given back.

    SQLite has one writer as well, but lets the others ask again after ever longer pauses: whoever asks at the right
    moment goes first, and of eight callers at once one in a hundred waited six times as long as here.

    Source: architecture §6.3.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def keep_in(self, engine: sa.Engine) -> None:
        """Have everybody on this engine take turns, the task engine too."""
        sa.event.listen(engine, "before_cursor_execute", self._wait)
        sa.event.listen(engine, "checkin", self._give_back)

    def _wait(self, connection: sa.Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if _WRITES.match(statement):
            known = cast("MutableMapping[str, bool]", connection.connection.record_info)
            if not known.get(_HAS_TURN):
                known[_HAS_TURN] = self._turn.acquire(timeout=LONGEST)

    def _give_back(self, _connection: object, record: sa.pool.ConnectionPoolEntry) -> None:
        if record.record_info and record.record_info.pop(_HAS_TURN, False):
            self._turn.release()
