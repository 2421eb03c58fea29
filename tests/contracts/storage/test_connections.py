from dataclasses import replace

import pytest

from application.ports.storage.unit_of_work import AlreadyStored, LostRace, Work
from domain.connection import ConnectionStatus
from domain.errors import InvalidValue
from domain.identifiers import SupplierId
from domain.sale_options import OptionsVersion, SaleOptions, SaleStatus
from tests.builders import NOON, SUPPLIER, a_connection, an_options_version, options

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
        store.connections.save(replace(first, status=ConnectionStatus.LOST))
    with pytest.raises(LostRace), work() as store:
        store.connections.save(first)
    with pytest.raises(LostRace), work() as store:
        store.connections.save(a_connection())


def test_all_links_come_by_supplier(work: Work) -> None:
    with work() as store:
        store.connections.save(replace(a_connection(), supplier=OTHER))
        store.connections.save(a_connection())
        assert [link.supplier for link in store.connections.all()] == sorted([SUPPLIER, OTHER])


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
