"""What follows once something in the account changed."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from application.ports.clock import Clock
from application.ports.storage.unit_of_work import Work
from domain.identifiers import SupplierId

CatalogueStep = Callable[[SupplierId, datetime | None], object]
"""One thing to be done for a supplier after its catalogue changed since that instant, or ever; it may run twice."""


IN_FLIGHT: Final = timedelta(minutes=1)
"""How long a change may be on its way into the database after its own instant."""


class CatalogueChanged:
    """Takes every step for what changed since all were last taken; one that fails leaves them all for the next time.

    Source: B8, R8; architecture §10.3.
    """

    def __init__(self, *, work: Work, steps: Iterable[CatalogueStep], clock: Clock) -> None:
        self._work, self._steps, self._clock = work, tuple(steps), clock

    def __call__(self, subject: str) -> None:
        """Do what follows for this supplier."""
        supplier, begun_at = SupplierId(subject), self._clock.now()
        with self._work() as store:
            until = store.mirror.followed_until(supplier)
        for step in self._steps:
            step(supplier, until and until - IN_FLIGHT)
        with self._work() as store:
            store.mirror.followed(supplier, begun_at)
