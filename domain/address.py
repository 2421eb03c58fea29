"""A customer's addresses and how one of them is named."""

from dataclasses import dataclass
from enum import Enum

from domain.errors import AmbiguousAddress, UnknownAddress
from domain.identifiers import folded


class AddressKind(Enum):
    """What an address is for.

    Source: ref §4.2.
    """

    BILLING = "billing"
    BUSINESS = "business"
    SHIPPING = "shipping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address as the inventory system keeps it, with its id there."""

    id: str
    line1: str
    line2: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""
    kind: AddressKind = AddressKind.SHIPPING
    is_default: bool = False

    @property
    def place(self) -> tuple[str, ...]:
        """Answer where it is, folded: two records of one place are the same choice."""
        return tuple(map(folded, (self.line1, self.line2, self.city, self.state, self.postcode, self.country)))


@dataclass(frozen=True, slots=True)
class AddressBook:
    """All addresses of one customer, in the inventory system's order."""

    addresses: tuple[Address, ...] = ()

    def default(self, kind: AddressKind) -> Address | None:
        """Answer the flagged address of this kind, else the first of it, else None.

        Source: R24.
        """
        of_kind = [address for address in self.addresses if address.kind is kind]
        return next((address for address in of_kind if address.is_default), of_kind[0] if of_kind else None)

    def named(self, label: str) -> Address:
        """Answer the address with this first line or id; a shipping address goes before another kind.

        Source: R25.
        Raises: UnknownAddress when none matches, AmbiguousAddress when several different places do.
        """
        for address in self.addresses:
            if address.id and address.id.casefold() == label.strip().casefold():
                return address
        matches = [address for address in self.addresses if folded(address.line1) == folded(label)]
        matches = [address for address in matches if address.kind is AddressKind.SHIPPING] or matches
        if not matches:
            raise UnknownAddress(f"No address of the customer is called “{label}”.")
        if len({address.place for address in matches}) > 1:
            raise AmbiguousAddress(f"{len(matches)} different addresses of the customer are called “{label}”.")
        return next((address for address in matches if address.is_default), matches[0])
