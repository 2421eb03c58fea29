"""The demonstration's approved orders, and which of them to take so that few show much."""

import json
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import Any

Document = dict[str, Any]


def approved_orders() -> list[Document]:
    """Answer all orders, as Upstock would send them."""
    text = files("entrypoints.cli").joinpath("demo_orders.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def mixed(orders: Sequence[Document], account: Mapping[str, Any], count: int) -> list[Document]:
    """Take `count` orders: the first, one to be held for its currency, one with tax, one with a discount, then more."""
    foreign = {row["ID"] for row in account["customers"] if row["Currency"] != account["me"]["Currency"]}
    taxed = {row["ID"] for row in account["customers"] if row["TaxRule"] != account["me"]["DefaultSaleTaxRuleName"]}
    traits: tuple[Callable[[Document], bool], ...] = (
        lambda order: _buyer(order) in foreign,
        lambda order: _buyer(order) in taxed - foreign,
        lambda order: any(float(line["discount_percent"]) for line in order["lines"]),
    )
    chosen = [next((order for order in orders if trait(order)), orders[0]) for trait in traits]
    numbers = list(dict.fromkeys(order["number"] for order in (orders[0], *chosen, *orders)))[:count]
    return [order for order in orders if order["number"] in numbers]


def _buyer(order: Document) -> str:
    return str(order["customer"]["contact_id"])
