"""Which customer in the account a customer of Upstock is; never a wrong one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from domain.contact import Contact
from domain.errors import InvalidValue
from domain.identifiers import folded


class MatchedBy(Enum):
    """What led to a customer. Source: R32."""

    ID = "id"
    CHOICE = "choice"
    NAME = "name"
    EMAIL = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtCustomer:
    """A customer as Upstock knows it.

    Source: R32. Raises: InvalidValue when nothing is said of it.
    """

    contact_id: str = ""
    name: str = ""
    email: str = ""

    def __post_init__(self) -> None:
        if not any(text.strip() for text in (self.contact_id, self.name, self.email)):
            raise InvalidValue("Give the customer's contact_id, name or email.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerMatch:
    """The customer that was found and by what, or those that it could be."""

    contact: Contact | None = None
    by: MatchedBy | None = None
    candidates: tuple[Contact, ...] = ()


def match_customer(sought: SoughtCustomer, chosen: str | None, known: Sequence[Contact]) -> CustomerMatch:
    """Decide by stored id, else by a person's choice for the name, else by exact name, else by e-mail.

    Where several bear the name, the e-mail address may tell them apart; where it does not, nothing is guessed.
    Customers who are not active are found by id or choice alone.

    Source: R32. Shape: `known` are all customers that any of this leads to.
    """
    for wanted, by in ((sought.contact_id, MatchedBy.ID), (chosen or "", MatchedBy.CHOICE)):
        for contact in known:
            if wanted.strip() and contact.id.casefold() == wanted.strip().casefold():
                return CustomerMatch(contact=contact, by=by)
    active = [contact for contact in known if contact.is_active]
    named = [contact for contact in active if sought.name.strip() and folded(contact.name) == folded(sought.name)]
    mailed = [contact for contact in named or active if _has(contact, sought.email)]
    if len(named) == 1:
        return CustomerMatch(contact=named[0], by=MatchedBy.NAME)
    if len(mailed) == 1:
        return CustomerMatch(contact=mailed[0], by=MatchedBy.EMAIL)
    return CustomerMatch(candidates=tuple(mailed or named))


def _has(contact: Contact, email: str) -> bool:
    return bool(email.strip()) and any(folded(person.email) == folded(email) for person in contact.people)
