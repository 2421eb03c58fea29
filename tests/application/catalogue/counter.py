"""What happens between the mirror and Upstock, without Cin7: records are put into the mirror, events are taken out."""

from collections.abc import Iterable
from datetime import timedelta

from application.ports.storage.jobs import Job
from application.ports.storage.mirror import Stream, StreamCursor
from domain.access import Actor
from domain.contact import Contact
from domain.events import Event
from domain.identifiers import Sku
from domain.product import Product
from domain.reference_books import ReferenceBooks
from tests.application.catalogue.shop_window import ShopWindow
from tests.builders import SUPPLIER, a_connection, books
from tests.house import House

ANA = Actor(name="token:ana")


class Counter:
    """One supplier whose account was read, and what Upstock knows of it."""

    def __init__(self, house: House) -> None:
        self.house, self.window = house, ShopWindow()
        self.use_cases, self.work = house.use_cases, house.use_cases.work
        with self.work() as store:
            store.connections.save(a_connection())
            store.mirror.put_books(SUPPLIER, books(), house.clock.now())
        self.everything_was_read()

    def everything_was_read(self) -> None:
        """Let both streams have been read to their end."""
        now = self.house.clock.now()
        with self.work() as store:
            for stream in Stream:
                cursor = StreamCursor(supplier=SUPPLIER, stream=stream, changed_since=now, swept_at=now)
                store.stream_runs.move_cursor(cursor)

    def read(self, *records: Contact | Product, tiers: ReferenceBooks | None = None) -> list[Event]:
        """Read records some time later, and answer what Upstock is told of it."""
        self.house.clock.advance(timedelta(minutes=10))
        now = self.house.clock.now()
        with self.work() as store:
            store.mirror.put_contacts(SUPPLIER, [one for one in records if isinstance(one, Contact)], now)
            store.mirror.put_products(SUPPLIER, [one for one in records if isinstance(one, Product)], now)
            if tiers:
                store.mirror.put_books(SUPPLIER, tiers, now)
        return self.follow_up()

    def lose(self, *records: Contact | Product) -> list[Event]:
        """Let records leave the account some time later."""
        self.house.clock.advance(timedelta(minutes=10))
        with self.work() as store:
            for one in records:
                stream = Stream.CONTACTS if isinstance(one, Contact) else Stream.PRODUCTS
                store.mirror.mark_gone(SUPPLIER, stream, one.id, self.house.clock.now())
        return self.follow_up()

    def follow_up(self) -> list[Event]:
        """Do what follows a change, and answer what Upstock is told."""
        self.use_cases.catalogue_changed(SUPPLIER)
        return self._told()

    def import_contacts(self) -> Job:
        """Import customers, and let the job be done."""
        job = self.use_cases.import_contacts(SUPPLIER, ANA)
        self.house.run_now()
        self._told()
        return self.job(job)

    def import_products(self, *skus: str) -> Job:
        """Import these products, or all, and let the job be done."""
        begun = self.use_cases.import_products(SUPPLIER, map(Sku, skus) if skus else None, ANA)
        self.house.run_now()
        self._told()
        return self.job(begun.job)

    def import_everything(self) -> None:
        """Import customers and all products."""
        self.import_contacts()
        self.import_products()

    def job(self, job: Job) -> Job:
        """Answer a job as it is stored."""
        return self.use_cases.follow_job(SUPPLIER, job.id).job

    def _told(self) -> list[Event]:
        """Answer what was told since this was asked last; the shop window takes it in."""
        with self.work() as store:
            notices = store.outbox.pending(SUPPLIER, 10_000)
            for notice in notices:
                store.outbox.delivered(notice.id, self.house.clock.now())
        events = [notice.event for notice in notices]
        self.window.take(events)
        return events


def types(events: Iterable[Event]) -> list[str]:
    """Answer what kinds of events these are."""
    return [event.type for event in events]
