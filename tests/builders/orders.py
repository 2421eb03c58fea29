"""Builders of approved orders, of the options of their sales, and of orders on their way."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from domain.approved_order import ApprovedOrder, Buyer, Charge, Comment, OrderLine
from domain.attempt import Attempt, Outcome, Step
from domain.identifiers import OrderNumber, SupplierId
from domain.money import Currency
from domain.order import Order, OrderState
from domain.problems import Cure, Problem
from domain.sale import Sale, SaleRef
from domain.sale_options import (
    CreationMode,
    FreightOptions,
    OptionsVersion,
    SaleOptions,
    SaleStatus,
    SaleType,
    ShipBySource,
)
from tests.builders.accounts import NOON, SUPPLIER
from tests.builders.sales import DELIVERY_DATE, NUMBER, ORDER_DATE, a_sale


def an_order_line(
    *,
    sku: str = "NW-001",
    product_id: str = "",
    quantity: Decimal | str | int = 12,
    unit_price: Decimal | str | int = "14.00",
    discount_percent: Decimal | str | int = 0,
    comment: str = "",
) -> OrderLine:
    return OrderLine(
        sku=sku,
        product_id=product_id,
        quantity=Decimal(quantity),
        unit_price=Decimal(unit_price),
        discount_percent=Decimal(discount_percent),
        comment=comment,
    )


def a_comment(text: str = "Leave at the back door", *, author: str = "Paul", at: datetime | None = NOON) -> Comment:
    return Comment(text=text, author=author, at=at)


def a_charge(amount: Decimal | str | int = "32.38", *, description: str = "Freight") -> Charge:
    return Charge(description=description, amount=Decimal(amount))


def a_buyer(name: str = "Harbour Café", *, contact_id: str = "") -> Buyer:
    return Buyer(contact_id=contact_id, name=name)


def an_approved_order(
    *,
    number: str = NUMBER,
    currency: str = "AUD",
    customer: Buyer | None = None,
    order_date: date = ORDER_DATE,
    lines: Iterable[OrderLine] | None = None,
    reference: str = "PO-77",
    delivery_date: date | None = DELIVERY_DATE,
    comments: Iterable[Comment] = (),
    custom_fields: Iterable[tuple[str, str]] = (),
    charges: Iterable[Charge] = (),
    approved_at: datetime | None = NOON,
) -> ApprovedOrder:
    return ApprovedOrder(
        number=OrderNumber(number),
        currency=Currency(currency),
        customer=customer or a_buyer(),
        order_date=order_date,
        lines=(an_order_line(),) if lines is None else tuple(lines),
        reference=reference,
        delivery_date=delivery_date,
        comments=tuple(comments),
        custom_fields=tuple(custom_fields),
        charges=tuple(charges),
        approved_at=approved_at,
    )


def options(
    *,
    status: SaleStatus = SaleStatus.AUTHORISED,
    type: SaleType = SaleType.SIMPLE,  # noqa: A002 — the field's own name
    creation_mode: CreationMode = CreationMode.NO_PICK,
    ship_by_source: ShipBySource = ShipBySource.DELIVERY_DATE,
    freight: FreightOptions | None = None,
    address_field: str = "",
) -> SaleOptions:
    return SaleOptions(
        status=status,
        type=type,
        creation_mode=creation_mode,
        ship_by_source=ship_by_source,
        freight=freight or FreightOptions(),
        address_field=address_field,
    )


def an_options_version(
    chosen: SaleOptions | None = None,
    *,
    supplier: SupplierId = SUPPLIER,
    version: int = 1,
    actor: str = "cli:ana",
    at: datetime | None = NOON,
) -> OptionsVersion:
    return OptionsVersion(supplier=supplier, version=version, options=chosen or options(), actor=actor, at=at)


def an_attempt(
    *,
    number: int = 0,
    sale: Sale | None = None,
    notes: Iterable[str] = (),
    hash: str = "0" * 64,  # noqa: A002 — the field's own name
    sent_hash: str = "",
    options_version: int = 1,
    claimed_at: datetime = NOON,
    step: Step = Step.OPENING,
    outcome: Outcome | None = None,
    ended_at: datetime | None = None,
    found_absent: bool = False,
) -> Attempt:
    return Attempt(
        number=number,
        sale=sale or a_sale(),
        hash=hash,
        sent_hash=sent_hash,
        options_version=options_version,
        claimed_at=claimed_at,
        step=step,
        outcome=outcome,
        ended_at=ended_at,
        notes=tuple(notes),
        found_absent=found_absent,
    )


def a_problem(
    code: str = "unknown_product",
    *,
    detail: str = "Line 1: Cin7 has no product with SKU “NW-001”.",
    pointer: str = "/lines/0/sku",
    cures: Iterable[Cure] = (Cure("product", "nw-001"),),
    candidates: Iterable[tuple[str, str]] = (),
) -> Problem:
    return Problem(code=code, detail=detail, pointer=pointer, cures=tuple(cures), candidates=tuple(candidates))


def an_order(
    *,
    supplier: SupplierId = SUPPLIER,
    approved: ApprovedOrder | None = None,
    state: OrderState = OrderState.ACCEPTED,
    accepted_at: datetime = NOON,
    trying_since: datetime | None = None,
    next_attempt_at: datetime | None = NOON,
    run: int = 1,
    tries: int = 0,
    attempts: Iterable[Attempt] = (),
    sale: SaleRef | None = None,
    problems: Iterable[Problem] = (),
    notes: Iterable[str] = (),
    version: int = 0,
) -> Order:
    order = Order.accept(supplier, approved or an_approved_order(), accepted_at)
    return replace(
        order,
        state=state,
        trying_since=trying_since or accepted_at,
        next_attempt_at=next_attempt_at,
        run=run,
        tries=tries,
        attempts=tuple(attempts),
        sale=sale,
        problems=tuple(problems),
        notes=tuple(notes),
        version=version,
    )
