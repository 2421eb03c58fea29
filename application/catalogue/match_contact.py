"""Which customer in the account a customer of Upstock is, and a person who says so."""

from application.ordering.release_held import ReleaseHeld
from application.ports.clock import Clock
from application.ports.storage.catalogue import Chosen
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import Work
from domain.access import Actor
from domain.contact import Contact
from domain.customer_match import CustomerMatch, SoughtCustomer, match_customer
from domain.errors import InvalidValue, NotThere
from domain.identifiers import ContactId, SupplierId, folded
from domain.problems import Cure


class FindContact:
    """Answers from what was read; customers are found by e-mail once they were imported. Source: R32."""

    def __init__(self, *, work: Work) -> None:
        self._work = work

    def __call__(self, supplier: SupplierId, sought: SoughtCustomer) -> CustomerMatch:
        """Find the customer, or those that it could be."""
        with self._work() as store:
            chosen = store.mirror.matched_contact(supplier, sought.name) if sought.name.strip() else None
            ids = [ContactId(known.strip()) for known in (sought.contact_id, chosen or "") if known.strip()]
            by_id = [found for known in ids if (found := store.mirror.contact(supplier, known))]
            named = store.mirror.contacts_named(supplier, sought.name) if sought.name.strip() else ()
            mailed = store.choices.contacts_with(supplier, sought.email) if sought.email.strip() else ()
        known: dict[str, Contact] = {}
        for contact in (*(one.record for one in (*by_id, *named)), *mailed):
            known.setdefault(contact.id.casefold(), contact)
        return match_customer(sought, chosen, tuple(known.values()))


class ChooseContact:
    """Remembers a person's choice for a name, and lets go what was held for it. Source: R32, B8."""

    def __init__(self, *, work: Work, release: ReleaseHeld, clock: Clock) -> None:
        self._work, self._release, self._clock = work, release, clock

    def __call__(self, supplier: SupplierId, name: str, contact_id: ContactId, actor: Actor) -> Contact:
        """Answer the customer that orders in this name are for from now on.

        Raises: NotThere for a customer that was not read, InvalidValue for a blank name or one that is not active.
        """
        now = self._clock.now()
        if not folded(name):
            raise InvalidValue("Give the name that orders carry.", pointer="/name")
        with self._work() as store:
            found = store.mirror.contact(supplier, contact_id)
            if found is None:
                raise NotThere(f"Supplier {supplier} has no customer with the id {contact_id}.")
            contact = found.record
            if not contact.is_active:
                raise InvalidValue(
                    f"“{contact.name}” is deprecated in Cin7: Cin7 refuses its sales.", pointer="/contact_id"
                )
            store.choices.match(supplier, name, contact.id, Chosen(actor=actor.name, at=now))
            entry = AuditEntry(
                actor=actor.name,
                supplier=supplier,
                action="contact.matched",
                detail=f"“{name}” is {contact.name} ({contact.id})",
                at=now,
            )
            store.audit.add(entry)
        self._release(supplier, Cure.of("contact", name))
        return contact
