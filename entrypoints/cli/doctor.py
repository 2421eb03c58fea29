"""What is wrong, and what to do about it; and two cures that need a person to say so."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import click

from application.ports.storage.secrets import UnusableKeys
from entrypoints.cli.asking import with_program
from entrypoints.cli.output import document, hanging, note, say
from entrypoints.cli.program import Program, person
from entrypoints.cli.refusals import RULE_SAYS_NO, NoFolder
from entrypoints.doctor.findings import Finding, Verdict, worst, wrong
from entrypoints.problem_catalogue import ALL
from entrypoints.setting_problems import SettingsRefused

ACCOUNTS = 10
"""How many suppliers' keys are tried unless told otherwise: one call each."""

PART = 18
"""Units: columns; a supplier's name of ten signs fits."""


class Instant(click.ParamType[datetime]):
    """An instant as ISO 8601 writes it; in UTC where it says no zone."""

    name = "instant"

    def convert(self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it."""
        if isinstance(value, datetime):
            return value
        try:
            read = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is no instant: write 2026-11-23T04:00:00Z.", param, ctx)
        return read if read.tzinfo else read.replace(tzinfo=UTC)


@click.command(epilog="Example: upstock-cin7 doctor")
@click.option("--rotate", is_flag=True, help="Put every stored secret under the first of SECRET_KEYS.")
@click.option("--after-restore", is_flag=True, help="Say that the database was restored to an earlier state.")
@click.option("--since", type=Instant(), metavar="INSTANT", help="When that backup was made; found out unless given.")
@click.option(
    "--accounts",
    default=ACCOUNTS,
    show_default=True,
    type=click.IntRange(0),
    help="How many suppliers' keys to try, one call each.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as one JSON document.")
@with_program
@click.pass_context
def doctor(
    context: click.Context,
    program: Program,
    *,
    rotate: bool,
    after_restore: bool,
    since: datetime | None,
    accounts: int,
    as_json: bool,
) -> None:
    """Find what is wrong, and say the remedy.

    Looks at settings, keys, database, workers, Cin7, Upstock, clocks and what waits. Exit code 3 when anything is
    wrong. Changes nothing, but with --rotate or --after-restore.
    """
    if rotate and after_restore:
        raise click.UsageError("Give --rotate or --after-restore, one at a time.")
    if since and not after_restore:
        raise click.UsageError("--since belongs to --after-restore.")
    if after_restore:
        _note_restore(program, since, as_json=as_json)
    elif rotate:
        context.exit(_rotate(program, as_json=as_json))
    else:
        context.exit(_examine(program, accounts, as_json=as_json))


def _examine(program: Program, accounts: int, *, as_json: bool) -> int:
    found: list[Finding] = []
    for finding in _findings(program, accounts):
        found.append(finding)
        if not as_json:
            _show(finding)
    verdict = worst(found)
    if as_json:
        items = [
            {"part": each.part, "verdict": each.verdict.value, "what": each.what, "remedy": each.remedy or None}
            for each in found
        ]
        document({"verdict": verdict.value, "findings": items})
    elif verdict is Verdict.OK:
        note("Nothing is wrong.")
    return RULE_SAYS_NO if verdict is Verdict.WRONG else 0


def _findings(program: Program, accounts: int) -> Iterator[Finding]:
    try:
        examine = program.parts.doctor()
    except SettingsRefused as refused:
        yield from (wrong("settings", f"{each.variable}: {each.what}", each.remedy) for each in refused.problems)
    except UnusableKeys as unusable:
        yield wrong("keys", str(unusable), ALL["unusable_keys"].fix)
    except NoFolder as missing:
        yield wrong("database", str(missing), ALL[missing.code].fix)
    else:
        yield from examine(accounts=accounts)


def _show(finding: Finding) -> None:
    mark = finding.verdict.value if finding.verdict is not Verdict.WRONG else finding.verdict.value.upper()
    head = f"{mark:<6} {finding.part:<{PART}} "
    say(head + hanging(finding.what, len(head)))
    if finding.remedy:
        arrow = f"{'':<6} {'':<{PART}} → "
        say(arrow + hanging(finding.remedy, len(arrow)))


def _rotate(program: Program, *, as_json: bool) -> int:
    found = program.ready.secret_store.rotate()
    if as_json:
        document({"renewed": found.older, "already_newest": found.newest, "unreadable": list(found.unreadable)})
    else:
        say(f"{found.older} secrets were put under the newest key; {found.newest} already were.")
        _name(found.unreadable)
    return RULE_SAYS_NO if found.unreadable else 0


def _name(unreadable: Iterable[str]) -> None:
    for whose in unreadable:
        say(f"No key opens the {whose}: put its key back into SECRET_KEYS and repeat, or connect the supplier again.")


def _note_restore(program: Program, since: datetime | None, *, as_json: bool) -> None:
    recovery = program.use_cases.after_restore(person(), since)
    if as_json:
        looks_from = f"{recovery.looks_from:%Y-%m-%dT%H:%M:%SZ}"
        document({"suppliers": recovery.suppliers, "sales_read_again": recovery.sales, "looks_from": looks_from})
        return
    say(f"{recovery.sales} open sales of {recovery.suppliers} suppliers are read again.")
    looks_from = f"{recovery.looks_from:%Y-%m-%d %H:%M} UTC"
    say(f"From now on each order's sale is looked for before one is made, among those made since {looks_from}:")
    say("of orders that were there before, and of those approved within a day. Nothing else needs to be done.")
