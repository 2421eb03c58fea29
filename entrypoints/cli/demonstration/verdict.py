"""Whether Cin7 holds what Upstock sent, line by line and to the cent, worked out from both documents alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from domain.money import ZERO, less_percent, percent_of, plain, round_half_up, times

Document = dict[str, Any]


class Stock(Enum):
    """How much of a sale's goods is there, as Cin7 says by its lines' backorder. Source: ref §6.6."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One order beside what became of it.

    Units: amounts before tax, in the order's currency; `wrong` says every place where the two disagree.
    """

    number: str
    customer: str
    lines: int
    state: str
    sent: Decimal
    received: Decimal | None = None
    tax: Decimal | None = None
    sale: str = ""
    in_stock: Stock = Stock.ALL
    problems: tuple[Document, ...] = ()
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the account itself says must come of an order.

    Units: `tax_percent` of every line and charge, because it is the customer's rule.
    """

    held: bool
    tax_percent: Decimal


def expected(order: Document, account: Document) -> Expected:
    """Work out from the seeded account alone what must come of an order. Source: R2, R33, R34."""
    customer = next(row for row in account["customers"] if row["ID"] == order["customer"]["contact_id"])
    rule = next(row for row in account["tax_rules"] if row["Name"] == customer["TaxRule"])
    return Expected(held=customer["Currency"] != account["me"]["Currency"], tax_percent=_amount(rule["TaxPercent"]))


def judge(order: Document, outcome: Document, sale: Document | None, wanted: Expected) -> Verdict:
    """Compare an approved order with our answer about it and with the sale as Cin7 shows it.

    Source: R11, R33, R34; ref §5.3 (`Order`), §6.6 (line arithmetic).
    """
    there = sale["Order"] if sale else None
    return Verdict(
        number=order["number"],
        customer=order["customer"]["name"],
        lines=len(order["lines"]),
        state=outcome["state"],
        sent=_sent(order),
        received=_cents(there["Total"]) - _cents(there["Tax"]) if there else None,
        tax=_cents(there["Tax"]) if there else None,
        sale=there["SaleOrderNumber"] if there else "",
        in_stock=_stock(there["Lines"]) if there else Stock.ALL,
        problems=tuple(outcome["problems"]),
        wrong=_wrong(order, outcome, there, wanted),
    )


def _wrong(order: Document, outcome: Document, there: Document | None, wanted: Expected) -> tuple[str, ...]:
    if (outcome["state"] == "held") is not wanted.held:
        return ("it is held" if not wanted.held else "it was to be held for its customer's currency",)
    if there is None:
        return () if wanted.held else (f"no sale: it is {outcome['state']}",)
    tax = _tax(order, wanted.tax_percent)
    pairs = (
        ("lines", _shown(_sent_lines(order)), _shown(_lines_there(there))),
        ("charges", plain(_charges(order["charges"], "amount")), plain(_charges(there["AdditionalCharges"], "Price"))),
        ("tax", plain(tax), plain(_cents(there["Tax"]))),
        ("total", plain(_sent(order) + tax), plain(_cents(there["Total"]))),
        ("total as we report it", outcome["totals"]["cin7"], f"{_cents(there['Total']):.2f}"),
        ("difference as we report it", outcome["totals"]["difference"], "0.00"),
    )
    return tuple(f"{what}: {one} expected, {other} there" for what, one, other in pairs if one != other)


def _stock(lines: Iterable[Document]) -> Stock:
    missing = [(_amount(line["BackorderQuantity"]), _amount(line["Quantity"])) for line in lines]
    if not any(behind for behind, _ in missing):
        return Stock.ALL
    return Stock.NONE if all(behind >= wanted for behind, wanted in missing) else Stock.SOME


def _tax(order: Document, percent: Decimal) -> Decimal:
    nets = [net for *_, net in _sent_lines(order)] + [_amount(charge["amount"]) for charge in order["charges"]]
    return sum((round_half_up(percent_of(net, percent), 2) for net in nets), ZERO)


def _sent_lines(order: Document) -> list[tuple[str, Decimal, Decimal]]:
    return sorted(
        (line["sku"], _amount(line["quantity"]), _net(line["quantity"], line["unit_price"], line["discount_percent"]))
        for line in order["lines"]
    )


def _lines_there(there: Document) -> list[tuple[str, Decimal, Decimal]]:
    return sorted((line["SKU"], _amount(line["Quantity"]), _cents(line["Total"])) for line in there["Lines"])


def _net(quantity: object, price: object, discount: object) -> Decimal:
    return round_half_up(less_percent(times(_amount(quantity), _amount(price)), _amount(discount)), 2)


def _sent(order: Document) -> Decimal:
    return sum((net for *_, net in _sent_lines(order)), ZERO) + _charges(order["charges"], "amount")


def _charges(rows: Iterable[Document], field: str) -> Decimal:
    return sum((_amount(row[field]) for row in rows), ZERO)


def _shown(lines: Iterable[tuple[str, Decimal, Decimal]]) -> str:
    return ", ".join(f"{plain(quantity)} × {sku} = {plain(total)}" for sku, quantity, total in lines)


def _cents(value: object) -> Decimal:
    """Cin7 shows up to four places of an amount (ref §6.6); what is owed has two."""
    return round_half_up(_amount(value), 2)


def _amount(value: object) -> Decimal:
    return Decimal(str(value))
