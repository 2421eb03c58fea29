"""Orders with their attempts and what would release them, as rows and back."""

from collections.abc import Iterable
from typing import cast

from adapters.sql.codecs.documents import decoded, decoded_all, encoded
from adapters.sql.codecs.keys import lookup
from adapters.sql.tables import AttemptRow, EvidenceRow, HeldForRow, OrderRow
from domain.approved_order import ApprovedOrder
from domain.attempt import Attempt, Outcome, Step
from domain.events import Evidence
from domain.identifiers import OrderNumber, SaleId, SupplierId, folded
from domain.order import Order, OrderKey, OrderState
from domain.problems import Problem
from domain.sale import Sale, SaleRef
from domain.shipment import Shipment
from domain.totals import Totals


def order_row(order: Order, *, version: int) -> OrderRow:
    """Write an order, without its attempts, as this version of it."""
    return OrderRow(
        supplier=order.key.supplier,
        number=order.key.number,
        state=order.state.value,
        approved=encoded(order.approved),
        search_text=_search_text(order),
        run=order.run,
        tries=order.tries,
        trying_since=order.trying_since,
        next_attempt_at=order.next_attempt_at,
        sale_id=order.sale.id if order.sale else None,
        sale_key=lookup(order.sale.id) if order.sale else None,
        sale_number=order.sale.number if order.sale else None,
        discarded=encoded(order.discarded),
        sale_status=order.sale_status,
        account_id=order.account_id,
        problems=encoded(order.problems),
        notes=encoded(order.notes),
        order_total=order.totals.order if order.totals else None,
        remote_total=order.totals.remote if order.totals else None,
        total_cause=order.totals.cause if order.totals else "",
        shipment=encoded(order.shipment),
        accepted_at=order.accepted_at,
        created_at=order.created_at,
        shipped_at=order.shipped_at,
        version=version,
    )


def order_of(row: OrderRow, attempts: Iterable[AttemptRow]) -> Order:
    """Read an order back; its attempts come in their order."""
    return Order(
        key=OrderKey(SupplierId(row.supplier), OrderNumber(row.number)),
        approved=decoded(ApprovedOrder, row.approved),
        state=OrderState(row.state),
        accepted_at=row.accepted_at,
        trying_since=row.trying_since,
        next_attempt_at=row.next_attempt_at,
        run=row.run,
        tries=row.tries,
        attempts=tuple(map(attempt_of, attempts)),
        sale=_sale_ref(row),
        discarded=decoded_all(SaleRef, row.discarded),
        sale_status=row.sale_status,
        account_id=row.account_id,
        problems=decoded_all(Problem, row.problems),
        notes=decoded_all(str, row.notes),
        totals=_totals(row),
        shipment=decoded(Shipment, row.shipment),
        created_at=row.created_at,
        shipped_at=row.shipped_at,
        version=row.version,
    )


def attempt_row(key: OrderKey, attempt: Attempt) -> AttemptRow:
    """Write one attempt of an order."""
    return AttemptRow(
        supplier=key.supplier,
        number=key.number,
        n=attempt.number,
        step=attempt.step.value,
        outcome=attempt.outcome.value if attempt.outcome else None,
        claimed_at=attempt.claimed_at,
        ended_at=attempt.ended_at,
        options_version=attempt.options_version,
        hash=attempt.hash,
        sent_hash=attempt.sent_hash,
        found_absent=attempt.found_absent,
        notes=encoded(attempt.notes),
        composition=encoded(attempt.sale),
    )


def attempt_of(row: AttemptRow) -> Attempt:
    """Read one attempt back."""
    return Attempt(
        sale=decoded(Sale, row.composition),
        hash=row.hash,
        sent_hash=row.sent_hash,
        options_version=row.options_version,
        claimed_at=row.claimed_at,
        notes=decoded_all(str, row.notes),
        number=row.n,
        step=Step(row.step),
        outcome=Outcome(row.outcome) if row.outcome else None,
        ended_at=row.ended_at,
        found_absent=row.found_absent,
    )


def cure_rows(order: Order) -> list[HeldForRow]:
    """Write what would release an order; nothing unless it is held. Source: B8."""
    if order.state is not OrderState.HELD:
        return []
    cures = {(cure.kind, lookup(cure.key)) for problem in order.problems for cure in problem.cures}
    return [
        HeldForRow(supplier=order.key.supplier, number=order.key.number, kind=kind, key=key)
        for kind, key in sorted(cures)
    ]


def evidence_row(key: OrderKey, evidence: Evidence) -> EvidenceRow:
    """Write one piece of evidence."""
    return EvidenceRow(
        supplier=key.supplier,
        number=key.number,
        kind=evidence.kind,
        at=evidence.at,
        document=evidence.document,
    )


def evidence_of(row: EvidenceRow) -> Evidence:
    """Read one piece of evidence back, as plain JSON."""
    return Evidence(kind=row.kind, at=row.at, document=cast("dict[str, object]", row.document))


def _search_text(order: Order) -> str:
    """Answer what a search looks through; folding leaves no line break in a search, so none spans two parts."""
    sold_to = {attempt.sale.customer_name: None for attempt in order.attempts}
    parts = [order.key.number, order.approved.reference, order.approved.customer.name, *sold_to]
    return "\n".join(folded(part) for part in [*parts, order.sale.number if order.sale else ""] if part)


def _sale_ref(row: OrderRow) -> SaleRef | None:
    if row.sale_id is None or row.sale_number is None:
        return None
    return SaleRef(id=SaleId(row.sale_id), number=row.sale_number)


def _totals(row: OrderRow) -> Totals | None:
    if row.order_total is None or row.remote_total is None:
        return None
    return Totals(order=row.order_total, remote=row.remote_total, cause=row.total_cause)
