"""What an outage of the database is called outside this adapter."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from application.ports.storage.unit_of_work import StorageUnavailable

OUTAGES = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)
"""What SQLAlchemy raises when the database is away, full, locked or read-only."""


@contextmanager
def outages_in_our_words() -> Iterator[None]:
    """Raise StorageUnavailable in the place of whatever an outage raises; the original, with its SQL, is its cause."""
    try:
        yield
    except OUTAGES as outage:
        raise StorageUnavailable(f"The database did not answer ({type(outage).__name__}).") from outage
