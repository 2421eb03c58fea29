"""The database's tables."""

import click

from entrypoints.cli.asking import with_program
from entrypoints.cli.output import say
from entrypoints.cli.program import Program


@click.group(epilog="Example: upstock-cin7 db upgrade")
def db() -> None:
    """Look after the database."""


@db.command(epilog="Example: DATABASE_URL=postgresql+psycopg://user@host/upstock upstock-cin7 db upgrade")
@with_program
def upgrade(program: Program) -> None:
    """Bring the tables, ours and the task engine's, up to date; safe to repeat."""
    missing = program.parts.missing_migrations()
    program.parts.upgrade()
    say(f"{len(missing)} migrations applied: {', '.join(missing)}." if missing else "The database was up to date.")
