"""An inventory system's webhooks: whether it sends us any, and what those that came were about.

We call them *notices*: a notice is never believed, it is a hint to read something back.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from urllib.parse import quote

from domain.errors import InvalidValue
from domain.identifiers import SupplierId

ALONE = "Polling alone goes on: a shipment is then known within about ten minutes instead of seconds."


def address(public_url: str, supplier: SupplierId) -> str:
    """Answer where a supplier's notices are sent to. Source: contract, "POST /webhooks/cin7/{supplier}"."""
    return f"{public_url}/webhooks/cin7/{quote(supplier)}"


class HintKind(Enum):
    """What a notice that came was about, as far as it concerns us.

    Source: B5. *Foreign* is a sale that no order became, *unknown* an event that nobody here waits for, *unreadable*
    a notice that could not be understood.
    """

    SALE = "sale"
    PRODUCTS = "products"
    CONTACTS = "contacts"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


class NoticeState(Enum):
    """Whether notices come: *unclear* until the account let us make sure of it."""

    UNCLEAR = "unclear"
    LISTENING = "listening"
    UNAVAILABLE = "unavailable"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What a supplier's account was asked to tell us, and how that went.

    Source: B5; architecture §10.4 (3, 4). Shape: `urls` are the addresses where webhooks of ours may lead to, the
    current one first; they are noted before the account is asked, so that none is forgotten. `is_carried` is whether
    all of them are known to carry this token, which the account never shows. `tries` counts those in vain in a row.
    """

    supplier: SupplierId
    token: str | None = field(default=None, repr=False)
    urls: tuple[str, ...] = ()
    state: NoticeState = NoticeState.ENDED
    detail: str = ""
    is_carried: bool = False
    tries: int = 0
    checked_at: datetime | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if (self.state is NoticeState.ENDED) is (self.token is not None):
            raise InvalidValue("A subscription holds a token exactly until it ends.")

    @property
    def warning(self) -> str:
        """Answer what somebody should know of it, empty while everything is as it should be."""
        return "" if self.state is NoticeState.UNCLEAR and not self.tries else self.detail

    def aimed_at(self, url: str, *, fresh_token: str) -> "Subscription":
        """Have notices sent to this address; one that ended begins anew with the fresh token."""
        if self.token is not None and self.urls[:1] == (url,):
            return self
        return replace(
            self,
            token=self.token or fresh_token,
            urls=(url, *(former for former in self.urls if former != url)),
            state=NoticeState.UNCLEAR,
            detail="",
            is_carried=False,
            tries=0,
        )

    def listening(self, at: datetime, *, refused: tuple[str, ...] = (), mended: int = 0) -> "Subscription":
        """Note that they come.

        `refused` is what the account would not register or remove, in its words; `mended` is how many had to be put
        right that carried the token before: Cin7 gives a webhook up when nobody took it for more than an hour.
        """
        details = []
        if refused:
            said = " · ".join(refused)
            details.append(f"Cin7 refused a part of the webhooks: {said} Polling finds what they would have said.")
        if mended and self.is_carried:
            details.append(
                f"Cin7 had given up {mended} of the webhooks, as it does when nobody takes them for more than an hour;"
                f" they are on again. See that {self.urls[0]} can be reached from outside."
            )
        return replace(
            self,
            urls=self.urls if refused else self.urls[:1],
            state=NoticeState.LISTENING,
            detail=" ".join(details),
            is_carried=not refused,
            tries=0,
            checked_at=at,
        )

    def unavailable(self, at: datetime, why: str) -> "Subscription":
        """Note that the account has none. Source: ref §9.1: they need a module of their own."""
        if self.token is None:
            return self.left(at, why)
        detail = f"Cin7 sends this account no webhooks: {why} {ALONE} They need Cin7's Automation module."
        return replace(self, state=NoticeState.UNAVAILABLE, detail=detail, tries=0, checked_at=at)

    def unclear(self, at: datetime, why: str) -> "Subscription":
        """Note that it could not be made sure of; it is tried again by itself."""
        if self.token is None:
            return self.left(at, why)
        detail = f"Whether Cin7 sends its webhooks is not known: {why} It is looked at again by itself. {ALONE}"
        return replace(self, state=NoticeState.UNCLEAR, detail=detail, tries=self.tries + 1, checked_at=at)

    def ended(self) -> "Subscription":
        """Accept no more notices, whatever still comes."""
        detail = "Whether the webhooks were removed from Cin7 is not known." if self.urls else ""
        return replace(
            self, token=None, state=NoticeState.ENDED, detail=detail, is_carried=False, tries=0, checked_at=None
        )

    def removed(self, at: datetime, refused: tuple[str, ...] = ()) -> "Subscription":
        """Note after the end that none is left in the account, or which are."""
        return self.left(at, " · ".join(refused)) if refused else replace(self, urls=(), detail="", checked_at=at)

    def left(self, at: datetime, why: str) -> "Subscription":
        """Note after the end that some may be left in the account, and what to do about it."""
        detail = (
            f"Our webhooks may still be in Cin7: {why} Remove there those that lead to {', '.join(self.urls)};"
            " whatever they send is refused."
        )
        return replace(self, detail=detail, checked_at=at)
