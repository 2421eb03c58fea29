"""Customers over HTTP, and which of them a customer of Upstock is."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from application.ports.storage.catalogue_views import ListedContact, MatchState
from domain.contact import Contact
from domain.customer_match import CustomerMatch, MatchedBy, SoughtCustomer
from domain.money import plain
from entrypoints.http.schemas.places import PageQuery
from entrypoints.http.schemas.problems import Candidate
from entrypoints.http.schemas.values import Strict, Text, possible


class ContactsQuery(PageQuery):
    """Which customers of a supplier."""

    q: Text = Field(default="", description="Part of the name.")
    match: MatchState | None = Field(default=None, description="Only customers that orders find in this way.")


class ContactMatchOut(BaseModel):
    """How an order that names a customer finds it. Source: R32."""

    state: MatchState = Field(description="By a person's choice, by name, not because of namesakes, or not at all.")
    names: list[str] = Field(description="The names that a person chose it for, case folded.")
    candidates: list[Candidate] = Field(description="Other active customers of its name.")


class ContactOut(BaseModel):
    """A customer. Source: R5."""

    model_config = ConfigDict(title="Contact")

    id: str
    name: str
    active: bool
    email: str | None = Field(description="Of its main person.")
    currency: str
    price_tier: str | None
    discount_percent: str
    credit_hold: bool
    own_prices: int = Field(description="How many prices are its own.")
    price_list: str | None = Field(description="The id of its price list, once that was told.")
    is_published: bool = Field(description="Whether Upstock was told of it.")
    match: ContactMatchOut
    read_at: datetime = Field(description="When it was read from Cin7.")

    @classmethod
    def of(cls, listed: ListedContact) -> "ContactOut":
        """Show a customer of the list."""
        contact = listed.contact
        person = contact.main_person
        namesakes = [Candidate(id=other, name=name) for other, name in listed.namesakes]
        return cls(
            id=contact.id,
            name=contact.name,
            active=contact.is_active,
            email=person.email or None if person else None,
            currency=contact.currency,
            price_tier=contact.price_tier or None,
            discount_percent=plain(contact.discount),
            credit_hold=contact.is_on_credit_hold,
            own_prices=sum(own.price > 0 for own in contact.own_prices),
            price_list=listed.list_id,
            is_published=listed.is_told,
            match=ContactMatchOut(state=listed.state, names=list(listed.chosen_for), candidates=namesakes),
            read_at=listed.read_at,
        )


class ContactsOut(BaseModel):
    """Some customers, by name."""

    items: list[ContactOut]
    next_cursor: str | None


class SoughtCustomerIn(Strict):
    """A customer as Upstock knows it; one of its fields at least. Source: R32."""

    contact_id: Text = Field(default="", description="The id in Cin7, where Upstock has stored it.")
    name: Text = ""
    email: Text = ""

    def to_domain(self) -> SoughtCustomer:
        """Answer whom to look for. Raises: InvalidValue."""
        return SoughtCustomer(contact_id=self.contact_id, name=self.name, email=self.email)

    @model_validator(mode="after")
    def _possible(self) -> Self:
        possible(self.to_domain)
        return self


class FoundContactOut(BaseModel):
    """The customer in Cin7, or those that it could be: then a person chooses."""

    contact: Candidate | None
    by: MatchedBy | None = Field(description="What led to it.")
    candidates: list[Candidate]

    @classmethod
    def of(cls, match: CustomerMatch) -> "FoundContactOut":
        """Show what was found."""
        found = _named(match.contact) if match.contact else None
        return cls(contact=found, by=match.by, candidates=list(map(_named, match.candidates)))


class ChoiceIn(Strict):
    """Which customer orders in this name are for from now on. Source: R32, B8."""

    name: Text = Field(min_length=1, description="The name as orders carry it.")
    contact_id: Text = Field(min_length=1, description="The customer's id in Cin7.")


class ChoiceOut(BaseModel):
    """What is remembered."""

    name: str
    contact: Candidate

    @classmethod
    def of(cls, name: str, contact: Contact) -> "ChoiceOut":
        """Show a choice."""
        return cls(name=name, contact=_named(contact))


def _named(contact: Contact) -> Candidate:
    return Candidate(id=contact.id, name=contact.name)
