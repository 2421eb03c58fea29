"""Whatever an account holds and however it changes: what Upstock was told is what every customer pays."""

from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings

from adapters.sql.naming import METADATA
from application.ports.storage.alarms import RaisedAlarm
from domain.alarms import alarms_of_contact
from domain.contact import Contact
from domain.identifiers import folded
from domain.money import Currency
from domain.price_list import currency_of
from domain.prices import buying_terms, effective_price
from domain.product import Product
from domain.reference_books import ReferenceBooks
from tests.application.catalogue.counter import Counter
from tests.application.catalogue.shop_window import ShopWindow
from tests.builders import SUPPLIER
from tests.domain.random_catalogues import Account, accounts
from tests.house import House

AUD = Currency("AUD")


def emptied(house: House) -> Counter:
    """A counter over an empty database; making a house for each account would take longer than all the rest."""
    with house.container.engine().begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(sa.delete(table))
    house.tasks.run_due()
    return Counter(house)


def change_to(counter: Counter, before: Account, after: Account) -> None:
    """Let the account become another one; what the other does not have leaves."""
    contacts, products, tiers = after
    kept = {folded(one.id) for one in contacts} | {folded(one.id) for one in products}
    counter.lose(*(one for one in before[0] if folded(one.id) not in kept))
    counter.lose(*(one for one in before[1] if folded(one.id) not in kept))
    counter.read(*contacts, *products, tiers=tiers)


def check(window: ShopWindow, account: Account) -> None:
    contacts, products, tiers = account
    assert set(window.products) == {product.id for product in products if product.why_not_offered is None}
    on_lists = [customer for parts in window.lists.values() for part in parts for customer in part.customers]
    assert sorted(on_lists) == sorted(contact.id for contact in contacts if contact.is_active)
    for contact in contacts:
        if contact.is_active:
            assert window.contacts[contact.id].is_active
            check_prices(window, contact, products, tiers)


def check_prices(window: ShopWindow, contact: Contact, products: list[Product], tiers: ReferenceBooks) -> None:
    [list_id] = window.lists_of(contact.id)
    terms, currency = buying_terms(contact, tiers), currency_of(contact.currency, AUD)
    told = {entry.product_id: entry.price for part in window.lists[list_id] for entry in part.entries}
    pays = {product.id: effective_price(product, terms, currency).amount for product in products}
    assert told == {product: price for product, price in pays.items() if price is not None}
    assert all(price > Decimal(0) for price in told.values())
    assert {part.currency for part in window.lists[list_id]} == {currency.code}


def open_alarms(counter: Counter) -> list[RaisedAlarm]:
    with counter.work() as store:
        return list(store.alarms.page(SUPPLIER, is_open=True, kind=None, cursor=None, limit=1000).items)


@pytest.mark.timeout(600)
@given(accounts, accounts)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=8)
def test_every_customer_is_on_one_list_that_says_what_it_pays_before_and_after_any_change(
    empty_house: House, first: Account, second: Account
) -> None:
    counter = emptied(empty_house)
    counter.read(*first[0], *first[1], tiers=first[2])
    counter.import_everything()
    check(counter.window, first)
    assert counter.follow_up() == []
    change_to(counter, first, second)
    counter.import_products()
    check(counter.window, second)
    assert counter.follow_up() == []
    raised = {one.alarm for one in open_alarms(counter) if one.alarm.subject.startswith("contact:")}
    assert raised == {alarm for contact in second[0] for alarm in alarms_of_contact(contact, second[2], AUD)}
