"""Customers are grouped into price lists, and lists that changed are told in parts."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from application.ports.clock import Clock
from application.ports.storage.price_lists import StoredList
from application.ports.storage.unit_of_work import UnitOfWork, Work
from application.pricing.list_parts import Draft, part_of
from application.telling import Teller
from domain.catalogue_events import PART, PriceListRemoved
from domain.identifiers import SupplierId
from domain.money import Currency
from domain.price_list import PriceList, price_lists
from domain.priced_page import PricedPage
from domain.publication import ON_OFFER, TierDigests, list_digest

AT_ONCE: Final = 60
"""How many lists are built in one reading of the products: storing a part of each takes a tenth of a second a page."""


class PublishPriceLists:
    """Regroups customers from columns, and rebuilds only the lists whose makings changed, product by product.

    Source: R19–R23; architecture §4.4, §10.3 (4). Nothing is told before customers were imported. Memory is what the
    grouping needs of each customer, and a thousand products. A version that was stopped in the middle is followed by
    a new one, told whole.
    """

    def __init__(self, *, work: Work, teller: Teller, clock: Clock) -> None:
        self._work, self._teller, self._clock = work, teller, clock

    def __call__(self, supplier: SupplierId, _since: datetime | None = None) -> int:
        """Answer how many lists were told or removed."""
        with self._work() as store:
            tiers = store.publications.digests(supplier)
            lists = _grouped(store, supplier)
            known = {one.id: one for one in store.price_lists.all(supplier)}
        changed = [draft for one in lists if (draft := _drafted(one, known.get(one.id), tiers))]
        told = 0
        for start in range(0, len(changed), AT_ONCE):
            told += self._publish(supplier, changed[start : start + AT_ONCE], tiers)
        unused = sorted(known.keys() - {one.id for one in lists})
        for list_id in unused:
            self._remove(supplier, known[list_id])
        return told + len(unused)

    def _publish(self, supplier: SupplierId, drafts: Sequence[Draft], tiers: TierDigests) -> int:
        """Tell those of these lists that say something else than before."""
        with self._work() as store:
            judged = [self._with_own_prices(store, supplier, draft, tiers) for draft in drafts]
            store.price_lists.put(supplier, [same for draft in judged if (same := draft.unchanged)])
            different = [draft for draft in judged if draft.unchanged is None]
            products = store.publications.count_offers(supplier)
            store.price_lists.put(supplier, [draft.begun for draft in different])
        self._tell(supplier, different, products, tiers)
        return len(different)

    def _tell(self, supplier: SupplierId, drafts: Sequence[Draft], products: int, tiers: TierDigests) -> None:
        """Tell all lists part by part, a thousand products at a time for all of them."""
        parts, after = {draft.price_list.id: draft.parts(products) for draft in drafts}, ""
        for part in range(1, max(parts.values(), default=0) + 1):
            with self._work() as store:
                page = store.publications.offers(supplier, after, PART)
                after, priced = page[-1][0] if page else after, PricedPage([product for _, product in page])
                going_on = [draft for draft in drafts if part <= parts[draft.price_list.id]]
                told = [part_of(draft, part, parts[draft.price_list.id], priced) for draft in going_on]
                self._teller.tell(store, supplier, *told)
                for draft in going_on:
                    if part == parts[draft.price_list.id]:
                        self._finish(store, supplier, draft, tiers)

    def _with_own_prices(self, store: UnitOfWork, supplier: SupplierId, draft: Draft, tiers: TierDigests) -> Draft:
        """Read the own prices of a list's customers, who share them, and judge it by what it will say."""
        one = draft.price_list
        if not one.own_digest:
            return replace(draft, digest=list_digest(one, tiers))
        customer = store.mirror.contact(supplier, one.customers[0])
        own_prices = customer.record.own_prices if customer else ()
        with_own = store.publications.offers_among(supplier, [own.product_id for own in own_prices])
        digest = list_digest(one, tiers, one.entries(own_prices, with_own))
        return replace(draft, own_prices=own_prices, digest=digest)

    def _finish(self, store: UnitOfWork, supplier: SupplierId, draft: Draft, tiers: TierDigests) -> None:
        """Note that a version was told whole, unless the products changed while it was: then it is told again."""
        store.price_lists.set_customers(supplier, draft.price_list.id, draft.price_list.customers)
        if store.publications.digests(supplier).sums == tiers.sums:
            store.price_lists.put(supplier, [draft.told(self._clock.now())])

    def _remove(self, supplier: SupplierId, one: StoredList) -> None:
        with self._work() as store:
            self._teller.tell(store, supplier, PriceListRemoved(id=one.id, name=one.name))
            store.price_lists.remove(supplier, one.id)


def _grouped(store: UnitOfWork, supplier: SupplierId) -> Sequence[PriceList]:
    """Answer the lists as they should be; none before customers were imported."""
    connection, books = store.connections.get(supplier), store.mirror.books(supplier)
    if connection is None or books is None or store.choices.contacts_imported(supplier) is None:
        return ()
    return price_lists(store.mirror.buyers(supplier), books.record, Currency(connection.company.base_currency))


def _drafted(one: PriceList, was: StoredList | None, tiers: TierDigests) -> Draft | None:
    """Answer what may have to be told of a list, None where nothing that it is made of changed."""
    made_of = [list_digest(one, tiers), one.own_digest, one.own_digest and tiers.of(ON_OFFER)]
    seen = hashlib.sha256(json.dumps(made_of).encode()).hexdigest()
    return None if was and was.seen == seen else Draft(price_list=one, was=was, seen=seen)
