"""How a command ends that could not do what it was asked: an exit code, and what, why and how to fix it.

Source: architecture §8; the words are those of the one catalogue.
"""

import uuid
from dataclasses import dataclass

from pydantic import ValidationError

from application.ordering.approve_order import ApprovedDifferently
from application.ports.errors import NotSent, Refused, Unavailable, Unclear, UnexpectedReply
from application.ports.storage.unit_of_work import AlreadyStored, LostRace, StorageUnavailable
from application.ports.tasks import ExecutorTaken
from domain.errors import DomainError, ImpossibleOptions, InvalidValue
from entrypoints import logs
from entrypoints.cli import refusals
from entrypoints.cli.output import document, note
from entrypoints.http.catalogue import ALL
from entrypoints.http.problems import problems_in
from entrypoints.http.reading import RequestRefused
from entrypoints.http.schemas.problems import TYPE, ProblemDocument, ProblemItem
from entrypoints.setting_problems import SettingsRefused

TABLE: tuple[tuple[tuple[type[Exception], ...], int], ...] = (
    ((RequestRefused, ValidationError, InvalidValue), refusals.BAD_INPUT),
    ((DomainError,), refusals.RULE_SAYS_NO),
    ((Refused,), refusals.CIN7_SAYS_NO),
    ((NotSent, Unavailable, Unclear, AlreadyStored, LostRace, StorageUnavailable), refusals.LATER),
    ((UnexpectedReply,), refusals.UNEXPECTED),
)
"""What is raised, and the exit code. The first row that fits counts."""


AGAIN = "Run the command again in a minute; nothing was lost."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """An exit code with its words; `answer` is the problem document where HTTP would answer one."""

    code: int
    text: str
    answer: ProblemDocument | None = None


def end(error: Exception, *, as_json: bool) -> int:
    """Tell people or a machine how a command ended, and answer the exit code."""
    ending = ending_of(error)
    if as_json and ending.answer:
        document(ending.answer.model_dump(mode="json"))
    else:
        note(ending.text)
    return ending.code


def ending_of(error: Exception) -> Ending:
    """Translate what was raised; what nobody expected is our fault, and logged with its traceback."""
    if isinstance(error, refusals.CommandRefused):
        return Ending(code=error.exit_code, text=_words(str(error), error.why, [error.fix]))
    if isinstance(error, SettingsRefused):
        return Ending(code=refusals.BAD_INPUT, text=str(error))
    if isinstance(error, ExecutorTaken):
        return Ending(code=refusals.LATER, text=str(error))
    for kinds, code in TABLE:
        if isinstance(error, kinds):
            return _known(error, code)
    return _our_fault(error)


def _known(error: Exception, code: int) -> Ending:
    status, found = problems_in(error)
    if found[0].code == ImpossibleOptions.code:  # understood, and refused by a rule
        code = refusals.RULE_SAYS_NO
    first = ALL[found[0].code]
    whole = str(error) if isinstance(error, ApprovedDifferently) else ""
    answer = ProblemDocument(
        type=TYPE + found[0].code,
        title=first.what,
        status=status,
        detail=whole or found[0].detail,
        instance="upstock-cin7",
        problems=found,
        reference=uuid.uuid4().hex,
    )
    lines = [first.what, *([whole] if whole else []), *map(_place, found)]
    fixes = [AGAIN] if code == refusals.LATER else list(dict.fromkeys(each.fix for each in found))
    return Ending(code=code, text=_words("\n  ".join(lines), first.why, fixes), answer=answer)


def _our_fault(error: Exception) -> Ending:
    reference = uuid.uuid4().hex
    if not logs.is_configured():  # it failed before the settings were read
        logs.configure(level="WARNING", shape="text", secrets=())
    logs.error(logs.COMMAND_FAILED, error, reference=reference)
    kind = ALL["internal"]
    text = f"The connector failed: {type(error).__name__}: {error}"
    return Ending(code=refusals.OUR_FAULT, text=_words(text, kind.why, [f"Report the reference {reference}."]))


def _place(found: ProblemItem) -> str:
    return f"{found.pointer}: {found.detail}" if found.pointer else found.detail


def _words(what: str, why: str, fixes: list[str]) -> str:
    return "\n".join([what, f"  Why: {why}", *(f"  Fix: {fix}" for fix in fixes)])
