"""Upstock as somebody who only listens, in memory: for trying out and for tests."""

import threading
from dataclasses import dataclass

from adapters.upstock.mapping import body_of
from adapters.upstock.wire import Body
from application.ports.storage.publishing import Notice
from application.ports.storefront import Answer, Reception, Storefront


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An event as Upstock would have read it."""

    id: str
    body: Body


class Recorder(Storefront):
    """Acknowledges everything and keeps it, repeats once, until the process ends. Source: settings, `record:`."""

    def __init__(self) -> None:
        self._heard: dict[str, Heard] = {}
        self._writing = threading.Lock()

    @property
    def heard(self) -> tuple[Heard, ...]:
        """Answer what was heard, in the order in which it was first."""
        with self._writing:
            return tuple(self._heard.values())

    def deliver(self, notice: Notice) -> Answer:
        """Keep it, and acknowledge."""
        heard = Heard(id=notice.id, body=body_of(notice))
        with self._writing:
            self._heard.setdefault(notice.id, heard)
        return Answer(reception=Reception.HEARD)
