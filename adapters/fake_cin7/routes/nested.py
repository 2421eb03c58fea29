"""Rows inside rows that get identifiers when they are first kept.

Source: ref §3.3, §10 (D examples).
"""

from adapters.fake_cin7.values import new_guid


def with_ids(rows: list[object]) -> list[object]:
    """Give nested rows the ids they lack, at every depth."""
    return [_with_id(row) if isinstance(row, dict) else row for row in rows]


def _with_id(row: dict[str, object]) -> dict[str, object]:
    inner = {name: with_ids(value) if isinstance(value, list) else value for name, value in row.items()}
    return {"ID": row.get("ID") or new_guid(), **inner}
