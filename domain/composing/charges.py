"""Freight and other amounts beside the lines."""

from dataclasses import dataclass
from decimal import Decimal

from domain.approved_order import ApprovedOrder
from domain.composing.origin import Origin
from domain.composing.tax import Rule
from domain.cutting import cut, length
from domain.money import Currency, plain
from domain.problems import Problem
from domain.sale import NAME_LIMIT, SaleCharge


@dataclass(frozen=True, slots=True, kw_only=True)
class Levy:
    """A charge that is to stand on the sale. Shape: `number` counts the order's charges from 1."""

    number: int
    description: str
    is_described: bool
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Levied:
    """The charges of an order, what was noticed, and what stands against sending them."""

    levies: tuple[Levy, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def levies_of(order: ApprovedOrder, description: str, currency: Currency) -> Levied:
    """Take the order's charges, rounded to the minor unit; nothing is sent for one that comes to nothing.

    One that takes money off holds the order: no document says that Cin7 takes it, and its refusal would come when an
    empty sale is there already.

    Source: R11, R34, B7; ref §6.6; `description` is the supplier's word for a charge that has none of its own.
    """
    levies, notes, problems = [], [], []
    for number, charge in enumerate(order.charges, 1):
        own, amount = charge.description.strip(), currency.rounded(charge.amount)
        name = own or description
        if amount == 0:
            notes.append(f"Charge {number}, “{name}”, was left out, because it comes to nothing.")
            continue
        if amount < 0:
            problems.append(_takes_off(number, name, amount))
        if amount != charge.amount:
            notes.append(f"Charge {number}, “{name}”, was rounded from {plain(charge.amount)} to {amount:f}.")
        if length(name) > NAME_LIMIT:
            notes.append(
                f"The description of charge {number} was cut, because Cin7 keeps {NAME_LIMIT} characters of it."
            )
        levies.append(Levy(number=number, description=cut(name, NAME_LIMIT), is_described=bool(own), amount=amount))
    return Levied(levies=tuple(levies), notes=tuple(notes), problems=tuple(problems))


def _takes_off(number: int, name: str, amount: Decimal) -> Problem:
    detail = f"Charge {number}, “{name}”, takes {-amount:f} off; a charge can only add."
    return Problem(code="negative_charge", detail=detail, pointer=f"/charges/{number - 1}/amount")


def charge_of(levy: Levy, rule: Rule, tax: Decimal) -> SaleCharge:
    """Write a charge as it is sent. Source: R34."""
    name = rule.value.name if rule.value else ""
    return SaleCharge(description=levy.description, price=levy.amount, tax_rule=name, tax=tax)


def origins_of_charge(levy: Levy, rule: Rule, tax: Origin) -> dict[str, Origin]:
    """Say for each field of a charge where it came from. Source: B1."""
    described = f"the description of charge {levy.number} on the order"
    return {
        "description": Origin(
            rule="R34", source=described if levy.is_described else "the word for it in the sale options"
        ),
        "price": Origin(
            rule="R11", source=f"the amount approved as charge {levy.number}, rounded half up, without tax"
        ),
        "tax_rule": rule.origin,
        "tax": tax,
    }
