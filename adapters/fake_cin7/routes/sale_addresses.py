"""The addresses of a sale: picked, copied, or new, with what that does to the customer.

Source: ref §4.2 (D:30542), §5.3 (D:30514), §6.2.
"""

from adapters.fake_cin7.refusals import Problem, Refused
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.record_events import customer_updated
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.customers import (
    add_shipping_address,
    address_by_id,
    default_address,
    shipping_address_by_first_line,
)
from adapters.fake_cin7.state.documents import Address
from adapters.fake_cin7.wire import Row

_PARTS = (("Line1", 256), ("Line2", 256), ("City", 256), ("State", 256), ("Postcode", 20), ("Country", 256))


def billing_address(customer: Row, sent: Fields | None) -> Address:
    """Take the address sent, or the customer's own; an `ID` picks a stored one.

    Source: ref §5.3 (D:30514).
    """
    stored = _stored(customer, sent)
    if stored is not None:
        return _address(stored)
    if sent is None or not sent.text("Line1"):
        own = default_address(customer, "Billing")
        return _address(own) if own else Address()
    return _typed(sent)


def shipping_address(account: Account, customer: Row, sent: Fields | None) -> Address:
    """Take the address sent, or the customer's own; one the customer does not have becomes its own.

    Source: ref §4.2 (D:30542): unless `ShipToOther`, no match by Line1 creates a customer address.
    """
    if sent is None:
        own = default_address(customer, "Shipping") or default_address(customer, "Billing")
        return _address(own) if own else Address()
    to_other = bool(sent.flag("ShipToOther"))
    stored = None if to_other else _stored(customer, sent)
    if stored is not None:
        return _with_people(_address(stored), sent)
    if not sent.text("Line1"):
        return _with_people(shipping_address(account, customer, None), sent)
    typed = typed_address(sent)
    if not to_other:
        _remember(account, customer, typed)
    return typed


def _remember(account: Account, customer: Row, typed: Address) -> None:
    known = shipping_address_by_first_line(customer, typed.line1)
    if known is not None:
        typed.id = known["ID"]
        return
    new = add_shipping_address(
        customer,
        {
            "Line1": typed.line1,
            "Line2": typed.line2,
            "City": typed.city,
            "State": typed.state,
            "Postcode": typed.postcode,
            "Country": typed.country,
        },
    )
    typed.id = new["ID"]
    account.customers.change(customer, {}, account.now())
    customer_updated(account, customer)


def _stored(customer: Row, sent: Fields | None) -> Row | None:
    """Source: ref §5.3 (D): if ID is specified the existing address is taken; wording of a miss G."""
    address_id = sent.guid("ID") if sent else None
    if address_id is None:
        return None
    found = address_by_id(customer, address_id)
    if found is None:
        raise Refused(Problem(f"Address with specified ID '{address_id}' not found", 404))
    return found


def typed_address(sent: Fields) -> Address:
    """Take a shipping address as it was written, its people included.

    Source: ref §5.3 (D:30530).
    """
    address = _with_people(_typed(sent), sent)
    address.ship_to_other = bool(sent.flag("ShipToOther"))
    return address


def _typed(sent: Fields) -> Address:
    parts = {name.lower(): sent.text(name, longest) or "" for name, longest in _PARTS}
    return Address(
        line1=parts["line1"],
        line2=parts["line2"],
        city=parts["city"],
        state=parts["state"],
        postcode=parts["postcode"],
        country=parts["country"],
    )


def _with_people(address: Address, sent: Fields) -> Address:
    address.company = sent.text("Company", 128) or ""
    address.contact = sent.text("Contact", 512) or ""
    return address


def _address(row: Row) -> Address:
    return Address(
        id=row["ID"],
        line1=row["Line1"] or "",
        line2=row["Line2"] or "",
        city=row["City"] or "",
        state=row["State"] or "",
        postcode=row["Postcode"] or "",
        country=row["Country"] or "",
    )
