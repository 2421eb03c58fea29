"""One screen: how everything stands, and how one supplier does."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import click

from application.ports.storage.publishing import Tally
from application.reporting.show_status import Flow, Orders, Status, SupplierStatus
from domain.alarms import AlarmKind
from domain.identifiers import supplier_id
from entrypoints.cli.asking import as_document, with_program
from entrypoints.cli.budget import in_short
from entrypoints.cli.output import document, say, table
from entrypoints.cli.program import Program
from entrypoints.cli.spans import ago, ahead
from entrypoints.cli.status_document import overall, single

SHOWN = 30
"""Suppliers in the list; --json names all."""


@click.command(epilog="Example: upstock-cin7 status --supplier northwind")
@click.option("--supplier", "-s", metavar="ID", help="Only this supplier; all of them unless given.")
@as_document
@with_program
def status(program: Program, *, supplier: str | None, as_json: bool) -> None:
    """Show how everything stands, on one screen.

    Links, flows, the budget of calls, orders and what holds them, the outbox and alarms; nobody outside is asked.
    """
    show = program.use_cases.show_status
    if supplier:
        one = show.of(supplier_id(supplier))
        if as_json:
            document(single(one))
        else:
            _print(_supplier(one, show().at))
        return
    found = show()
    if as_json:
        document(overall(found))
        return
    _print(_overall(found))
    if len(found.links) == 1:
        say()
        _print(_supplier(show.of(found.links[0].supplier), found.at))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _overall(found: Status) -> Iterator[str]:
    pulse = found.pulse
    tick = f"last tick {ago(pulse.ticked_at, found.at)}" if pulse.ticked_at else "nobody works"
    workers = f", {pulse.workers} processes" if pulse.workers is not None else ""
    waiting = sum(backlog.tasks for backlog in pulse.queues.values())
    yield f"Work       {tick}{workers}; {waiting} tasks wait"
    yield from _orders(found.orders, found.at)
    yield f"Outbox     {_outbox(found.outbox, found.at)}"
    yield f"Alarms     {_alarms(found.alarms)}"
    if not found.links:
        yield "Suppliers  none is connected: `upstock-cin7 connect` makes the first"
        return
    yield ""
    rows = [(link.supplier, link.company, link.status.value) for link in found.links[:SHOWN]]
    yield table(("supplier", "company", "link"), rows)
    if len(found.links) > SHOWN:
        yield f"… and {len(found.links) - SHOWN} more; --json names all."


def _supplier(one: SupplierStatus, at: datetime) -> Iterator[str]:
    yield f"{one.link.supplier}: {one.link.company}, {_link(one)}"
    if one.trouble:
        yield f"Key        {one.trouble}"
    if one.notices:
        yield f"Webhooks   {one.notices.warning or one.notices.state.value}"
    yield from (f"{'Reads' if place == 0 else '':<10} {_flow(flow, at)}" for place, flow in enumerate(one.flows))
    if one.budget:
        yield f"Budget     {in_short(one.budget)}"
    yield from _orders(one.orders, at)
    yield f"Outbox     {_outbox(one.outbox, at)}"
    yield f"Alarms     {_alarms(one.alarms)}"
    yield from (f"Job        {job.kind} by {job.actor}, {job.done} of {job.total or '?'}" for job in one.jobs)


def _link(one: SupplierStatus) -> str:
    doubted = one.connection and one.connection.doubt
    return f"{one.link.status.value}, but its key is doubted" if doubted else one.link.status.value


def _flow(flow: Flow, at: datetime) -> str:
    known = f"changes until {ago(flow.until, at)}" if flow.until else "nothing yet"
    then = f", next {ahead(flow.next_at, at)}" if flow.next_at else ""
    now = f", reading {flow.done} of {flow.total or '?'}" if flow.done is not None else ""
    return f"{flow.name:<10} {known}{then}{now}{f' ({flow.trouble})' if flow.trouble else ''}"


def _orders(orders: Orders, at: datetime) -> Iterator[str]:
    there = {state: each for state, each in orders.standing.items() if each.orders}
    counts = ", ".join(f"{each.orders} {state.value.replace('_', ' ')}" for state, each in there.items())
    yield f"Orders     {counts or 'none under way'}{f'; {orders.overdue} OVERDUE' if orders.overdue else ''}"
    for state, each in there.items():
        if each.oldest_at and state.value in ("accepted", "creating", "checking", "waiting", "held"):
            yield f"           oldest {state.value}: accepted {ago(each.oldest_at, at)}"
    if orders.held:
        yield f"           held for: {', '.join(f'{code} {count}' for code, count in orders.held.items())}"


def _outbox(outbox: Tally, at: datetime) -> str:
    if not outbox.pending:
        return "empty"
    stopped = f", {outbox.stopped} stopped" if outbox.stopped else ""
    since = ago(outbox.oldest_at, at) if outbox.oldest_at else "now"
    return f"{outbox.pending} events, {outbox.failing} in vain so far{stopped}; the first from {since}"


def _alarms(alarms: Mapping[AlarmKind, int]) -> str:
    return ", ".join(f"{kind.value} {count}" for kind, count in alarms.items()) or "none"
