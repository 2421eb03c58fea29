"""The customers of an account with their addresses and contacts.

Source: ref §4 (D).
"""

from collections.abc import Iterator
from datetime import datetime

from adapters.fake_cin7.state.templates import ADDRESSES
from adapters.fake_cin7.values import new_guid
from adapters.fake_cin7.wire import Row


class Customers:
    """Rows found by id and by their unique name."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        self._by_name: dict[str, Row] = {}
        self._children: dict[str, list[Row]] = {}

    def __iter__(self) -> Iterator[Row]:
        """All rows in the order they were created."""
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, kept: Row, at: datetime) -> Row:
        """Keep a new customer; it, its addresses and contacts get the ids they lack."""
        kept["ID"] = kept.get("ID") or new_guid()
        kept["LastModifiedOn"] = at
        self._rows[kept["ID"]] = kept
        self._by_name[kept["Name"].casefold()] = kept
        self._adopt(kept)
        return kept

    def change(self, row: Row, changes: Row, at: datetime) -> Row:
        """Set some fields of a customer and note when."""
        self._by_name.pop(row["Name"].casefold(), None)
        if (parent := row.get("CustomerParentID")) is not None:
            self._children[parent].remove(row)
        row.update(changes)
        self._adopt(row)
        row["LastModifiedOn"] = at
        self._by_name[row["Name"].casefold()] = row
        return row

    def children_of(self, customer_id: str) -> list[Row]:
        """List the customers that name this one as their parent.

        Source: ref §4.2 (D): `ChildCustomers` is in answers only.
        """
        return self._children.get(customer_id, [])

    def _adopt(self, row: Row) -> None:
        if (parent := row.get("CustomerParentID")) is not None:
            self._children.setdefault(parent, []).append(row)

    def by_id(self, customer_id: str | None) -> Row | None:
        """Find one customer; the id in lower case."""
        return self._rows.get(customer_id or "")

    def by_name(self, name: str) -> Row | None:
        """Find one customer by its whole name, in any case."""
        return self._by_name.get(name.strip().casefold())


def default_contact(customer: Row) -> Row | None:
    """Pick the contact a new sale copies: the first marked default, else the first.

    Source: ref §6.2 (G, from v1), §4.2 (D: two may be marked default).
    """
    contacts: list[Row] = customer.get("Contacts", [])
    return next((contact for contact in contacts if contact.get("Default")), contacts[0] if contacts else None)


def default_address(customer: Row, kind: str) -> Row | None:
    """Pick the address a new sale copies: the default of its type, else the first of it.

    Source: ref §4.2 (D), §6.2 (G).
    """
    of_kind = [address for address in customer.get("Addresses", []) if address.get("Type") == kind]
    return next((address for address in of_kind if address.get("DefaultForType")), of_kind[0] if of_kind else None)


def address_by_id(customer: Row, address_id: str | None) -> Row | None:
    """Find one of the customer's addresses by its identifier."""
    return next((row for row in customer.get("Addresses", []) if row["ID"] == address_id), None)


def shipping_address_by_first_line(customer: Row, line1: str) -> Row | None:
    """Find one of the customer's addresses by its first line, as Cin7 does before it makes a new one.

    Source: ref §4.2 (D:30542).
    """
    wanted = line1.strip().casefold()
    return next((row for row in customer.get("Addresses", []) if row["Line1"].strip().casefold() == wanted), None)


def add_shipping_address(customer: Row, fields: Row) -> Row:
    """Give the customer a new shipping address.

    Source: ref §4.2 (D:30542).
    """
    address = ADDRESSES.complete({**fields, "ID": new_guid(), "Type": "Shipping", "DefaultForType": False})
    customer["Addresses"] = [*customer.get("Addresses", []), address]
    return address
