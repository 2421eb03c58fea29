"""A supplier's link to its account; the key never stands in the list of processes."""

import os
from pathlib import Path

import click

from application.ports.storage.mirror import StreamRun
from application.reporting.show_gap import gap_counts
from domain.connection import Credentials
from domain.identifiers import SupplierId, supplier_id
from entrypoints.cli.asking import for_machines, for_supplier, with_program, without_waiting
from entrypoints.cli.following import follow_filling, working
from entrypoints.cli.output import document, note, say
from entrypoints.cli.program import Program, person
from entrypoints.http.schemas.connections import ConnectionOut

KEY_VARIABLE = "CIN7_APPLICATION_KEY"


@click.command(epilog="Example: upstock-cin7 connect --supplier northwind --account-id 6e0f2b1c-… --key-file key.txt")
@click.option("--supplier", "-s", required=True, metavar="ID", help="The supplier, as Upstock names it.")
@click.option("--account-id", required=True, metavar="ID", help="The account's id, as Cin7 shows it beside the key.")
@click.option(
    "--key-file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help=f"File that holds the application key, - for standard input; else ${KEY_VARIABLE}, else it is asked for.",
)
@click.option(
    "--location", default="", metavar="NAME", help="Location to sell from; the account's default unless given."
)
@click.option(
    "--leaving-open-sales",
    is_flag=True,
    help="Connect another company although sales of the first still await shipment; they are followed no longer.",
)
@without_waiting
@for_machines
@with_program
def connect(
    program: Program,
    *,
    supplier: str,
    account_id: str,
    key_file: Path | None,
    location: str,
    leaving_open_sales: bool,
    wait: bool,
    as_json: bool,
) -> None:
    """Link a supplier to its Cin7 Core account, and read its customers and products once.

    The key is verified before anything is stored, and stored encrypted. Connecting the same company again, also with
    another key, goes on where it ended: what was held for it goes by itself.
    """
    credentials = Credentials(account_id=account_id, application_key=_key(key_file))
    whose = supplier_id(supplier)
    made = program.use_cases.connect_account(
        whose, credentials, location=location, leaving_open_sales=leaving_open_sales, actor=person()
    )
    if as_json:
        with program.use_cases.work() as store:
            document(ConnectionOut.of(made.connection, store).model_dump(mode="json"))
    else:
        company = made.connection.company
        say(f"{whose} is connected to {company.name} ({company.base_currency}).")
        for warning in made.connection.warnings:
            say(f"  Note: {warning}")
    if wait:
        _fill(program, whose)
    if not made.is_new and not as_json:
        _offer_the_gap(program, whose)


@click.command(epilog="Example: upstock-cin7 disconnect --supplier northwind")
@for_supplier
@click.option("--yes", is_flag=True, help="Do not ask first.")
@for_machines
@with_program
def disconnect(program: Program, *, supplier: str | None, yes: bool, as_json: bool) -> None:
    """End a supplier's link and erase its key; orders not yet in Cin7 are held, history stays readable.

    Our webhooks are removed from its account, as far as that is possible within ten seconds.
    """
    whose = program.supplier(supplier)
    if not yes:
        click.confirm(f"Disconnect {whose} and erase its key?", abort=True, err=True)
    program.use_cases.disconnect_account(whose, person())
    with program.use_cases.work() as store:
        left, ended = store.subscriptions.get(whose), store.connections.get(whose)
        shown = ConnectionOut.of(ended, store) if as_json and ended else None
    if shown:
        document(shown.model_dump(mode="json"))
        return
    say(f"{whose} is disconnected and its key erased.")
    if left and left.warning:
        say(f"  Note: {left.warning}")


def _key(file: Path | None) -> str:
    if file:
        with click.open_file(str(file), encoding="utf-8") as opened:
            return str(opened.read()).strip()
    given = os.environ.get(KEY_VARIABLE, "").strip()
    return given or str(click.prompt("Application key", hide_input=True, err=True))


def _fill(program: Program, supplier: SupplierId) -> None:
    with working(program):
        for run in follow_filling(program.use_cases.work, supplier):
            note(_told(run))


def _offer_the_gap(program: Program, supplier: SupplierId) -> None:
    with program.use_cases.work() as store:
        counts = gap_counts(store, supplier)
    orders, events = counts.orders, sum(counts.events.values())
    if orders or events:
        note(f"{orders} orders are not in Cin7 yet, and Upstock has not heard of {events} events: see `gap`.")


def _told(run: StreamRun) -> str:
    if run.error:
        return f"{run.stream.value}: {run.done} read, but: {run.error}"
    return f"{run.stream.value}: {run.done} read" + ("" if run.finished_at else "; the rest goes on with `serve`")
