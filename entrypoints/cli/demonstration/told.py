"""What the warehouse ships, and whether Upstock heard exactly that: judged by what was done, not by our answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from entrypoints.cli.demonstration.callers import Document
from entrypoints.cli.demonstration.verdict import Stock


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that a warehouse does with a sale, and what Upstock has to hear of it.

    Source: B4, R31; contract, "What we tell Upstock". Shape: `how` is what the imitated Cin7's control plane is given;
    `tracking` is empty where a customer is sent nothing.
    """

    words: str
    how: Mapping[str, object]
    heard: tuple[str, ...]
    tracking: str = ""


CREATED, PARTLY, SHIPPED = "order.sale_created", "order.partly_shipped", "order.shipped"
URL: Final = "https://tracking.example/P-1001"
NOTHING: Final = Deed(words="", how=MappingProxyType({}), heard=(CREATED,))
DEEDS: Final = (
    Deed(
        words="all, by courier",
        how=MappingProxyType({"carrier": "Courier", "tracking_number": "P-1001", "tracking_url": URL}),
        heard=(CREATED, SHIPPED),
        tracking=URL,
    ),
    Deed(
        words="half",
        how=MappingProxyType({"carrier": "Post", "tracking_number": "P-1002", "partial": True}),
        heard=(CREATED, PARTLY),
    ),
    Deed(
        words="all, by post",
        how=MappingProxyType({"carrier": "Post", "tracking_number": "P-1003"}),
        heard=(CREATED, SHIPPED),
        tracking="P-1003",
    ),
)
"""What is done with the first sales, one after the other; a URL counts before a number."""


def deed_for(place: int, stock: Stock) -> Deed:
    """Answer what is done with a sale; what is on backorder stays.

    Source: B4: shipped only when nothing is backordered.
    """
    deed = DEEDS[place % len(DEEDS)]
    if stock is Stock.ALL:
        return deed
    if stock is Stock.NONE:
        return replace(NOTHING, words="nothing: all is on backorder")
    return replace(deed, words="what there is; the rest is on backorder", heard=(CREATED, PARTLY), tracking="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One order beside what Upstock heard of it; `mails` are what its customer was sent, `wrong` what disagrees."""

    number: str
    deed: Deed | None
    heard: tuple[str, ...]
    mails: tuple[str, ...]
    wrong: tuple[str, ...] = ()


def compare(number: str, deed: Deed | None, seen: Document | None) -> Told:
    """Compare what was done with an order's goods and what the shop knows; no deed means that the order is held.

    Source: B4, R14, R31.
    """
    moments = seen["moments"] if seen else []
    heard = tuple(moment["type"] for moment in moments)
    mails = tuple(moment["mail"] for moment in moments if moment["mail"])
    wanted = deed.heard if deed else ("order.held",)
    wrong = [] if heard == wanted else [f"Upstock heard {_listed(heard)} instead of {_listed(wanted)}"]
    tracking = deed.tracking if deed else ""
    if len(mails) != bool(tracking):
        wrong.append(f"its customer was sent {len(mails)} mails instead of {int(bool(tracking))}")
    elif tracking and tracking not in mails[0]:
        wrong.append(f"its customer's mail does not name {tracking}")
    return Told(number=number, deed=deed, heard=heard, mails=mails, wrong=tuple(wrong))


def all_told(numbers: Mapping[str, Deed | None], shop: Document) -> tuple[Told, ...]:
    """Compare every order."""
    return tuple(compare(number, deed, shop["orders"].get(number)) for number, deed in numbers.items())


def unheard(account: Document, shop: Document) -> tuple[str, ...]:
    """Name what Upstock should know of the account's catalogue and does not, or knows and should not.

    Source: R5, R7, worked out from the seeded account alone.
    """
    offered = {
        row["ID"]
        for row in account["products"]
        if row["Type"] == "Stock" and row["Status"] == "Active" and row.get("Sellable", True)
    }
    active = {row["ID"] for row in account["customers"] if row["Status"] == "Active"}
    return (*_differing("products", offered, shop["products"]), *_differing("customers", active, shop["contacts"]))


def _differing(what: str, wanted: set[str], known: Mapping[str, Document]) -> Sequence[str]:
    there = {id_ for id_, row in known.items() if not row.get("discontinued")}
    return [f"{len(wanted ^ there)} {what} differ"] if wanted != there else []


def _listed(types: Sequence[str]) -> str:
    return ", ".join(types) or "nothing"
