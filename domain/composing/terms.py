"""On which terms a sale is made: warehouse, payment terms, tier, representative, each by its name in the books."""

from domain.composing.decided import Decided
from domain.composing.origin import Origin
from domain.contact import Contact
from domain.dated import Dated
from domain.problems import DEFAULT_LOCATION, Cure, Problem
from domain.reference_books import ReferenceBooks

FALLBACK_REPRESENTATIVE = "API Sales"


def location_for(customer: Dated[Contact], default: str, books: Dated[ReferenceBooks]) -> Decided[str]:
    """Decide where the goods come from: the customer's location, else the connection's default, else the account's.

    A name that is set but not in use is a problem. The next in line never stands in for it, because the goods
    would leave from a warehouse that nobody chose.

    Source: R35.
    """
    contact = customer.record
    if contact.location.strip():
        name, at, why = contact.location, customer.at, f"the location of “{contact.name}” in Cin7"
    elif default.strip():
        name, at, why = default, None, "the connection's default location"
    else:
        own = books.record.default_location
        name, at, why = own.name if own else "", books.at, "the account's default location in Cin7"
    location = books.record.location(name)
    origin = Origin(rule="R35", source=why, read_at=at)
    return Decided(location.name, origin) if location else _no_location(name, why, contact, origin)


def _no_location(name: str, why: str, contact: Contact, origin: Origin) -> Decided[str]:
    if name:
        detail = f"“{name}”, {why}, is not among the account's locations in use."
    else:
        detail = f"Neither “{contact.name}” nor the connection nor the account has a location to sell from."
    named = [Cure.of("location", name)] if name else []
    chosen = [] if contact.location.strip() else [DEFAULT_LOCATION]
    cures = (*named, Cure.of("contact", contact.id), *chosen)
    problem = Problem(code="location_missing", detail=detail, pointer="/customer", cures=cures)
    return Decided("", origin, problems=(problem,))


def terms_for(customer: Dated[Contact], books: Dated[ReferenceBooks]) -> Decided[str]:
    """Take the customer's payment terms; none are left to Cin7, terms out of use are a problem.

    Source: R36.
    """
    contact = customer.record
    if not contact.payment_terms.strip():
        why = "left to Cin7, because the customer has no payment terms there"
        return Decided("", Origin(rule="R36", source=why, read_at=customer.at))
    origin = Origin(rule="R36", source="the customer's payment terms in Cin7", read_at=customer.at)
    if terms := books.record.terms(contact.payment_terms):
        return Decided(terms.name, origin)
    problem = Problem(
        code="terms_missing",
        detail=f"“{contact.payment_terms}”, the terms of “{contact.name}”, are not among the active ones in Cin7.",
        pointer="/customer",
        cures=(Cure.of("terms", contact.payment_terms), Cure.of("contact", contact.id)),
    )
    return Decided("", origin, problems=(problem,))


def price_tier_for(customer: Dated[Contact], books: Dated[ReferenceBooks]) -> Decided[str]:
    """Take the customer's price tier, else the first one; a name out of use is left to Cin7, with a note.

    Prices stand on the order as they were approved: the tier moves none of them, so that it holds nothing up.

    Source: R36; architecture §4.3 (a customer without a tier has tier 1).
    """
    contact, tiers = customer.record, books.record.price_tiers
    if contact.price_tier.strip():
        if tier := books.record.price_tier(contact.price_tier):
            return Decided(
                tier.name, Origin(rule="R36", source="the customer's price tier in Cin7", read_at=customer.at)
            )
        why = f"left to Cin7, because the customer's tier “{contact.price_tier}” is not among the account's"
        note = f"The price tier “{contact.price_tier}” of “{contact.name}” is not among the account's: it was left out."
        return Decided("", Origin(rule="R36", source=why, read_at=books.at), (note,))
    first = next((tier.name for tier in tiers if tier.number == 1), "")
    why = "the first price tier, because the customer has none in Cin7"
    return Decided(first, Origin(rule="R36", source=why, read_at=books.at))


def sales_representative_for(customer: Dated[Contact], books: Dated[ReferenceBooks]) -> Decided[str]:
    """Take the customer's sales representative, else "API Sales"; a name that the company does not have is left out.

    Source: R26; ref §4.2 (Cin7 refuses a representative who is not among the company's contacts).
    """
    own = customer.record.sales_representative.strip()
    if own and (known := books.record.sales_contact(own)):
        source = "the customer's sales representative in Cin7"
        return Decided(known.name, Origin(rule="R26", source=source, read_at=customer.at))
    notes: tuple[str, ...] = ()
    missing = "the customer has no sales representative in Cin7"
    if own:
        missing = f"the customer's sales representative “{own}” is not among the company's sales contacts in Cin7"
        notes = (
            f"“{own}”, who looks after “{customer.record.name}”, is not among the company's sales contacts in Cin7.",
        )
    if fallback := books.record.sales_contact(FALLBACK_REPRESENTATIVE):
        return Decided(
            fallback.name, Origin(rule="R26", source=f"“{fallback.name}”, because {missing}", read_at=books.at), notes
        )
    why = f"left out, because {missing} and neither is “{FALLBACK_REPRESENTATIVE}”"
    return Decided("", Origin(rule="R26", source=why, read_at=books.at), notes)
