"""How a supplier's sales are made."""

import click

from domain.sale_options import CreationMode, OptionsVersion, SaleStatus, SaleType, ShipBySource
from entrypoints.cli.asking import for_machines, for_supplier, with_program
from entrypoints.cli.output import document, say
from entrypoints.cli.program import Program, person
from entrypoints.http.schemas.options import OptionsIn, OptionsOut


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


@options.command("set", epilog="Example: upstock-cin7 options set --status draft --address-field 'Delivery address'")
@for_supplier
@click.option("--status", type=click.Choice([item.value for item in SaleStatus]), help="Left open, or authorised.")
@click.option(
    "--type", "type_", type=click.Choice([item.value for item in SaleType]), help="Advanced: several shipments."
)
@click.option(
    "--creation-mode", type=click.Choice([item.value for item in CreationMode]), help="Steps done by themselves."
)
@click.option(
    "--ship-by-source", type=click.Choice([item.value for item in ShipBySource]), help="Where Ship By comes from."
)
@click.option("--freight-description", metavar="TEXT", help="How freight is called on a sale.")
@click.option("--freight-tax-rule", metavar="NAME", help="Tax rule of freight; '' for the customer's.")
@click.option("--address-field", metavar="NAME", help="Custom field that names the delivery address; '' for none.")
@for_machines
@with_program
def set_command(program: Program, /, *, supplier: str | None, as_json: bool, **chosen: str | None) -> None:
    """Choose options; what is not named stays as it is. Combinations that Cin7 cannot do are refused."""
    whose = program.supplier(supplier)
    with program.use_cases.work() as store:
        now = OptionsOut.of(store.options.newest(whose)).model_dump(mode="json", include=set(OptionsIn.model_fields))
    named = {name.rstrip("_"): value for name, value in chosen.items() if value is not None}
    freight = {name.removeprefix("freight_"): value for name, value in named.items() if name.startswith("freight_")}
    plain = {name: value for name, value in named.items() if not name.startswith("freight_")}
    wanted = OptionsIn.model_validate({**now, **plain, "freight": {**now["freight"], **freight}})
    newest = program.use_cases.change_sale_options(whose, wanted.to_domain(), person())
    _print(newest, as_json=as_json)


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
