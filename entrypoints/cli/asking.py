"""Options that several commands have."""

from collections.abc import Callable
from typing import TypeVar

import click

from entrypoints.cli.program import Program
from entrypoints.http.schemas.places import MOST

Decorated = TypeVar("Decorated", bound=Callable[..., object])

with_program = click.make_pass_decorator(Program)
"""Hands a command the program as its first argument."""


def _remember(context: click.Context, _parameter: click.Parameter, value: bool) -> bool:  # noqa: FBT001 -- click's way
    if value and (program := context.find_object(Program)):
        program.as_json = True
    return value


def for_supplier(command: Decorated) -> Decorated:
    """Let a command be told the supplier."""
    return click.option(
        "--supplier",
        "-s",
        metavar="ID",
        help="The supplier, as Upstock names it; not needed when only one is connected.",
    )(command)


def in_pages(command: Decorated) -> Decorated:
    """Let a command show a list page by page."""
    limit = click.option(
        "--limit", default=50, show_default=True, type=click.IntRange(1, MOST), help="How many at most."
    )
    cursor = click.option("--cursor", metavar="TEXT", help="Where to go on: the cursor that was printed before.")
    return limit(cursor(command))


def for_machines(command: Decorated) -> Decorated:
    """Let a command print JSON."""
    return click.option(
        "--json", "as_json", is_flag=True, callback=_remember, help="Print exactly the JSON that the HTTP API answers."
    )(command)


def as_document(command: Decorated) -> Decorated:
    """Let a command that no call of the HTTP API does print JSON."""
    return click.option("--json", "as_json", is_flag=True, callback=_remember, help="Print it as one JSON document.")(
        command
    )


def without_waiting(command: Decorated) -> Decorated:
    """Let a command leave its work to whoever works."""
    return click.option(
        "--wait/--no-wait",
        default=True,
        show_default=True,
        help="Follow until the work is done, or only leave it to be done.",
    )(command)
