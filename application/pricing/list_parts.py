"""A version of a price list on its way, part by part."""

from dataclasses import dataclass, replace
from datetime import datetime

from application.ports.storage.price_lists import StoredList
from domain.catalogue_events import PART, PriceListPublished
from domain.contact import OwnPrice
from domain.price_list import PriceList
from domain.priced_page import PricedPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A list as it is to be told, beside what was told of it.

    Shape: `seen` and `digest` are as in `StoredList`; `own_prices` are those that its customers share.
    """

    price_list: PriceList
    was: StoredList | None
    seen: str
    digest: str = ""
    own_prices: tuple[OwnPrice, ...] = ()

    @property
    def begun(self) -> StoredList:
        """Answer the row of a version that is not told whole yet."""
        one, was = self.price_list, self.was
        return StoredList(
            id=one.id,
            name=one.name,
            currency=one.currency.code,
            tier=one.tier,
            discount=one.discount,
            own_digest=one.own_digest,
            version=was.version + 1 if was else 1,
            customers=was.customers if was else 0,
            published_at=was.published_at if was else None,
        )

    @property
    def unchanged(self) -> StoredList | None:
        """Answer the row of what was told when that still holds, although what it was made of changed; else None."""
        if self.was is None or self.was.digest != self.digest:
            return None
        return replace(self.was, seen=self.seen, own_digest=self.price_list.own_digest)

    def parts(self, products: int) -> int:
        """Answer in how many parts it travels, when so many products are on offer."""
        return max(1, -(-products // PART), -(-len(self.price_list.customers) // PART))

    def told(self, at: datetime) -> StoredList:
        """Answer the row of the version once all its parts were told."""
        count = len(self.price_list.customers)
        return replace(self.begun, seen=self.seen, digest=self.digest, customers=count, published_at=at)


def part_of(draft: Draft, part: int, parts: int, page: PricedPage) -> PriceListPublished:
    """Answer one part of a version: a thousand products at most, without those that have no price on the list.

    Source: R19, R20; architecture §6.6.
    """
    one, first = draft.price_list, (part - 1) * PART
    return PriceListPublished(
        id=one.id,
        name=one.name,
        currency=one.currency.code,
        version=draft.begun.version,
        part=part,
        parts=parts,
        customers=one.customers[first : first + PART],
        entries=page.entries(one, draft.own_prices),
    )
