"""Each promise of the inventory port about records and exchanges, on every implementation."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from application.ports.errors import CredentialsRefused, KeyRefused, NotSent, PortError
from application.ports.inventory import Exchange
from domain.call_budget import Lane
from domain.errors import NotThere
from domain.identifiers import ContactId, ProductId, SaleId, Sku
from domain.sale import SaleRef
from domain.sale_options import SaleOptions
from tests.contracts.inventory_accounts import NOBODY, Opened, a_sale_in, every_contact, every_product


def test_an_account_says_who_it_is_in_one_call(opened: Opened) -> None:
    company = opened.account().company()
    assert company.name
    assert len(company.base_currency) == 3
    assert opened.calls() == 1


def test_a_key_that_opens_nothing_is_refused(opened: Opened) -> None:
    with pytest.raises(CredentialsRefused):
        opened.account(key=str(uuid4())).company()


def test_a_key_that_opens_nothing_makes_no_sale(opened: Opened) -> None:
    sale = a_sale_in(opened)
    with pytest.raises(NotSent):
        opened.account(key=str(uuid4())).open_sale(sale, not_after=opened.soon)
    assert opened.account().sales_with(sale.key, since=opened.just_before) == ()


def test_the_books_hold_what_sales_refer_to_by_name(opened: Opened) -> None:
    books = opened.account().books()
    assert books.price_tiers
    assert books.locations
    assert books.tax_rules
    assert books.payment_terms
    assert sorted(tier.number for tier in books.price_tiers) == list(range(1, len(books.price_tiers) + 1))


def test_every_customer_is_read_once_the_deprecated_ones_too(opened: Opened) -> None:
    contacts = every_contact(opened.account())
    assert len({contact.id for contact in contacts}) == len(contacts) == opened.account().contacts(None, None).total
    assert {contact.is_active for contact in contacts} == {True, False}


def test_every_product_is_read_once_the_deprecated_ones_too(opened: Opened) -> None:
    products = every_product(opened.account())
    assert len({product.id for product in products}) == len(products) == opened.account().products(None, None).total
    assert {product.is_deprecated for product in products} == {True, False}


def test_a_batch_is_one_call_and_says_when_it_was_asked(opened: Opened) -> None:
    batch = opened.account().products(None, None)
    assert opened.calls() == 1
    assert batch.asked_at.utcoffset() == timedelta(0)


def test_what_changed_since_a_moment_ahead_is_nothing_that_is_dated(opened: Opened) -> None:
    batch = opened.account().products(opened.clock.now() + timedelta(days=2), None)
    assert not [product for product in batch.items if product.modified_at]


def test_a_customer_is_found_by_id_in_any_case(opened: Opened) -> None:
    known = every_contact(opened.account())[0]
    before = opened.calls()
    assert opened.account().contact(ContactId(known.id.upper())) == known
    assert opened.calls() == before + 1
    assert opened.account().contact(ContactId(NOBODY)) is None


def test_a_customer_is_found_by_its_exact_name_case_and_space_folded(opened: Opened) -> None:
    known = every_contact(opened.account())[0]
    sloppy = f"  {known.name.upper().replace(' ', '   ')} "
    assert opened.account().contacts_named(sloppy) == (known,)
    assert opened.account().contacts_named(known.name[:-1]) == ()
    assert opened.account().contacts_named(" ") == ()


def test_a_product_is_found_by_id_in_any_case(opened: Opened) -> None:
    known = every_product(opened.account())[0]
    before = opened.calls()
    assert opened.account().product(ProductId(known.id.upper())) == known
    assert opened.calls() == before + 1
    assert opened.account().product(ProductId(NOBODY)) is None


def test_a_product_is_found_by_its_exact_sku_case_and_space_folded(opened: Opened) -> None:
    known = every_product(opened.account())[0]
    assert opened.account().product_with(Sku(f" {known.sku.lower()} ")) == known
    assert opened.account().product_with(Sku(known.sku[:-1])) is None
    assert opened.account().product_with(Sku("")) is None


def test_every_exchange_is_heard_without_the_key(opened: Opened) -> None:
    heard = list[Exchange]()
    account = opened.account(record=heard.append)
    account.company()
    with pytest.raises(PortError):
        account.sale(SaleRef(id=SaleId(NOBODY), number="SO-1"))
    assert [bool(exchange.error) for exchange in heard] == [False, True]
    assert all(exchange.seconds >= 0 and exchange.started_at.tzinfo for exchange in heard)
    assert opened.credentials.application_key not in str(heard)
    assert json.dumps([exchange.reply for exchange in heard])


def test_a_refused_key_is_doubted_whatever_was_asked_and_no_other_refusal_is(opened: Opened) -> None:
    doubted = list[KeyRefused]()
    stranger = replace(opened.credentials, application_key=str(uuid4()))
    for given in (stranger, opened.credentials):
        account = opened.directory.open("cin7_core", given, lane=Lane.ORDERS, doubt=doubted.append)
        for ask in (account.books, partial(account.sale, SaleRef(id=SaleId(NOBODY), number="SO-1"))):
            with suppress(PortError):
                ask()
        assert len(doubted) == 2


def test_nothing_is_asked_once_the_time_for_all_calls_is_over(opened: Opened) -> None:
    account = opened.directory.open("cin7_core", opened.credentials, lane=Lane.ORDERS, within=timedelta(0))
    with pytest.raises(NotSent):
        account.company()
    with pytest.raises(NotSent):
        account.books()
    assert opened.calls() == 0


def test_a_time_for_all_calls_that_suffices_changes_nothing(opened: Opened) -> None:
    account = opened.directory.open("cin7_core", opened.credentials, lane=Lane.ORDERS, within=timedelta(seconds=60))
    assert account.company() == opened.account().company()


def test_an_unknown_system_is_not_opened(opened: Opened) -> None:
    with pytest.raises(NotThere):
        opened.directory.open("unknown", opened.credentials, lane=Lane.ORDERS)
    with pytest.raises(NotThere):
        opened.directory.check("unknown", SaleOptions())


def test_the_default_options_are_possible(opened: Opened) -> None:
    opened.directory.check("cin7_core", SaleOptions())
