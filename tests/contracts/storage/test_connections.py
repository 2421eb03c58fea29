from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.storage.unit_of_work import AlreadyStored, LostRace, Work
from domain.connection import ConnectionStatus
from domain.errors import InvalidValue
from domain.identifiers import SupplierId
from domain.order import OrderState
from domain.sale_options import OptionsVersion, SaleOptions, SaleStatus
from tests.builders import (
    NOON,
    SUPPLIER,
    a_company,
    a_connection,
    a_doubt,
    a_loss,
    an_approved_order,
    an_options_version,
    an_order,
    options,
)

OTHER = SupplierId("other")


def test_a_new_link_gets_version_one_and_comes_back_with_its_credentials(work: Work) -> None:
    with work() as store:
        assert store.connections.get(SUPPLIER) is None
        saved = store.connections.save(a_connection())
    assert saved == replace(a_connection(), version=1)
    with work() as store:
        found = store.connections.get(SUPPLIER)
    assert found == saved
    assert found is not None
    assert found.opened() == a_connection().opened()


def test_a_disconnected_link_holds_no_credentials(work: Work) -> None:
    with work() as store:
        ended = store.connections.save(a_connection()).disconnected(NOON)
        store.connections.save(ended)
    with work() as store:
        found = store.connections.get(SUPPLIER)
    assert found == replace(ended, version=2)
    assert found is not None
    assert found.credentials is None


def test_a_save_of_an_old_version_loses_the_race(work: Work) -> None:
    with work() as store:
        first = store.connections.save(a_connection())
        store.connections.save(replace(first, warnings=("somebody else was faster",)))
    with pytest.raises(LostRace), work() as store:
        store.connections.save(first)
    with pytest.raises(LostRace), work() as store:
        store.connections.save(a_connection())


def test_suppliers_are_listed_with_their_held_orders_and_without_opening_a_secret(work: Work) -> None:
    with work() as store:
        store.connections.save(a_connection(company=a_company(name="Northwind")))
        store.connections.save(replace(a_connection(status=ConnectionStatus.DISCONNECTED), supplier=OTHER))
        for number, state in (("UP-1", OrderState.HELD), ("UP-2", OrderState.HELD), ("UP-3", OrderState.CREATED)):
            store.orders.add(an_order(approved=an_approved_order(number=number), state=state))
    with work() as store:
        found = {each.supplier: each for each in store.connections.listed()}
    assert (found[SUPPLIER].company, found[SUPPLIER].status, found[SUPPLIER].held) == (
        "Northwind",
        ConnectionStatus.CONNECTED,
        2,
    )
    assert found[SUPPLIER].account_id == a_connection().account_id
    assert (found[OTHER].status, found[OTHER].held) == (ConnectionStatus.DISCONNECTED, 0)
    assert list(found) == sorted([SUPPLIER, OTHER])


def test_a_doubt_and_a_loss_come_back_as_they_were(work: Work) -> None:
    with work() as store:
        doubted = store.connections.save(a_connection(doubt=a_doubt()))
        assert store.connections.get(SUPPLIER) == doubted
        lost = store.connections.save(replace(doubted, status=ConnectionStatus.LOST, doubt=None, loss=a_loss()))
        assert store.connections.get(SUPPLIER) == lost


def test_links_are_found_by_the_account_that_opens_them_while_they_work(work: Work) -> None:
    ended, lost = SupplierId("ended"), SupplierId("lost")
    with work() as store:
        first = store.connections.save(a_connection())
        second = store.connections.save(replace(a_connection(), supplier=OTHER))
        store.connections.save(replace(a_connection(status=ConnectionStatus.DISCONNECTED), supplier=ended))
        store.connections.save(replace(a_connection(status=ConnectionStatus.LOST), supplier=lost))
        assert store.connections.opened_by(first.account_id) == (first, second)
        assert store.connections.opened_by("account-of-nobody") == ()


def test_doubted_links_whose_system_should_have_been_asked_come_longest_overdue_first(work: Work) -> None:
    early, late = a_doubt(), a_doubt(at=NOON + timedelta(minutes=1))
    with work() as store:
        store.connections.save(replace(a_connection(), supplier=SupplierId("trusted")))
        store.connections.save(replace(a_connection(doubt=late), supplier=OTHER))
        store.connections.save(a_connection(doubt=early))
        assert store.connections.unasked(late.ask_at, 10) == (SUPPLIER,)
        assert store.connections.unasked(late.ask_at + timedelta(seconds=1), 10) == (SUPPLIER, OTHER)
        assert store.connections.unasked(late.ask_at + timedelta(seconds=1), 1) == (SUPPLIER,)


def test_options_are_the_defaults_as_version_zero_until_somebody_chose(work: Work) -> None:
    with work() as store:
        assert store.options.newest(SUPPLIER) == OptionsVersion(supplier=SUPPLIER, version=0, options=SaleOptions())
        assert store.options.versions(SUPPLIER) == ()


def test_every_version_of_options_is_kept_the_newest_first(work: Work) -> None:
    first = an_options_version(options(status=SaleStatus.DRAFT), version=1)
    second = an_options_version(options(address_field="Deliver to"), version=2)
    with work() as store:
        store.options.add(first)
        store.options.add(second)
        store.options.add(replace(second, supplier=OTHER, version=3))
    with work() as store:
        assert store.options.newest(SUPPLIER) == second
        assert store.options.versions(SUPPLIER) == (second, first)


def test_a_version_of_options_is_given_once(work: Work) -> None:
    with work() as store:
        store.options.add(an_options_version())
        with pytest.raises(AlreadyStored):
            store.options.add(an_options_version(options(address_field="Deliver to")))
    with work() as store:
        assert store.options.newest(SUPPLIER) == an_options_version()


def test_versions_of_options_are_walked_by_cursor_the_newest_first(work: Work) -> None:
    versions = [an_options_version(options(address_field=f"Field {n}"), version=n) for n in range(1, 6)]
    with work() as store:
        for version in versions:
            store.options.add(version)
        store.options.add(replace(versions[0], supplier=OTHER))
    seen: list[OptionsVersion] = []
    cursor, pages = None, 0
    with work() as store:
        while pages == 0 or cursor:
            page = store.options.page(SUPPLIER, cursor=cursor, limit=2)
            seen, cursor, pages = [*seen, *page.items], page.next_cursor, pages + 1
    assert (seen, pages) == (versions[::-1], 3)


@pytest.mark.parametrize("cursor", ["zz", "WyJhIl0", "WyItMSJd", "W10"])
def test_a_place_that_was_never_answered_is_refused(work: Work, cursor: str) -> None:
    with work() as store, pytest.raises(InvalidValue) as no:
        store.options.page(SUPPLIER, cursor=cursor, limit=2)
    assert no.value.pointer == "/cursor"
