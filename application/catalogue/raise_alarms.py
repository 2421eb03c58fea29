"""What will make prices or orders go wrong is noted when it appears, and when it is gone."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from application.ports.clock import Clock
from application.ports.storage.unit_of_work import UnitOfWork, Work
from domain.alarms import Alarm, alarms_of_account, alarms_of_contact, alarms_of_product
from domain.connection import Company
from domain.identifiers import SupplierId
from domain.money import Currency
from domain.prices import tier_for
from domain.reference_books import PriceTier, ReferenceBooks

AT_ONCE: Final = 250
"""About how many things alarms are written in one commit."""

ACCOUNT: Final = "account"

Found = dict[str, tuple[Alarm, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Basis:
    """What every customer and product of an account is judged by."""

    company: Company
    books: ReferenceBooks
    used: tuple[PriceTier, ...]

    @property
    def digest(self) -> str:
        tiers = [[tier.number, tier.name, tier.former_names] for tier in self.books.price_tiers]
        used = sorted({(tier.number, tier.name) for tier in self.used})
        return hashlib.sha256(json.dumps([self.company.base_currency, tiers, used]).encode()).hexdigest()


class RaiseAlarms:
    """Judges what changed, and everything when tiers or currency did, or when the tiers that customers have did.

    Source: B13. Products are watched once they are on offer, customers as soon as they are read. Calls: none.
    """

    def __init__(self, *, work: Work, clock: Clock) -> None:
        self._work, self._clock = work, clock

    def __call__(self, supplier: SupplierId, since: datetime | None) -> None:
        """Open and close alarms about what changed since then, or about everything."""
        now = self._clock.now()
        with self._work() as store:
            basis = _basis_of(store, supplier)
            if basis is None:
                return
            is_same = store.alarms.basis(supplier) == basis.digest
            found = _judged(store, supplier, basis, since if is_same else None)
            found |= _of_account(store, supplier, basis, now)
        subjects = sorted(found)
        for start in range(0, len(subjects), AT_ONCE):
            batch = subjects[start : start + AT_ONCE]
            with self._work() as store:
                store.alarms.settle(supplier, batch, [alarm for subject in batch for alarm in found[subject]], now)
        if not is_same:
            with self._work() as store:
                store.alarms.set_basis(supplier, basis.digest)


def _basis_of(store: UnitOfWork, supplier: SupplierId) -> _Basis | None:
    connection, books = store.connections.get(supplier), store.mirror.books(supplier)
    if connection is None or books is None:
        return None
    names = store.alarms.tiers_in_use(supplier)
    used = {tier.number: tier for tier in (tier_for(name, books.record)[0] for name in names)}
    return _Basis(company=connection.company, books=books.record, used=tuple(used[number] for number in sorted(used)))


def _judged(store: UnitOfWork, supplier: SupplierId, basis: _Basis, since: datetime | None) -> Found:
    """Answer the alarms about customers and products that changed, and about whom there were any."""
    base = Currency(basis.company.base_currency)
    before = {*store.alarms.open_subjects(supplier, "contact:"), *store.alarms.open_subjects(supplier, "product:")}
    contacts = (
        (f"contact:{contact.id}", alarms_of_contact(contact, basis.books, base))
        for contact in store.alarms.contacts(supplier, since)
    )
    products = (
        (f"product:{product.id}", alarms_of_product(product, basis.used) if is_offered else ())
        for product, is_offered in store.alarms.offers(supplier, since)
    )
    found: Found = {} if since else dict.fromkeys(before, ())
    found |= _that_matter(contacts, before)
    found |= _that_matter(products, before)
    return found


def _that_matter(judged: Iterable[tuple[str, tuple[Alarm, ...]]], before: set[str]) -> Found:
    """Leave out what never was nor is wrong, which is nearly everything."""
    return {subject: alarms for subject, alarms in judged if alarms or subject in before}


def _of_account(store: UnitOfWork, supplier: SupplierId, basis: _Basis, now: datetime) -> Found:
    found: dict[str, list[Alarm]] = {
        subject: [] for subject in (ACCOUNT, *store.alarms.open_subjects(supplier, "tier:"))
    }
    for alarm in alarms_of_account(basis.company, basis.books, now.date()):
        found.setdefault(alarm.subject, []).append(alarm)
    return {subject: tuple(alarms) for subject, alarms in found.items()}
