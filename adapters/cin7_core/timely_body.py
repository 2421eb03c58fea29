"""A body of which nothing leaves too late.

Source: B2; architecture §4.2, §11 ("process frozen").
"""

from collections.abc import Iterator
from datetime import datetime

from application.ports.clock import Clock
from application.ports.errors import NotSent


class TimelyBody:
    """What a request carries, handed out only until `not_after`.

    Making a connection takes time, and a machine may sleep meanwhile: asking for the time before the call is not
    enough. Headers may have left by then; without its body no request is done.
    """

    def __init__(self, content: bytes, *, not_after: datetime | None, clock: Clock) -> None:
        self.content = content
        self._not_after, self._clock = not_after, clock
        self._place = 0

    def __len__(self) -> int:
        """Answer the bytes of the whole, which travel in a header."""
        return len(self.content)

    def __iter__(self) -> Iterator[bytes]:
        """Hand everything out; this is how `requests` knows what is to be read."""
        yield self.read()

    def read(self, size: int = -1) -> bytes:
        """Answer the next bytes. Raises: NotSent when it is too late for any."""
        if self._not_after is not None and self._clock.now() > self._not_after:
            raise NotSent("It is past the moment until which this could be sent; it is planned anew.")
        end = len(self.content) if size < 0 else self._place + size
        piece = self.content[self._place : end]
        self._place += len(piece)
        return piece
