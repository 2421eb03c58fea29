"""Which customer an order is for; never a wrong one."""

from collections.abc import Sequence

from domain.approved_order import Buyer
from domain.composing.decided import Decided
from domain.composing.origin import Origin
from domain.contact import Contact
from domain.dated import Dated
from domain.identifiers import ContactId, folded
from domain.problems import Cure, Problem

Found = Decided[Dated[Contact] | None]


def which_customer(buyer: Buyer, matched: ContactId | None, known: Sequence[Dated[Contact]]) -> Found:
    """Decide by id, else by the match that a person stored for the name, else by exact name.

    The id is what Upstock stored as its match. A known one settles it, whatever name stands beside it; it is
    passed over only when that customer is deprecated and a person has chosen another for the name. An id that
    Cin7 does not know falls back to the name, which a note says, and only when exactly one active customer bears
    it. Nothing is ever guessed: none, or several, is a problem with its candidates.

    Source: R32. Shape: the customer may come with problems, so that what else is wrong with it can be said too.
    """
    known = list({one.record.id.casefold(): one for one in known}.values())
    by_id = _with_id(known, buyer.contact_id)
    by_match = _with_id(known, matched or "")
    if by_id and (by_id.record.is_active or by_match is None):
        return _taken(by_id, "the order's contact_id names this customer", _other_name(buyer, by_id.record))
    if by_match:
        return _taken(by_match, f"the customer that was chosen for the name “{buyer.name}”", _strange_id(buyer))
    return _by_name(buyer, known)


def _by_name(buyer: Buyer, known: Sequence[Dated[Contact]]) -> Found:
    bearers = [one for one in known if buyer.name.strip() and folded(one.record.name) == folded(buyer.name)]
    active = [one for one in bearers if one.record.is_active]
    if len(active) > 1:
        return _undecided(_ambiguous(buyer, active))
    if not bearers:
        return _undecided(_unknown(buyer))
    return _taken((active or bearers)[0], "the only customer of this name in Cin7", _strange_id(buyer))


def _taken(customer: Dated[Contact], why: str, notes: tuple[str, ...]) -> Found:
    contact = customer.record
    problems = () if contact.is_active else (_inactive(contact),)
    if contact.is_on_credit_hold:
        notes = (
            *notes,
            f"{contact.name} is on credit hold in Cin7: release the hold there if the goods are to go out.",
        )
    return Decided(customer, Origin(rule="R32", source=why, read_at=customer.at), notes, problems)


def _undecided(problem: Problem) -> Found:
    return Decided(None, Origin(rule="R32", source="no customer could be decided"), problems=(problem,))


def _with_id(known: Sequence[Dated[Contact]], contact_id: str) -> Dated[Contact] | None:
    wanted = contact_id.strip().casefold()
    return next((one for one in known if wanted and one.record.id.casefold() == wanted), None)


def _other_name(buyer: Buyer, contact: Contact) -> tuple[str, ...]:
    if not buyer.name.strip() or folded(buyer.name) == folded(contact.name):
        return ()
    return (f"The order calls the customer “{buyer.name}”; by its id it is “{contact.name}” in Cin7.",)


def _strange_id(buyer: Buyer) -> tuple[str, ...]:
    if not buyer.contact_id.strip():
        return ()
    return (f"The customer's id on the order ({buyer.contact_id}) did not lead to it; its name “{buyer.name}” did.",)


def _unknown(buyer: Buyer) -> Problem:
    said = [
        f"“{buyer.name}”" if buyer.name.strip() else "",
        f"id {buyer.contact_id}" if buyer.contact_id.strip() else "",
    ]
    keys = [key for key in (buyer.name, buyer.contact_id) if key.strip()]
    return Problem(
        code="unknown_customer",
        detail=f"Cin7 has no customer {' or '.join(filter(None, said))}.",
        pointer="/customer",
        cures=tuple(Cure.of("contact", key) for key in keys),
    )


def _ambiguous(buyer: Buyer, active: list[Dated[Contact]]) -> Problem:
    return Problem(
        code="ambiguous_customer",
        detail=f"Cin7 has {len(active)} customers called “{buyer.name}”.",
        pointer="/customer/name",
        cures=(Cure.of("contact", buyer.name),),
        candidates=tuple((one.record.id, one.record.name) for one in active),
    )


def _inactive(contact: Contact) -> Problem:
    return Problem(
        code="inactive_customer",
        detail=f"“{contact.name}” is deprecated in Cin7.",
        pointer="/customer",
        cures=(Cure.of("contact", contact.id), Cure.of("contact", contact.name)),
    )
