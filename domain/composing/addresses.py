"""Where the goods and the bill go: always to an address of the customer's own book."""

from domain.address import Address, AddressKind
from domain.approved_order import ApprovedOrder, escaped
from domain.composing.decided import Decided
from domain.composing.origin import Origin
from domain.contact import Contact
from domain.dated import Dated
from domain.errors import AmbiguousAddress, UnknownAddress
from domain.identifiers import folded
from domain.problems import ADDRESS_FIELD, Cure, Problem

Place = Decided[Address | None]
TOLD = 5  # addresses that a sentence can bear


def billing_address_for(customer: Dated[Contact]) -> Place:
    """Decide where the bill goes: the default billing address, else the first, else what Cin7 does by itself.

    A business address does not stand in: that the bill may go there is nowhere said.

    Source: R24.
    """
    return _default(customer, AddressKind.BILLING)


def shipping_address_for(order: ApprovedOrder, customer: Dated[Contact], address_field: str) -> Place:
    """Decide where the goods go: to the address that the order names in the chosen custom field, else the default.

    An empty field names none. A name that fits no address, or several different ones, is a problem: the default
    is never taken in its place.

    Source: R24, R25.
    """
    label = order.custom_field(address_field) if address_field.strip() else ""
    if not label:
        return _default(customer, AddressKind.SHIPPING)
    origin = Origin(rule="R25", source=f"the order's “{address_field}” says “{label}”", read_at=customer.at)
    try:
        return Decided(customer.record.addresses.named(label), origin)
    except (UnknownAddress, AmbiguousAddress) as refusal:
        pointer = f"/custom_fields/{escaped(_key(order, address_field))}"
        return Decided(None, origin, problems=(_unusable(refusal, pointer, customer.record),))


def _default(customer: Dated[Contact], kind: AddressKind) -> Place:
    address = customer.record.addresses.default(kind)
    if address is None:
        why = f"the customer has no {kind.value} address in Cin7, so that it is left to Cin7"
    elif address.is_default:
        why = f"the customer's default {kind.value} address in Cin7"
    else:
        why = f"the customer's first {kind.value} address in Cin7; none is its default"
    return Decided(address, Origin(rule="R24", source=why, read_at=customer.at))


def _key(order: ApprovedOrder, address_field: str) -> str:
    return next(key for key, _ in order.custom_fields if folded(key) == folded(address_field))


def _unusable(refusal: UnknownAddress | AmbiguousAddress, pointer: str, contact: Contact) -> Problem:
    own = [(address.id, ", ".join(filter(None, (address.line1, address.city)))) for address in _named(contact)]
    names = [name for _, name in own]
    if isinstance(refusal, UnknownAddress):  # one that is both for goods and for bills need not be told twice
        names = list(dict.fromkeys(names))
    told = "; ".join(names[:TOLD]) + (f" and {len(names) - TOLD} more" if len(names) > TOLD else "")
    return Problem(
        code=refusal.code,
        detail=f"{refusal.detail} “{contact.name}” has in Cin7: {told or 'none'}.",
        pointer=pointer,
        cures=(Cure.of("address", contact.id), ADDRESS_FIELD),
        candidates=tuple(own),
    )


def _named(contact: Contact) -> list[Address]:
    return [address for address in contact.addresses.addresses if address.line1.strip()]
