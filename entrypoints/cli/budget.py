"""How a supplier's calls to Cin7 stand, what waits for them, and when it will have gone."""

from collections.abc import Iterator

import click

from application.reporting.call_outlook import CallOutlook, Reading
from domain.call_budget import Lane
from entrypoints.cli.asking import for_machines, for_supplier, with_program
from entrypoints.cli.output import document, say, table
from entrypoints.cli.program import Program
from entrypoints.cli.spans import ahead, span
from entrypoints.http.schemas.budget import NAMES, BudgetOut
from entrypoints.lanes import WAITING


@click.command(epilog="Example: upstock-cin7 budget --supplier northwind")
@for_supplier
@for_machines
@with_program
def budget(program: Program, *, supplier: str | None, as_json: bool) -> None:
    """Show calls to Cin7: used, waited for, and when what waits will have gone.

    What is urgent goes first: orders, shipments, prices, full imports. Nobody is called.
    """
    outlook = program.use_cases.show_budget(program.supplier(supplier))
    if as_json:
        document(BudgetOut.of(outlook).model_dump(mode="json"))
        return
    for line in budget_lines(outlook):
        say(line)


def budget_lines(outlook: CallOutlook) -> Iterator[str]:
    """Say it in a sentence, a row a lane, and a line for whatever is to come."""
    usage = outlook.usage
    yield f"{usage.used} of {usage.limit} calls of the last minute are used; the most urgent lane goes first."
    yield ""
    rows = [
        (
            NAMES[lane],
            str(each.used),
            f"{each.waiting} {WAITING[lane][each.waiting != 1]}, {_calls(each.calls)} at least" if each.waiting else "",
            f"in {each.free_in:.0f} s" if each.free_in else "now",
        )
        for lane, each in outlook.lanes.items()
    ]
    yield table(("lane", "used", "waiting", "may call"), rows, right=("used",))
    yield ""
    if usage.blocked_until:
        yield (
            f"Nobody calls until {usage.blocked_until:%H:%M:%S} UTC ({ahead(usage.blocked_until, outlook.at)}):"
            f" {usage.blocked_why}"
        )
    if outlook.orders_through_at:
        when = ahead(outlook.orders_through_at, outlook.at)
        yield f"All orders that wait will have gone {when}, if Cin7 answers and no other is approved."
    yield from (_reading(reading, outlook) for reading in outlook.readings)
    if outlook.is_idle:
        yield "Nothing waits."


def in_short(outlook: CallOutlook) -> str:
    """Say it on one line."""
    usage = outlook.usage
    lanes = ", ".join(f"{NAMES[lane]} {each.used}" for lane, each in outlook.lanes.items() if each.used)
    until = usage.blocked_until
    blocked = f"; blocked for {span(until - outlook.at)}: {usage.blocked_why}" if until else ""
    through = outlook.orders_through_at
    gone = f"; all orders gone {ahead(through, outlook.at)}" if through else ""
    return f"{usage.used} of {usage.limit} calls in the last minute{f' ({lanes})' if lanes else ''}{gone}{blocked}"


def _reading(reading: Reading, outlook: CallOutlook) -> str:
    how = "All" if reading.lane is Lane.IMPORTS else "Changed"
    far = f"{reading.done:,} of {reading.total:,}" if reading.total is not None else "about to begin"
    left = f", {_calls(reading.calls)} left, through" if reading.calls is not None else ""
    end = f"{left} in {span(reading.ends_at - outlook.at)}" if reading.ends_at else ""
    return f"{how} {reading.stream.value} are being read: {far}{end}."


def _calls(count: int) -> str:
    return f"{count:,} call{'' if count == 1 else 's'}"
