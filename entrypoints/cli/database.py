"""The database's tables."""

import click

from entrypoints.cli.asking import as_document, with_program
from entrypoints.cli.output import document, say
from entrypoints.cli.program import Program


@click.group(epilog="Example: upstock-cin7 db upgrade")
def db() -> None:
    """Look after the database."""


@db.command(
    short_help="Bring the tables up to date.",
    epilog="Example: DATABASE_URL=postgresql+psycopg://user@host/upstock upstock-cin7 db upgrade",
)
@as_document
@with_program
def upgrade(program: Program, *, as_json: bool) -> None:
    """Bring the tables, ours and the task engine's, up to date; safe to repeat."""
    missing = program.parts.missing_migrations()
    program.parts.upgrade()
    if as_json:
        document({"applied": list(missing)})
        return
    say(f"{len(missing)} migrations applied: {', '.join(missing)}." if missing else "The database was up to date.")
