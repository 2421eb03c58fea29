"""Where orders and their sales disagree now."""

import click

from application.reporting.report_drift import DriftedOrder
from entrypoints.cli.asking import for_machines, for_supplier, with_program
from entrypoints.cli.output import document, say, table
from entrypoints.cli.program import Program
from entrypoints.http.schemas.drift import DriftOut, DriftsOut
from entrypoints.http.schemas.places import MOST


@click.command(epilog="Example: upstock-cin7 drift --supplier northwind")
@for_supplier
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, MOST), help="How many orders at most.")
@click.option("--cursor", metavar="TEXT", help="Where to go on: the cursor that was printed before.")
@for_machines
@with_program
def drift(program: Program, *, supplier: str | None, limit: int, cursor: str | None, as_json: bool) -> None:
    """List orders whose sale in Cin7 now says something else; nothing is changed."""
    page = program.use_cases.report_drift(program.supplier(supplier), cursor=cursor, limit=limit)
    if as_json:
        items = list(map(DriftOut.of, page.items))
        document(DriftsOut(items=items, next_cursor=page.next_cursor).model_dump(mode="json"))
        return
    say(drift_table(page.items) if page.items else "Upstock and Cin7 agree on every order.")
    if page.next_cursor:
        say(f"\nMore: --cursor {page.next_cursor}")


def drift_table(drifted: tuple[DriftedOrder, ...]) -> str:
    """Lay out a row for each thing on which both sides disagree."""
    rows = [
        (
            each.order.key.number,
            each.order.sale.number if each.order.sale else "",
            " ".join(filter(None, (difference.kind.value.replace("_", " "), difference.sku))),
            difference.approved,
            difference.remote,
            f"{each.drift.value} {each.order.approved.currency.code}",
            f"{each.drift.first_seen:%Y-%m-%d %H:%M}",
        )
        for each in drifted
        for difference in each.drift.differences
    ]
    return table(("order", "sale", "what", "Upstock", "Cin7", "value", "since (UTC)"), rows, right=("value",))
