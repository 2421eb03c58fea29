"""The products of an account, found by id, by SKU and in the order they came.

Source: ref §2.1, §2.2 (D).
"""

from collections.abc import Iterator
from datetime import datetime

from adapters.fake_cin7.state.templates import PRODUCTS
from adapters.fake_cin7.values import new_guid
from adapters.fake_cin7.wire import Row


class Catalogue:
    """Rows without their default values, so that a hundred thousand of them stay small."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        self._by_sku: dict[str, Row] = {}
        self._active: list[Row] | None = None

    def __iter__(self) -> Iterator[Row]:
        """All rows in the order they were created."""
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, kept: Row, at: datetime) -> Row:
        """Keep a new product; without an id it gets one."""
        kept["ID"] = kept.get("ID") or new_guid()
        kept["LastModifiedOn"] = at
        self._active = None
        self._rows[kept["ID"]] = kept
        self._by_sku[kept["SKU"].casefold()] = kept
        return kept

    def change(self, row: Row, changes: Row, at: datetime) -> Row:
        """Set some fields of a product and note when.

        Source: ref §2.1 (D): `ModifiedSince` sees it.
        """
        self._by_sku.pop(row["SKU"].casefold(), None)
        row.update(changes)
        row["LastModifiedOn"] = at
        self._active = None
        self._by_sku[row["SKU"].casefold()] = row
        return row

    def active(self) -> list[Row]:
        """List what is not deprecated; kept until something changes.

        Source: ref §2.1 (D).
        """
        if self._active is None:
            self._active = [row for row in self if row.get("Status") != "Deprecated"]
        return self._active

    def by_id(self, product_id: str | None) -> Row | None:
        """Find one product; the id in lower case."""
        return self._rows.get(product_id or "")

    def by_sku(self, sku: str) -> Row | None:
        """Find one product by its whole SKU, in any case."""
        return self._by_sku.get(sku.strip().casefold())

    def service_named(self, name: str) -> Row | None:
        """Find a service product by name, as charges name them.

        Source: ref §6.6 (D:30708).
        """
        wanted = name.casefold()
        return next((row for row in self if row.get("Type") == "Service" and row["Name"].casefold() == wanted), None)


def product_field(row: Row, name: str) -> object:
    """Read a field of a product, its default when none was set."""
    return row.get(name, PRODUCTS.template[name])
