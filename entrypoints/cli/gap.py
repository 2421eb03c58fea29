"""What is missing on either side, and closing it."""

import click

from application.ports.storage.gap import EVENTS, ORDERS
from application.reporting.show_gap import Gap
from application.running.follow_job import JobProgress
from domain.identifiers import SupplierId
from entrypoints.cli.asking import for_machines, for_supplier, with_program, without_waiting
from entrypoints.cli.following import follow_job, working
from entrypoints.cli.output import document, say, table
from entrypoints.cli.program import Program, person
from entrypoints.http.schemas.gap import GapOut
from entrypoints.http.schemas.jobs import JobBegun, JobOut
from entrypoints.http.schemas.places import MOST


@click.command(epilog="Example: upstock-cin7 gap --supplier northwind --replay")
@for_supplier
@click.option("--replay", is_flag=True, help="Close it: its orders go now, and its events are told now.")
@click.option("--what", type=click.Choice([ORDERS, EVENTS]), help="Only this list; needed with --cursor.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, MOST), help="How many of each at most.")
@click.option("--cursor", metavar="TEXT", help="Where to go on: the cursor that was printed before.")
@without_waiting
@for_machines
@with_program
def gap(
    program: Program,
    *,
    supplier: str | None,
    replay: bool,
    what: str | None,
    limit: int,
    cursor: str | None,
    wait: bool,
    as_json: bool,
) -> None:
    """Show which approved orders are not in Cin7, and of which events Upstock has not heard; close the gap.

    Orders that wait for a person are none of it: `orders list --state held` shows them.
    """
    whose = program.supplier(supplier)
    if replay:
        _replay(program, whose, wait=wait, as_json=as_json)
        return
    found = program.use_cases.show_gap(whose, what=what, cursor=cursor, limit=limit)
    if as_json:
        document(GapOut.of(found).model_dump(mode="json"))
        return
    for line in gap_lines(found):
        say(line)


def gap_lines(gap: Gap) -> list[str]:
    """Lay out both lists, each with its whole length."""
    events = sum(gap.counts.events.values())
    lines = []
    if gap.orders.items:
        lines += [f"Approved, and not in Cin7 ({gap.counts.orders}):", _orders(gap)]
        lines += [f"More: --what {ORDERS} --cursor {gap.orders.next_cursor}"] if gap.orders.next_cursor else []
    if gap.events.items:
        lines += [f"Happened, and not told to Upstock ({events}):", _events(gap)]
        lines += [f"More: --what {EVENTS} --cursor {gap.events.next_cursor}"] if gap.events.next_cursor else []
    return lines or ["There is no gap: what was approved is in Cin7, and Upstock has heard of everything."]


def _orders(gap: Gap) -> str:
    rows = [
        (
            each.order.key.number,
            each.order.state.value,
            each.order.sale.number if each.order.sale else "",
            f"{each.order.accepted_at:%Y-%m-%d %H:%M}",
            each.detail,
        )
        for each in gap.orders.items
    ]
    return table(("order", "state", "sale", "accepted (UTC)", "what becomes of it"), rows)


def _events(gap: Gap) -> str:
    rows = [
        (
            each.notice.event.subject,
            each.notice.event.type,
            f"{each.notice.at:%Y-%m-%d %H:%M}",
            str(each.tries),
            each.detail or ("" if each.due_at else "stopped"),
        )
        for each in gap.events.items
    ]
    return table(("about", "event", "happened (UTC)", "tries", "last answer"), rows, right=("tries",))


def _replay(program: Program, supplier: SupplierId, *, wait: bool, as_json: bool) -> None:
    job = program.use_cases.replay_gap(supplier, person())
    seen = JobProgress(job=job)
    if wait:
        with working(program):
            seen = follow_job(program.use_cases.follow_job, supplier, job.id, label="Replaying")
    if as_json:
        document(JobBegun(job=JobOut.of(seen)).model_dump(mode="json"))
        return
    say(f"Job {job.id} is {seen.job.state.value}: {seen.job.done} of {seen.job.total} orders and events go again.")
