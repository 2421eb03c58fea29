"""Whether an order is the sale that a person says it is, and what to tell where both differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.composing.customer import which_customer
from domain.contact import Contact
from domain.dated import Dated
from domain.drift import Difference, DriftKind
from domain.errors import Conflict, InvalidValue
from domain.identifiers import ContactId, SaleId, folded
from domain.order import Order
from domain.remote_sale import RemoteSale
from domain.sale import KEY_PREFIX, sale_key

LONGEST_ID = 200

_WORDS = {
    DriftKind.LINE_ADDED: "is on the sale {remote} times, and not on the order",
    DriftKind.LINE_GONE: "is not on the sale; the order has {approved}",
    DriftKind.QUANTITY: "stands on the sale {remote} times; the order has {approved}",
    DriftKind.PRICE: "costs {remote} on the sale; {approved} was approved",
    DriftKind.DISCOUNT: "has {remote} % discount on the sale; {approved} % was approved",
    DriftKind.CHARGE: "Charges come to {remote} on the sale; {approved} was approved",
    DriftKind.ADDRESS: "The sale goes to {remote}; the order to {approved}",
    DriftKind.SHIP_BY: "The sale is to leave by {remote}; the order by {approved}",
    DriftKind.SHIPMENT: "The sale is {remote}; Upstock was told {approved}",
    DriftKind.SALE: "The sale is {remote}; the order was to be {approved}",
}


class UnknownSale(InvalidValue):
    """The inventory system shows no such sale."""

    code = "unknown_sale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """One thing that speaks against linking; `code` names its entry of the problem catalogue."""

    code: str
    detail: str


class CannotBeLinked(Conflict):
    """The sale is not this order, for every reason at once. Source: B7, B8."""

    code = "cannot_be_linked"

    def __init__(self, objections: Sequence[Objection]) -> None:
        super().__init__(" ".join(each.detail for each in objections))
        self.objections = tuple(objections)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCustomers:
    """Whom an order may be for: those found for it, and the one whom a person chose for its name."""

    candidates: tuple[Dated[Contact], ...]
    matched: ContactId | None = None


def sale_id_of(text: str) -> SaleId:
    """Read which sale a person names: its id, or the address of its page, which ends with it.

    Raises: InvalidValue for what can be neither.
    """
    found = text.rpartition("#")[2].strip()
    if not found or len(found) > LONGEST_ID or not (found.isascii() and found.isprintable()):
        raise InvalidValue("Give the sale's id, or the address of its page in Cin7.", pointer="/sale_id")
    return SaleId(found)


def objections(
    order: Order, remote: RemoteSale, known: KnownCustomers, *, taken_by: Order | None
) -> tuple[Objection, ...]:
    """Answer everything that speaks against this sale being this order; `taken_by` is the order that it is already.

    An empty sale is none: nothing would ever leave of it, and a header of ours is filled by a retry.

    Source: B8.
    """
    name = remote.ref.number or remote.ref.id
    against = {
        "sale_is_void": f"Sale {name} is void." if remote.is_voided else "",
        "sale_is_empty": f"Sale {name} holds nothing yet." if remote.is_empty and not remote.is_voided else "",
        "sale_of_another_customer": _of_another_customer(order, remote, known),
        "sale_in_another_currency": _in_another_currency(order, remote),
        "sale_of_another_order": _of_another_order(order, remote, taken_by),
    }
    return tuple(Objection(code=code, detail=detail) for code, detail in against.items() if detail)


def differences_in_words(differences: Sequence[Difference]) -> tuple[str, ...]:
    """Tell where a sale that was linked says something else than the order. Source: B8, B12."""
    return tuple(f"{each.sku} {_said(each)}" if each.sku else _said(each) for each in differences)


def _said(difference: Difference) -> str:
    return _WORDS[difference.kind].format(remote=difference.remote or "nothing", approved=difference.approved)


def _of_another_customer(order: Order, remote: RemoteSale, known: KnownCustomers) -> str:
    """Compare customers as sending does; where none can be decided, any candidate will do, or the name itself."""
    buyer = order.approved.customer
    decided = which_customer(buyer, known.matched, known.candidates)
    if decided.value:
        wanted, ids = f"“{decided.value.record.name}”", {decided.value.record.id.casefold()}
    else:
        wanted = f"“{buyer.name or buyer.contact_id}”"
        ids = {contact.casefold() for problem in decided.problems for contact, _ in problem.candidates}
    is_named = decided.value is None and bool(buyer.name.strip()) and folded(buyer.name) == folded(remote.customer_name)
    if remote.customer_id.casefold() in ids or is_named:
        return ""
    return f"Sale {remote.ref.number} is for “{remote.customer_name}”, the order for {wanted}."


def _in_another_currency(order: Order, remote: RemoteSale) -> str:
    wanted = order.approved.currency.code
    if remote.currency == wanted:
        return ""
    return f"Sale {remote.ref.number} is in {remote.currency or 'an unknown currency'}, the order in {wanted}."


def _of_another_order(order: Order, remote: RemoteSale, taken_by: Order | None) -> str:
    if taken_by and taken_by.key != order.key:
        return f"Sale {remote.ref.number} is order {taken_by.key.number} already."
    if remote.key.startswith(KEY_PREFIX) and remote.key != sale_key(order.key.supplier, order.key.number):
        return f"Sale {remote.ref.number} was made for another order."
    return ""
