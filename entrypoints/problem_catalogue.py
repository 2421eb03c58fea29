"""The one catalogue of problems: what keeps orders back, what is refused over HTTP, and what commands refuse.

Whoever tells of a problem takes its words from here, so that HTTP, console, command line and manual say the same.
"""

from dataclasses import dataclass
from enum import Enum

from domain.problems import CATALOGUE as ORDERS
from domain.problems import ProblemKind
from entrypoints.problems_of_commands import BAD_INPUT, COMMANDS, EXIT_CODES
from entrypoints.problems_of_requests import REQUESTS, STATUSES

ALL: dict[str, ProblemKind] = {**ORDERS, **REQUESTS, **COMMANDS}
"""Every code that an answer, an order or a command can hold."""


class Kept(Enum):
    """What a problem keeps from happening; the value is how it is shown."""

    ORDER = "order"
    REQUEST = "request"
    COMMAND = "command"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One problem, with where it is met.

    Source: B7. Shape: `status` is that of an answer that holds it, None where none does; `exit_code` that of a command
    that ends with it.
    """

    code: str
    kind: ProblemKind
    keeps: Kept
    status: int | None
    exit_code: int | None


def _entry(code: str, keeps: Kept) -> Entry:
    exit_code = EXIT_CODES.get(code, BAD_INPUT) if keeps is Kept.COMMAND else None
    return Entry(code=code, kind=ALL[code], keeps=keeps, status=STATUSES.get(code), exit_code=exit_code)


ENTRIES: dict[str, Entry] = {
    code: _entry(code, keeps)
    for keeps, kinds in ((Kept.ORDER, ORDERS), (Kept.REQUEST, REQUESTS), (Kept.COMMAND, COMMANDS))
    for code in kinds
}
"""Every problem by its code: those of orders first, those of commands last."""
