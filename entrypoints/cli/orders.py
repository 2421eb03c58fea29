"""What became of orders, what they would become, and how they go again."""

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import click

from domain.approved_order import ApprovedOrder
from domain.errors import NotThere
from domain.identifiers import OrderNumber, SupplierId
from domain.money import plain
from domain.order import GOES_BY_ITSELF, Order, OrderKey, OrderState
from domain.shipment import Shipment, ShipmentStatus
from entrypoints.cli import refusals
from entrypoints.cli.asking import for_machines, for_supplier, with_program, without_waiting
from entrypoints.cli.documents import read_entries
from entrypoints.cli.evidence import evidence
from entrypoints.cli.following import follow_orders, working
from entrypoints.cli.output import document, say, table
from entrypoints.cli.program import Program, person
from entrypoints.http.schemas.orders import OrderOut, OrdersOut, PreviewOut
from entrypoints.http.schemas.places import MOST

BY_CIN7 = frozenset({"refused_by_cin7", "cin7_fails_on_it"})
"""Problems that are the other system's no, not one of our rules."""


@click.group(epilog="Example: upstock-cin7 orders list --state held")
def orders() -> None:
    """See what became of orders, and settle those that are held."""


@orders.command("list", epilog="Example: upstock-cin7 orders list --state held --limit 20")
@for_supplier
@click.option("--state", type=click.Choice([state.value for state in OrderState]), help="Only orders in this state.")
@click.option("--search", "-q", default="", metavar="TEXT", help="Part of number, reference, customer or sale number.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, MOST), help="How many at most.")
@click.option("--cursor", metavar="TEXT", help="Where to go on: the cursor that was printed before.")
@for_machines
@with_program
def list_command(
    program: Program,
    *,
    supplier: str | None,
    state: str | None,
    search: str,
    limit: int,
    cursor: str | None,
    as_json: bool,
) -> None:
    """List orders, the latest accepted first."""
    whose = program.supplier(supplier)
    wanted = OrderState(state) if state else None
    with program.use_cases.work() as store:
        page = store.orders.page(whose, state=wanted, search=search, cursor=cursor, limit=limit)
    if as_json:
        items = [shown(program, order) for order in page.items]
        document(OrdersOut(items=items, next_cursor=page.next_cursor).model_dump(mode="json"))
        return
    say(order_table(page.items) if page.items else "There is no such order.")
    if page.next_cursor:
        say(f"\nMore: --cursor {page.next_cursor}")


@orders.command(short_help="Show how an order stands.", epilog="Example: upstock-cin7 orders show 10248")
@click.argument("number")
@for_supplier
@for_machines
@with_program
def show(program: Program, *, number: str, supplier: str | None, as_json: bool) -> None:
    """Show one order: its state, its sale, and everything that keeps it back."""
    whose = program.supplier(supplier)
    with program.use_cases.work() as store:
        order = store.orders.get(OrderKey(whose, OrderNumber(number)))
    if order is None:
        raise NotThere(f"Supplier {whose} has no order {number}.")
    _tell(program, order, as_json=as_json)


@orders.command(
    short_help="Show the calls that orders in a file would become.",
    epilog="Example: upstock-cin7 orders preview order.json",
)
@click.argument("file", type=click.File("rb"))
@for_supplier
@for_machines
@with_program
def preview(program: Program, *, file: BinaryIO, supplier: str | None, as_json: bool) -> None:
    """Show the calls that each order in FILE (- for standard input) would become; sends nothing."""
    whose, codes = program.supplier(supplier), []
    for entry in read_entries(file):
        approved = entry.approved_order()
        seen = program.use_cases.preview_order(whose, approved)
        answer = PreviewOut.of(seen, approved.currency)
        codes.append(refusals.RULE_SAYS_NO if seen.problems else refusals.DONE)
        if as_json:
            document(answer.model_dump(mode="json", by_alias=True))
        else:
            say(_previewed(approved, answer))
    click.get_current_context().exit(refusals.worst(codes))


@orders.command(short_help="Send orders again.", epilog="Example: upstock-cin7 orders retry 10260 10267")
@click.argument("numbers", nargs=-1, required=True)
@for_supplier
@without_waiting
@for_machines
@with_program
def retry(program: Program, *, numbers: tuple[str, ...], supplier: str | None, wait: bool, as_json: bool) -> None:
    """Send held, ignored or waiting orders again; what may be in Cin7 already is looked for first."""
    whose = program.supplier(supplier)
    wanted = [OrderNumber(number) for number in numbers]
    again = program.use_cases.retry_orders(whose, wanted, person())
    if wait:
        again = sent(program, whose, wanted)
    if as_json:
        document({"items": [shown(program, order).model_dump(mode="json") for order in again], "problems": []})
    else:
        say(order_table(again))
    click.get_current_context().exit(refusals.worst([code_of(order) for order in again] if wait else []))


@orders.command(
    short_help="Say which sale an order is in Cin7 already.",
    epilog="Example: upstock-cin7 orders link 10260 5d0c7a0e-0c6e-4f0c-9a57-3f1f3b0f0a11",
)
@click.argument("number")
@click.argument("sale")
@for_supplier
@for_machines
@with_program
def link(program: Program, *, number: str, sale: str, supplier: str | None, as_json: bool) -> None:
    """Say that order NUMBER is SALE, which is in Cin7 already: its id, or the address of its page."""
    whose = program.supplier(supplier)
    _tell(program, program.use_cases.link_order(whose, OrderNumber(number), sale, person()), as_json=as_json)


@orders.command(
    short_help="Leave an order alone.", epilog='Example: upstock-cin7 orders ignore 10260 --note "sold at the door"'
)
@click.argument("number")
@click.option("--note", required=True, metavar="TEXT", help="Why it is left alone, for those who ask later.")
@for_supplier
@for_machines
@with_program
def ignore(program: Program, *, number: str, note: str, supplier: str | None, as_json: bool) -> None:
    """Leave order NUMBER alone; what was begun for it in Cin7 is voided while it is empty."""
    whose = program.supplier(supplier)
    _tell(program, program.use_cases.ignore_order(whose, OrderNumber(number), note, person()), as_json=as_json)


orders.add_command(evidence)


def _tell(program: Program, order: Order, *, as_json: bool) -> None:
    if as_json:
        document(shown(program, order).model_dump(mode="json"))
    else:
        say(told(order))


def sent(program: Program, supplier: SupplierId, numbers: Iterable[OrderNumber]) -> tuple[Order, ...]:
    """Follow orders to where they come to rest, and answer them."""
    with working(program):
        return follow_orders(program.use_cases.work, supplier, numbers)


def shown(program: Program, order: Order) -> OrderOut:
    """Answer an order as HTTP does."""
    with program.use_cases.work() as store:
        connection = store.connections.get(order.key.supplier)
    return OrderOut.of(order, program.use_cases.sale_links(connection, order))


def code_of(order: Order) -> int:
    """Answer the exit code that an order's state stands for."""
    if order.state in GOES_BY_ITSELF:
        return refusals.LATER
    if order.state is not OrderState.HELD:
        return refusals.DONE
    by_cin7 = any(problem.code in BY_CIN7 for problem in order.problems)
    return refusals.CIN7_SAYS_NO if by_cin7 else refusals.RULE_SAYS_NO


def order_table(orders: Iterable[Order]) -> str:
    """Lay orders out in columns, what keeps one back beside it."""
    rows = [
        (
            order.key.number,
            order.approved.customer.name or order.approved.customer.contact_id,
            order.state.value,
            order.sale.number if order.sale else "–",
            f"{order.totals.remote:.2f}" if order.totals else "–",
            order.problems[0].detail if order.problems else "",
        )
        for order in orders
    ]
    return table(("number", "customer", "state", "sale", "total", "held because"), rows, right=("total",))


def told(order: Order) -> str:
    """Tell everything about one order in words."""
    lines = [f"Order {order.key.number}: {order.state.value}"]
    if order.sale:
        lines.append(f"  Sale {order.sale.number} ({order.sale_status or 'not read yet'}), id {order.sale.id}")
    if order.totals:
        difference = plain(order.totals.difference)
        lines.append(f"  Total {order.totals.order:.2f}, in Cin7 {order.totals.remote:.2f}, difference {difference}")
    if order.shipment.status is not ShipmentStatus.NOT_SHIPPED:
        lines += _goods(order.shipment)
    if order.next_attempt_at:
        lines.append(f"  Goes on by itself at {order.next_attempt_at:%Y-%m-%d %H:%M:%S} UTC")
    for problem in order.problems:
        lines += [f"  {problem.pointer or 'Problem'}: {problem.detail}", f"    Fix: {problem.fix}"]
    return "\n".join([*lines, *(f"  Note: {text}" for text in order.notes)])


def _goods(shipment: Shipment) -> Iterator[str]:
    """Tell how far the goods are, and how each parcel is followed."""
    yield f"  Goods: {shipment.status.value.replace('_', ' ')}"
    for parcel in shipment.parcels:
        inside = ", ".join(f"{plain(packed.quantity)} × {packed.sku}" for packed in parcel.contents)
        followed = parcel.tracking.value if parcel.tracking else "no tracking"
        said = (parcel.boxes, parcel.carrier, followed, inside)
        yield f"    {' · '.join(filter(None, said))}"
    if shipment.concern:
        yield f"  Alarm: {shipment.concern.value.replace('_', ' ')}"


def _previewed(approved: ApprovedOrder, answer: PreviewOut) -> str:
    lines = [f"Order {approved.number}"]
    for call in answer.calls:
        lines.append(f"  {call.method} {call.path}")
        lines += [f"    {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in call.body.items()]
    for problem in answer.problems:
        lines += [f"  {problem.pointer or 'Problem'}: {problem.detail}", f"    Fix: {problem.fix}"]
    return "\n".join([*lines, *(f"  Note: {text}" for text in answer.notes)])
