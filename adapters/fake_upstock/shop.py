"""What one supplier's shop knows from the events it was told.

Source: contract, "What we tell Upstock". Shape: what arrives is kept as it arrived, beside what was made of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Data = dict[str, Any]

_STAGES = {"order.held": 0, "order.sale_created": 1, "order.partly_shipped": 2, "order.shipped": 3, "order.voided": 4}
_TWICE = ("order.held", "order.partly_shipped")  # each with news of its own
_SAID = {
    "order.held": "Held: somebody at the supplier has to look",
    "order.sale_created": "In Cin7",
    "order.partly_shipped": "Partly shipped",
    "order.shipped": "Shipped",
    "order.tracking_changed": "Tracking changed",
    "order.voided": "Voided in Cin7",
}


class WrongOrder(Exception):
    """An event came that cannot come now, as far as it can be told; the message says why."""


class NotUnderstood(Exception):
    """An event is not what the contract describes; the message names the part."""


@dataclass(slots=True, kw_only=True)
class Moment:
    """One line of an order's timeline; `mail` is what the customer would have been sent then."""

    at: str
    type: str
    said: str
    mail: str = ""


@dataclass(slots=True, kw_only=True)
class OrderSeen:
    """An order as the shop shows it: the latest data, and everything that happened."""

    data: Data
    stage: int
    moments: list[Moment] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class ListSeen:
    """A price list: the version that counts, and the one whose parts are still arriving."""

    name: str
    currency: str
    version: int
    parts: int
    arrived: int = 0
    customers: list[str] = field(default_factory=list)
    prices: dict[str, Data] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """Whether all parts are there."""
        return self.arrived == self.parts


@dataclass(slots=True, kw_only=True)
class Shop:
    """One supplier's orders, products, customers and prices."""

    orders: dict[str, OrderSeen] = field(default_factory=dict)
    products: dict[str, Data] = field(default_factory=dict)
    contacts: dict[str, Data] = field(default_factory=dict)
    price_lists: dict[str, ListSeen] = field(default_factory=dict)
    arriving: dict[str, ListSeen] = field(default_factory=dict)
    lost: Data | None = None
    last: dict[str, str] = field(default_factory=dict)

    def take(self, type: str, subject: str, at: str, data: Data) -> None:  # noqa: A002 - the event's own word
        """Apply an event. Raises: WrongOrder, NotUnderstood; then nothing is changed."""
        if at < self.last.get(subject, ""):
            raise WrongOrder(f"{subject} was told something of {self.last[subject]} already; this is of {at}.")
        if type in _SAID:
            self._order(type, at, data)
        else:
            _other(type)(self, data)
        self.last[subject] = at

    def _order(self, type: str, at: str, data: Data) -> None:  # noqa: A002 - the event's own word
        known = self.orders.get(data["number"])
        stage = _STAGES.get(type, known.stage if known else 1)
        if known and (stage < known.stage or (stage == known.stage and type in _STAGES and type not in _TWICE)):
            raise WrongOrder(f"Order {data['number']} is {known.data['state']}: {type} cannot follow.")
        seen = known or OrderSeen(data=data, stage=stage)
        seen.data, seen.stage = data, stage
        seen.moments.append(Moment(at=at, type=type, said=_SAID[type], mail=_mail(type, data)))
        self.orders[data["number"]] = seen

    def publish_product(self, data: Data) -> None:
        """Show a product to customers."""
        self.products[data["id"]] = {**data, "discontinued": False}

    def discontinue(self, data: Data) -> None:
        """Show it no more."""
        self.products[data["id"]] = {**self.products.get(data["id"], {}), **data, "discontinued": True}

    def publish_contact(self, data: Data) -> None:
        """Know a customer."""
        self.contacts[data["id"]] = data

    def publish_list(self, data: Data) -> None:
        """Take a part of a price list; the version counts once all of them are there."""
        known, coming = self.price_lists.get(data["id"]), self.arriving.get(data["id"])
        newest = max([each.version for each in (known, coming) if each], default=0)
        if data["version"] < newest:
            raise WrongOrder(f"Price list {data['name']} is at version {newest} already.")
        if data["part"] == 1:
            head = {name: data[name] for name in ("name", "currency", "version", "parts")}
            coming = ListSeen(**head)
        if coming is None or coming.version != data["version"] or coming.arrived + 1 != data["part"]:
            raise WrongOrder(f"Part {data['part']} of price list {data['name']} came before the one before it.")
        coming.arrived += 1
        coming.customers += data["customers"]
        coming.prices.update((entry["product_id"], entry) for entry in data["entries"])
        self.arriving[data["id"]] = coming
        if coming.is_complete:
            self.price_lists[data["id"]] = self.arriving.pop(data["id"])

    def remove_list(self, data: Data) -> None:
        """Forget a price list."""
        self.price_lists.pop(data["id"], None)
        self.arriving.pop(data["id"], None)

    def lose(self, data: Data) -> None:
        """Know that the supplier's inventory system is out of reach."""
        self.lost = data


_OTHERS: dict[str, Callable[[Shop, Data], None]] = {
    "product.published": Shop.publish_product,
    "product.discontinued": Shop.discontinue,
    "contact.published": Shop.publish_contact,
    "price_list.published": Shop.publish_list,
    "price_list.removed": Shop.remove_list,
    "connection.lost": Shop.lose,
}


def _other(type: str) -> Callable[[Shop, Data], None]:  # noqa: A002 - the event's own word
    if type not in _OTHERS:
        raise NotUnderstood(f"There is no event {type}.")
    return _OTHERS[type]


def subject_of(type: str, data: Data) -> str:  # noqa: A002 - the event's own word
    """Answer what an event is about: within it, events come in order."""
    kind, _, _ = type.partition(".")
    return kind if kind == "connection" else f"{kind}:{data['number' if kind == 'order' else 'id']}"


def _mail(type: str, data: Data) -> str:  # noqa: A002 - the event's own word
    if type != "order.shipped":
        return ""
    tracking = data.get("tracking")
    follow = f" Follow it: {tracking['value']}" if tracking else ""
    return f"Your order {data['number']} is on its way.{follow}"
