"""How a supplier's sales are made."""

from collections.abc import Callable, Mapping

import click

from application.connecting.option_history import option_history
from application.connecting.preview_sale_options import Effect
from domain.identifiers import SupplierId
from domain.sale_options import CreationMode, OptionsVersion, SaleOptions, SaleStatus, SaleType, ShipBySource
from entrypoints.cli.asking import for_machines, for_supplier, in_pages, with_program
from entrypoints.cli.output import document, say
from entrypoints.cli.program import Program, person
from entrypoints.http.schemas.options import OptionsIn, OptionsOut, VersionsOut
from entrypoints.http.schemas.places import MOST
from entrypoints.http.schemas.tried_options import TriedOut

CHOSEN = (
    click.option("--status", type=click.Choice([item.value for item in SaleStatus]), help="Left open, or authorised."),
    click.option(
        "--type", "type_", type=click.Choice([item.value for item in SaleType]), help="Advanced: several shipments."
    ),
    click.option(
        "--creation-mode", type=click.Choice([item.value for item in CreationMode]), help="Steps done by themselves."
    ),
    click.option(
        "--ship-by-source", type=click.Choice([item.value for item in ShipBySource]), help="Where Ship By comes from."
    ),
    click.option("--freight-description", metavar="TEXT", help="How freight is called on a sale."),
    click.option("--freight-tax-rule", metavar="NAME", help="Tax rule of freight; '' for the customer's."),
    click.option("--address-field", metavar="NAME", help="Custom field that names the delivery address; '' for none."),
)
"""Every option of a sale, as a command takes it; what is left out stays as it is."""

WORDS = {
    Effect.OTHERWISE: "would have been sent otherwise",
    Effect.HELD: "would have been held",
    Effect.HELD_NO_LONGER: "would not have been held",
    Effect.STILL_HELD: "would have been held for other reasons",
}

Command = Callable[..., None]


@click.group(epilog="Example: upstock-cin7 options show")
def options() -> None:
    """Show or choose how a supplier's sales are made."""


@options.command(epilog="Example: upstock-cin7 options show --supplier northwind")
@for_supplier
@for_machines
@with_program
def show(program: Program, *, supplier: str | None, as_json: bool) -> None:
    """Show the options in force."""
    whose = program.supplier(supplier)
    with program.use_cases.work() as store:
        newest = store.options.newest(whose)
    _print(newest, as_json=as_json)


def chosen_options(command: Command) -> Command:
    """Let a command take every option of a sale."""
    for option in reversed(CHOSEN):
        command = option(command)
    return command


@options.command("set", epilog="Example: upstock-cin7 options set --status draft --address-field 'Delivery address'")
@for_supplier
@chosen_options
@for_machines
@with_program
def set_command(program: Program, /, *, supplier: str | None, as_json: bool, **chosen: str | None) -> None:
    """Choose options; what is not named stays as it is. Combinations that Cin7 cannot do are refused."""
    whose = program.supplier(supplier)
    newest = program.use_cases.change_sale_options(whose, _wanted(program, whose, chosen), person())
    _print(newest, as_json=as_json)


@options.command(epilog="Example: upstock-cin7 options versions --limit 5")
@for_supplier
@in_pages
@for_machines
@with_program
def versions(program: Program, *, supplier: str | None, limit: int, cursor: str | None, as_json: bool) -> None:
    """List who chose what, and when; the newest version first."""
    whose = program.supplier(supplier)
    with program.use_cases.work() as store:
        page = VersionsOut.of(option_history(store, whose, cursor=cursor, limit=limit))
    if as_json:
        document(page.model_dump(mode="json"))
        return
    for version in page.items:
        say(f"{version.version}  {version.at:%Y-%m-%d %H:%M} UTC  {version.actor}")
        for change in version.changes:
            say(f"   {change.option}: {change.before or '–'} → {change.after or '–'}")
    if not page.items:
        say("Nobody chose yet: the defaults are in force.")
    if page.next_cursor:
        say(f"\nMore: --cursor {page.next_cursor}")


@options.command(
    short_help="Show what the last orders would have been with others.",
    epilog="Example: upstock-cin7 options preview --status draft --last 50",
)
@for_supplier
@chosen_options
@click.option("--last", default=20, show_default=True, type=click.IntRange(1, MOST), help="How many orders are tried.")
@for_machines
@with_program
def preview(program: Program, /, *, supplier: str | None, last: int, as_json: bool, **chosen: str | None) -> None:
    """Show what the last orders would have been with other options; nothing is chosen, nobody is called.

    What is not named stays as it is.
    """
    whose = program.supplier(supplier)
    tried = TriedOut.of(program.use_cases.preview_sale_options(whose, _wanted(program, whose, chosen), last=last))
    if as_json:
        document(tried.model_dump(mode="json", by_alias=True))
        return
    for order in tried.orders:
        say(f"{order.number}  {WORDS[order.effect]}")
        for change in order.changes:
            say(f"   {change.field}: {_shown(change.before)} → {_shown(change.after)}  [{change.rule}]")
        for problem in order.problems:
            say(f"   {problem.detail} [{problem.code}]")
    say(f"{len(tried.orders)} of the last {tried.tried} orders would have been otherwise.")


def _wanted(program: Program, supplier: SupplierId, chosen: Mapping[str, str | None]) -> SaleOptions:
    """Answer the options in force with what was named instead. Raises: ImpossibleOptions, ValidationError."""
    with program.use_cases.work() as store:
        now = OptionsOut.of(store.options.newest(supplier)).model_dump(mode="json", include=set(OptionsIn.model_fields))
    named = {name.rstrip("_"): value for name, value in chosen.items() if value is not None}
    freight = {name.removeprefix("freight_"): value for name, value in named.items() if name.startswith("freight_")}
    plain = {name: value for name, value in named.items() if not name.startswith("freight_")}
    return OptionsIn.model_validate({**now, **plain, "freight": {**now["freight"], **freight}}).to_domain()


def _shown(value: object) -> str:
    return "–" if value is None else str(value).replace("\n", " / ")


def _print(newest: OptionsVersion, *, as_json: bool) -> None:
    shown = OptionsOut.of(newest).model_dump(mode="json")
    if as_json:
        document(shown)
        return
    freight = shown.pop("freight")
    rows = {**shown, "freight": freight["description"], "freight tax rule": freight["tax_rule"]}
    width = max(map(len, rows))
    for name, value in rows.items():
        say(f"{name.replace('_', ' '):<{width}}  {'–' if value is None else value}")
