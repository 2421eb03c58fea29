"""What an outage of the database is called outside this adapter: whatever says nothing about the work that met it.

Such work waits and counts against nobody; everything else that a database says is our own fault.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from application.ports.storage.unit_of_work import StorageUnavailable, TablesMissing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outage:
    """One kind: PostgreSQL's codes for it, SQLite's words, and ours."""

    states: frozenset[str]
    words: str
    told: str
    kind: type[StorageUnavailable] = StorageUnavailable


_KNOWN: Final = (
    _Outage(
        states=frozenset({"42P01", "42703", "3F000"}),  # undefined table, column, schema
        words=r"no such (table|column)|has no column named",
        told="Tables of this program are missing in the database, or older than the program.",
        kind=TablesMissing,
    ),
    _Outage(
        states=frozenset({"25006"}),
        words="readonly database",
        told="The database takes no writes just now: a standby that was not promoted yet, or a disk that is read-only.",
    ),
    _Outage(
        states=frozenset({"53100"}),
        words="database or disk is full",
        told="The disk of the database is full: make room on it.",
    ),
    _Outage(
        states=frozenset({"53300"}),
        words="unable to open database file",
        told="The database lets nobody in: it has all the connections that it allows, or its file cannot be opened.",
    ),
    _Outage(
        states=frozenset({"42501"}),
        words="not authorized|access permission denied",
        told="The database forbids this program what it needs: give its role back the rights on its tables.",
    ),
    _Outage(
        states=frozenset({"XX001", "XX002"}),
        words="malformed|not a database",
        told="The database is damaged: restore the latest backup.",
    ),
    _Outage(states=frozenset({"25P03", "25P04"}), words="(?!)", told="The database ended a session that was idle."),
)
"""Source: PostgreSQL, appendix A (error codes); SQLite, "Result and Error Codes"."""

_ALWAYS: Final = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)
"""What SQLAlchemy raises when a database is away, starts or stops, waits for a lock in vain, or has no resources."""


def outage_of(error: BaseException | None) -> StorageUnavailable | None:
    """Answer in our words what kind of an outage this is, or None when it is none."""
    if not isinstance(error, sa.exc.SQLAlchemyError):
        return None
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) else None
    for known in _KNOWN:
        if getattr(cause, "sqlstate", None) in known.states or _says(cause, known.words):
            return known.kind(known.told)
    is_cut_off = isinstance(error, sa.exc.DBAPIError) and error.connection_invalidated
    if is_cut_off or isinstance(error, _ALWAYS):
        return StorageUnavailable(f"The database did not answer ({type(error).__name__}).")
    return None


@contextmanager
def outages_in_our_words() -> Iterator[None]:
    """Raise StorageUnavailable in the place of whatever an outage raises; the original, with its SQL, is its cause."""
    try:
        yield
    except sa.exc.SQLAlchemyError as error:
        outage = outage_of(error)
        if outage is None:
            raise
        raise outage from error


def _says(cause: BaseException | None, words: str) -> bool:
    """Answer whether SQLite says this: it has words where PostgreSQL has codes."""
    return bool(type(cause).__module__ == "sqlite3" and re.search(words, str(cause)))
