"""A customer as the supplier's inventory system knows it."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from domain.address import AddressBook
from domain.identifiers import ContactId, ProductId
from domain.money import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody to write to or call at a customer."""

    name: str
    email: str = ""
    phone: str = ""
    is_default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPrice:
    """What one customer pays for one product instead of the tier's price.

    Source: R21; ref §3.2. Units: for one unit, before the customer's discount; 0 means that none is set.
    """

    product_id: ProductId
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A customer: who it is, on which terms it buys, where its goods go.

    Source: R5, R21, R24, R26, R35, R36; ref §4.2.
    Units: `discount` is a percentage.
    """

    id: ContactId
    name: str
    currency: str
    is_active: bool = True
    price_tier: str = ""
    discount: Decimal = ZERO
    payment_terms: str = ""
    tax_rule: str = ""
    location: str = ""
    sales_representative: str = ""
    carrier: str = ""
    is_on_credit_hold: bool = False
    people: tuple[Person, ...] = ()
    addresses: AddressBook = field(default_factory=AddressBook)
    own_prices: tuple[OwnPrice, ...] = ()
    modified_at: datetime | None = None

    @property
    def main_person(self) -> Person | None:
        """Answer the person flagged as default, else the first.

        Source: R36.
        """
        return next((person for person in self.people if person.is_default), self.people[0] if self.people else None)
