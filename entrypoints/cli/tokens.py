"""Tokens for the HTTP API."""

from datetime import datetime

import click

from domain.identifiers import supplier_id
from entrypoints.cli.asking import as_document, for_machines, with_program
from entrypoints.cli.output import document, note, say, table
from entrypoints.cli.program import Program


@click.group(epilog="Example: upstock-cin7 tokens new --supplier northwind")
def tokens() -> None:
    """Make, list and revoke tokens for the HTTP API."""


@tokens.command(epilog="Example: upstock-cin7 tokens new --supplier northwind --name reporting --json")
@click.option("--supplier", "-s", metavar="ID", help="For this supplier only; for all of them unless given.")
@click.option("--name", default="", metavar="TEXT", help="What it is for; stands in the audit.")
@for_machines
@with_program
def new(program: Program, *, supplier: str | None, name: str, as_json: bool) -> None:
    """Make a token and print it, this once."""
    issued = program.use_cases.issue_token(name, supplier_id(supplier) if supplier else None)
    if as_json:
        document({"id": issued.token.id, "token": issued.text, "supplier": issued.token.supplier})
        return
    say(issued.text)
    whose = f"supplier {issued.token.supplier}" if issued.token.supplier else "every supplier"
    note(f"Token {issued.token.id} for {whose}. Keep it now: it is stored nowhere and never shown again.")


@tokens.command("list", epilog="Example: upstock-cin7 tokens list")
@for_machines
@with_program
def list_command(program: Program, *, as_json: bool) -> None:
    """List tokens, revoked ones too; never their text."""
    with program.use_cases.work() as store:
        known = store.tokens.all()
    rows = [
        {
            "id": token.id,
            "name": token.name,
            "supplier": token.supplier,
            "created_at": _instant(token.created_at),
            "last_used_at": _instant(token.last_used_at),
            "revoked_at": _instant(token.revoked_at),
        }
        for token in known
    ]
    if as_json:
        document({"items": rows, "next_cursor": None})
        return
    if not rows:
        say("There is no token yet: `upstock-cin7 tokens new` makes one.")
        return
    headings = ("id", "name", "supplier", "created", "last used", "revoked")
    say(table(headings, [tuple(str(value or "–") for value in row.values()) for row in rows]))


@tokens.command(epilog="Example: upstock-cin7 tokens revoke 3f2a…")
@click.argument("token_id", metavar="ID")
@as_document
@with_program
def revoke(program: Program, token_id: str, *, as_json: bool) -> None:
    """End a token at once."""
    program.use_cases.revoke_token(token_id)
    if as_json:
        document({"id": token_id, "revoked": True})
    else:
        say(f"Token {token_id} is revoked.")


def _instant(at: datetime | None) -> str | None:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else None
