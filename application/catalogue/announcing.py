"""Telling Upstock what it should know of products and customers: always within the caller's commit."""

from collections.abc import Sequence
from typing import Final

from application.ports.clock import Clock
from application.ports.storage.catalogue import ContactNews, ProductNews, SeenContact
from application.ports.storage.mirror import Stream
from application.ports.storage.unit_of_work import UnitOfWork
from application.telling import Teller
from domain.catalogue_events import ContactPublished, ProductDiscontinued, ProductPublished
from domain.events import Event
from domain.identifiers import SupplierId
from domain.publication import Verdict, contact_to_know, product_to_know, verdict_on

AT_ONCE: Final = 250
"""How many records are looked at in one commit, so that no other writer waits long."""


class Announcer:
    """Compares records with what was told of them, tells the differences, and notes both in the same commit.

    Source: R5, R6, R7, R8; architecture §10.3.
    """

    def __init__(self, *, teller: Teller, clock: Clock) -> None:
        self._teller, self._clock = teller, clock

    def look_at(self, store: UnitOfWork, supplier: SupplierId, stream: Stream, keys: Sequence[str]) -> int:
        """Look at the records with these keys, and answer how many events were told."""
        look = self._products if stream is Stream.PRODUCTS else self._contacts
        events = look(store, supplier, keys)
        self._teller.tell(store, supplier, *events)
        return len(events)

    def _products(self, store: UnitOfWork, supplier: SupplierId, keys: Sequence[str]) -> list[Event]:
        digests = store.publications.hold(supplier)
        looked_at = store.publications.products(supplier, keys)
        seen = [(news, product_to_know(news.product, is_chosen=news.is_chosen)) for news in looked_at]
        for news, know in seen:
            if news.offered:
                digests.remove(news.offered)
            if know and news.product:
                digests.add(news.product)
        store.publications.saw_products(supplier, seen, self._clock.now())
        store.publications.set_digests(supplier, digests)
        return [event for news, know in seen for event in _of_product(news, know)]

    def _contacts(self, store: UnitOfWork, supplier: SupplierId, keys: Sequence[str]) -> list[Event]:
        store.publications.hold(supplier)
        looked_at = store.publications.contacts(supplier, keys)
        seen = [SeenContact.of(news, _should_know(news)) for news in looked_at]
        store.publications.saw_contacts(supplier, seen)
        return [one.know for one in seen if one.know and one.digest != one.news.told]


def _of_product(news: ProductNews, know: ProductPublished | None) -> tuple[Event, ...]:
    """Answer what is to be told of a product: nothing, that it is there, or that it is no longer."""
    was = news.last if news.offered else None
    verdict = verdict_on(know, was)
    if verdict is Verdict.PUBLISH and know:
        return (know,)
    if verdict is Verdict.WITHDRAW and was:
        return (ProductDiscontinued(id=was.id, sku=was.sku, name=was.name),)
    return ()


def _should_know(news: ContactNews) -> ContactPublished | None:
    """Answer what Upstock should know of a customer; of one that left without a trace, that it is not active."""
    if news.contact:
        return contact_to_know(news.contact, was_told=news.told is not None)
    return ContactPublished(id=news.id, name=news.name, currency="", is_active=False)
