"""What stands in tables and steps, as values: rows by their headings, amounts, times, places in an order."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

Table = Sequence[Sequence[str]]
Row = Mapping[str, str]


def rows(table: Table) -> list[Row]:
    """Answer the rows of a table by its headings."""
    headings, *body = table
    return [dict(zip(headings, row, strict=True)) for row in body]


def pairs(table: Table) -> dict[str, str]:
    """Answer a table of two columns as what each name has; no name stands twice."""
    found = {row[0]: row[1] for row in table[1:]}
    assert len(found) == len(table) - 1, f"a name stands twice in {table}"
    return found


def names(cell: str) -> set[str]:
    """Answer the names that a cell lists."""
    return {name.strip() for name in cell.split(",")}


def span(text: str) -> timedelta:
    """Answer "10 minutes" or "20 seconds" as a length of time."""
    count, unit = text.split()
    return timedelta(**{unit if unit.endswith("s") else f"{unit}s": int(count)})


def same_amount(cell: str, there: object) -> bool:
    """Tell whether an amount is what a cell says, however many zeros are written."""
    return Decimal(cell) == Decimal(str(there))


def place(pointer: str) -> str:
    """Say a JSON pointer into an order as people do. Source: features/README.md, "Where"."""
    field = re.fullmatch(r"/lines/(\d+)/(\w+)", pointer)
    if field:
        return f"{field[2].replace('_', ' ')} of line {int(field[1]) + 1}"
    charge = re.fullmatch(r"/charges/(\d+)/(\w+)", pointer)
    if charge:
        return f"{charge[2]} of charge {int(charge[1]) + 1}"
    line = re.fullmatch(r"/lines/(\d+)", pointer)
    if line:
        return f"line {int(line[1]) + 1}"
    if pointer.startswith("/customer/"):
        return "customer"
    return pointer.removeprefix("/custom_fields/").removeprefix("/").replace("~1", "/").replace("~0", "~")
