"""The fields at the head of a sale, one function a rule."""

from datetime import date

from domain.approved_order import ApprovedOrder
from domain.composing.decided import Decided
from domain.composing.origin import Origin
from domain.connection import Company
from domain.contact import Contact
from domain.cutting import cut, length
from domain.dated import Dated
from domain.days import spoken
from domain.identifiers import folded
from domain.money import Currency
from domain.problems import Cure, Problem
from domain.sale import NOTES_LIMIT
from domain.sale_options import SaleOptions, ShipBySource


def currency_of(order: ApprovedOrder, company: Company) -> Decided[Currency]:
    """Take the order's currency when it is the account's default; any other is a problem.

    Source: R2.
    """
    base, own = company.base_currency, order.currency.code
    problem = Problem(
        code="order_currency",
        detail=f"The order is in {own}; “{company.name}” sells in {base} in Cin7.",
        pointer="/currency",
    )
    origin = Origin(rule="R2", source="the order's currency, which is the account's default in Cin7")
    return Decided(order.currency, origin, problems=() if folded(own) == folded(base) else (problem,))


def customer_currency(customer: Contact, company: Company) -> tuple[Problem, ...]:
    """Answer a problem when the customer trades in another currency than the account's default.

    Source: R2.
    """
    if folded(customer.currency) == folded(company.base_currency):
        return ()
    detail = (
        f"“{customer.name}” trades in {customer.currency or 'no currency'}; “{company.name}” sells in"
        f" {company.base_currency} in Cin7."
    )
    cures = (Cure.of("contact", customer.id),)
    return (Problem(code="customer_currency", detail=detail, pointer="/customer", cures=cures),)


def reference_for(order: ApprovedOrder) -> Decided[str]:
    """Take the customer's reference, else the order's number.

    Source: R27.
    """
    if order.reference.strip():
        return Decided(order.reference.strip(), Origin(rule="R27", source="the reference on the order"))
    return Decided(order.number, Origin(rule="R27", source="the order's number, because it has no reference"))


def order_date_of(order: ApprovedOrder, company: Company) -> Decided[date]:
    """Take the order's day as it is; a day that Cin7 has locked is a note, because Cin7 decides what it allows.

    Source: R29; architecture §4.3 (lock date).
    """
    day, locked = order.order_date, company.lock_date
    origin = Origin(rule="R29", source="the order's date, the same day in every time zone")
    if locked is None or day > locked:
        return Decided(day, origin)
    note = (
        f"The order is of {spoken(day)}, and “{company.name}” has locked its books up to {spoken(locked)}:"
        " if Cin7 refuses the invoice, move the lock date in Cin7."
    )
    return Decided(day, origin, (note,))


def ship_by_for(order: ApprovedOrder, options: SaleOptions) -> Decided[date | None]:
    """Take the delivery date, unless the supplier wants it in the shipping notes.

    Source: R18, R30.
    """
    if options.ship_by_source is ShipBySource.NONE:
        return Decided(None, Origin(rule="R18", source="left out by the sale options; shipping notes tell the date"))
    if order.delivery_date is None:
        return Decided(None, Origin(rule="R30", source="left out, because the order has no delivery date"))
    return Decided(order.delivery_date, Origin(rule="R30", source="the order's delivery date"))


def shipping_notes_for(order: ApprovedOrder, options: SaleOptions) -> Decided[str]:
    """Write the first comment that says something, after the expected delivery where no ship-by date is sent.

    The line with the date is never cut, the comment is, visibly and with a note.

    Source: R18, R28; ref §6.2.
    """
    date_line, rule = "", "R28"
    if options.ship_by_source is ShipBySource.NONE and order.delivery_date:
        date_line, rule = f"Expected delivery: {spoken(order.delivery_date)}", "R18"
    comments = [comment.text.strip() for comment in order.comments if comment.text.strip()]
    text = "\n".join(filter(None, (date_line, *comments[:1])))
    sources = ["the delivery date"] * bool(date_line) + ["the first comment on the order"] * bool(comments)
    source = " and ".join(sources) or "left out, because the order has no comment"
    notes = []
    if length(text) > NOTES_LIMIT:
        notes.append(f"The comment was cut, because Cin7 keeps {NOTES_LIMIT:,} characters of shipping notes.")
    if (more := len(comments) - 1) > 0:
        notes.append("1 further comment was not sent" if more == 1 else f"{more} further comments were not sent")
    return Decided(cut(text, NOTES_LIMIT), Origin(rule=rule, source=source), tuple(notes))


def text_of_person(customer: Dated[Contact], what: str, text: str, limit: int) -> Decided[str]:
    """Take the name, phone or e-mail of the customer's main contact person, cut visibly to what Cin7 keeps.

    Source: R36; ref §6.2.
    """
    source = f"the {what} of the customer's main contact in Cin7"
    if not text.strip():
        source = f"left out, because the customer's main contact has no {what} in Cin7"
    notes = (f"The {what} was cut, because Cin7 keeps {limit} characters of it.",) if length(text) > limit else ()
    return Decided(cut(text.strip(), limit), Origin(rule="R36", source=source, read_at=customer.at), notes)
