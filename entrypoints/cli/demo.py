"""The whole main job in one process, on imitated data, with the proof that it went right."""

import click

from entrypoints.cli.asking import as_document, with_program
from entrypoints.cli.demonstration import play, report
from entrypoints.cli.demonstration.orders import approved_orders, mixed
from entrypoints.cli.demonstration.stage import stage
from entrypoints.cli.output import document, note, say
from entrypoints.cli.program import Program
from entrypoints.cli.refusals import DONE, OUR_FAULT
from entrypoints.worker import stop_on_sigterm, until_told_to_stop

FEW = 4  # sales that are shipped while Cin7's limit holds: each costs one more call
FITS_THE_LIMIT = 15  # orders; with connecting and reading back they take less than Cin7's sixty calls a minute


def _count(_context: click.Context, _parameter: click.Parameter, value: str) -> int | None:
    if value == "all":
        return None
    if not value.isdecimal() or int(value) < 1:
        raise click.BadParameter("Write a whole number from 1, or all.")
    return int(value)


@click.command(epilog="Example: upstock-cin7 demo --orders all")
@click.option(
    "--orders", "count", default="12", show_default=True, callback=_count, metavar="N|all", help="How many orders."
)
@click.option("--keep", is_flag=True, help="Keep everything running afterwards, to explore, until Ctrl-C.")
@as_document
@with_program
def demo(program: Program, *, count: int | None, keep: bool, as_json: bool) -> None:
    """Show the whole main job in one process, on imitated data.

    Connect, import, approve, send, ship, and compare what all sides then hold. It touches nothing that is real, and
    removes what it made. It succeeds only when every sale that was made is right to the cent, every order that was held
    had to be, and Upstock heard exactly what was shipped.
    """
    stop_on_sigterm()
    tell = note if as_json else say
    known = approved_orders()
    wanted = min(count or len(known), len(known))
    lifted = wanted > FITS_THE_LIMIT
    with stage(program.assemble, lifted=lifted) as place:
        tell(report.beginning(place, orders=wanted, lifted=lifted))
        tell(report.connected(*play.connect(place)))
        imported = play.import_catalogue(place)
        tell(report.imported(imported))
        played = play.send(place, mixed(known, place.account, wanted))
        tell(report.outcome(played))
        shipped = play.ship(place, played, most=wanted if lifted else FEW)
        tell(report.shipped(shipped))
        if keep:
            tell(report.exploring(place))
            until_told_to_stop()
    tell(report.hint())
    right = report.is_right(played.verdicts) and report.heard_right(shipped) and not imported.wrong
    if as_json:
        document(report.whole(imported, played, shipped, right=right))
    click.get_current_context().exit(DONE if right else OUR_FAULT)
