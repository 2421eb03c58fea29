"""Bring a database to the schema that this program expects.

A new revision is written by ``alembic.command.revision(config, message, autogenerate=True)`` inside `opened`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from adapters.sql.engine import make_engine

_LOCK = 0x557C_5C4E  # any number, as long as nobody else locks it


def migrate(url: str) -> None:
    """Apply every revision that is missing, all or none; safe to repeat and to run in two processes at once."""
    with opened(url) as config:
        command.upgrade(config, "head")


def pending(url: str) -> tuple[str, ...]:
    """Answer the revisions that are missing, the oldest first.

    A database that a newer program has brought further than this one knows is not behind.
    """
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            applied = MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
    history = _history()
    if applied is None:
        return history
    return history[history.index(applied) + 1 :] if applied in history else ()


@contextmanager
def opened(url: str) -> Iterator[Config]:
    """Open alembic's configuration on this database, inside one transaction that no other migration can join.

    SQLite checks foreign keys while a table is rebuilt, so that is off here; its driver begins no transaction for
    changes of the schema, so that is done by hand.
    """
    engine = make_engine(url)
    config = _config()
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            config.attributes["connection"] = connection
            yield config
            connection.commit()
    finally:
        engine.dispose()


@cache
def _history() -> tuple[str, ...]:
    """Answer every revision, the oldest first; a running program has but one history."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(reversed([script.revision for script in scripts]))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "adapters.sql:migrations")
    return config
