"""How a command ends that could not do what it was asked: an exit code, and what, why and how to fix it.

Source: architecture §8; the words are those of the one catalogue.
"""

import uuid
from dataclasses import dataclass

from pydantic import ValidationError

from application.ordering.approve_order import ApprovedDifferently
from application.ports.errors import NotSent, Refused, Unavailable, Unclear, UnexpectedReply
from application.ports.storage.secrets import SecretUnreadable, UnusableKeys
from application.ports.storage.unit_of_work import AlreadyStored, LostRace, StorageUnavailable, TablesMissing
from application.ports.tasks import ExecutorTaken
from domain.errors import DomainError, ImpossibleOptions, InvalidValue
from entrypoints import logs
from entrypoints.cli import refusals
from entrypoints.cli.output import document, note
from entrypoints.http.problems import problems_in
from entrypoints.http.reading import RequestRefused
from entrypoints.http.schemas.problems import TYPE, ProblemDocument, ProblemItem, item
from entrypoints.problem_catalogue import ALL, ENTRIES
from entrypoints.setting_problems import SettingsRefused

TABLE: tuple[tuple[tuple[type[Exception], ...], int], ...] = (
    ((RequestRefused, ValidationError, InvalidValue), refusals.BAD_INPUT),
    ((DomainError, TablesMissing), refusals.RULE_SAYS_NO),
    ((Refused,), refusals.CIN7_SAYS_NO),
    ((NotSent, Unavailable, Unclear, AlreadyStored, LostRace, StorageUnavailable), refusals.LATER),
    ((UnexpectedReply,), refusals.UNEXPECTED),
)
"""What is raised, and the exit code. The first row that fits counts."""


COMMANDS_OWN: tuple[tuple[type[Exception], str], ...] = (
    (ExecutorTaken, "somebody_works"),
    (UnusableKeys, "unusable_keys"),
    (SecretUnreadable, "secret_unreadable"),
)
"""What only commands meet, and its entry in the catalogue."""


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
        return _refused(error.code, str(error))
    if isinstance(error, SettingsRefused):
        return _refused("settings_refused", str(error))
    for kind, own in COMMANDS_OWN:
        if isinstance(error, kind):
            return _refused(own, f"{error}".rstrip(".") + ".")
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
    lines = [f"{first.what} [{found[0].code}]", *([whole] if whole else []), *map(_place, found)]
    fixes = [AGAIN] if code == refusals.LATER else list(dict.fromkeys(each.fix for each in found))
    answer = _document(status, found, detail=whole or found[0].detail)
    return Ending(code=code, text=_words("\n  ".join(lines), first.why, fixes), answer=answer)


def _refused(code: str, detail: str) -> Ending:
    """Word what a command itself refuses; for machines it is as much a problem document as any other."""
    entry = ENTRIES[code]
    exit_code = refusals.BAD_INPUT if entry.exit_code is None else entry.exit_code
    answer = _document(503 if exit_code == refusals.LATER else 422, [item(code, detail)], detail=detail)
    text = _words(f"{detail} [{code}]", entry.kind.why, [entry.kind.fix])
    return Ending(code=exit_code, text=text, answer=answer)


def _document(status: int, found: list[ProblemItem], *, detail: str) -> ProblemDocument:
    return ProblemDocument(
        type=TYPE + found[0].code,
        title=ALL[found[0].code].what,
        status=status,
        detail=detail,
        instance="upstock-cin7",
        problems=found,
        reference=uuid.uuid4().hex,
    )


def _our_fault(error: Exception) -> Ending:
    reference = uuid.uuid4().hex
    if not logs.is_configured():  # it failed before the settings were read
        logs.configure(level="WARNING", shape="text", secrets=())
    logs.error(logs.COMMAND_FAILED, error, reference=reference)
    kind = ALL["internal"]
    # what it says stands in the log, where secrets are taken out
    text = f"The connector failed: {type(error).__name__} [internal]"
    return Ending(code=refusals.OUR_FAULT, text=_words(text, kind.why, [f"Report the reference {reference}."]))


def _place(found: ProblemItem) -> str:
    return f"{found.pointer}: {found.detail}" if found.pointer else found.detail


def _words(what: str, why: str, fixes: list[str]) -> str:
    return "\n".join([what, f"  Why: {why}", *(f"  Fix: {fix}" for fix in fixes)])
