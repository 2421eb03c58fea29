"""Approved orders from a file: stored, sent, and reported one by one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

import click
from pydantic import ValidationError

from domain.errors import DomainError
from domain.identifiers import SupplierId
from domain.order import Order
from entrypoints.cli.asking import for_machines, for_supplier, with_program, without_waiting
from entrypoints.cli.documents import Entry, read_entries
from entrypoints.cli.ending import Ending, ending_of
from entrypoints.cli.orders import code_of, order_table, sent, shown
from entrypoints.cli.output import Progress, note, say
from entrypoints.cli.program import Program
from entrypoints.cli.refusals import worst
from entrypoints.http.reading import RequestRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one document: an order, known or new, or why there is none."""

    place: str
    order: Order | None = None
    is_new: bool = False
    refused: Ending | None = None


@click.command(epilog="Example: upstock-cin7 approve orders.jsonl --supplier northwind")
@click.argument("file", type=click.File("rb"))
@for_supplier
@without_waiting
@for_machines
@with_program
def approve(program: Program, *, file: BinaryIO, supplier: str | None, wait: bool, as_json: bool) -> None:
    """Take approved orders from a file and send them.

    FILE (- for standard input) holds one JSON document, an array of them, or one on each line, as the HTTP API takes
    them. Each is reported; with --json on a line of its own: the order, or the problem, as HTTP answers it.
    """
    entries = read_entries(file)
    whose = program.supplier(supplier)
    taken = _take_all(program, whose, entries)
    if wait:
        taken = _followed(program, whose, taken)
    for each in taken if as_json else ():
        _print_line(program, each)
    if not as_json:
        _report(taken)
    codes = [each.refused.code for each in taken if each.refused]
    codes += [code_of(each.order) for each in taken if each.order and wait]
    click.get_current_context().exit(worst(codes))


def _take_all(program: Program, supplier: SupplierId, entries: Sequence[Entry]) -> tuple[Taken, ...]:
    taken = []
    with Progress("Storing orders", len(entries)) as progress:
        for entry in entries:
            taken.append(_take(program, supplier, entry))
            progress.reached(len(taken))
    return tuple(taken)


def _take(program: Program, supplier: SupplierId, entry: Entry) -> Taken:
    """Store one order; one that is refused does not keep the others from being taken."""
    try:
        approval = program.use_cases.approve_order(supplier, entry.approved_order())
    except (RequestRefused, ValidationError, DomainError) as error:
        return Taken(place=entry.place, refused=ending_of(error))
    return Taken(place=entry.place, order=approval.order, is_new=approval.is_new)


def _followed(program: Program, supplier: SupplierId, taken: Sequence[Taken]) -> tuple[Taken, ...]:
    numbers = [each.order.key.number for each in taken if each.order]
    if not numbers:
        return tuple(taken)
    orders = {order.key: order for order in sent(program, supplier, numbers)}
    return tuple(replace(each, order=orders[each.order.key]) if each.order else each for each in taken)


def _print_line(program: Program, taken: Taken) -> None:
    if taken.order:
        content = shown(program, taken.order).model_dump(mode="json")
    else:
        content = taken.refused.answer.model_dump(mode="json") if taken.refused and taken.refused.answer else {}
    click.echo(json.dumps(content, ensure_ascii=False))


def _report(taken: Sequence[Taken]) -> None:
    for each in taken:
        if each.refused:
            note(f"{each.place}: {each.refused.text}\n")
    orders = [each.order for each in taken if each.order]
    if orders:
        say(order_table(orders))
        new, refused = sum(each.is_new for each in taken), len(taken) - len(orders)
        say(f"\n{new} new, {len(orders) - new} approved before, {refused} refused.")
