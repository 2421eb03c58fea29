from dataclasses import replace
from datetime import date

from domain.alarms import AlarmKind
from domain.identifiers import SupplierId
from domain.reference_books import PriceTier
from tests.application.catalogue.counter import Counter
from tests.builders import SUPPLIER, a_company, a_connection, a_contact, a_product, books

CHAI = a_product("NW-001", id="P-1", tier_prices=["18", "0"])
CAFE = a_contact("Harbour Café", id="C-1", price_tier="Wholesale")
SHOP = a_contact("Shop", id="C-2", price_tier="Retail")


def alarms(counter: Counter, *, is_open: bool = True) -> dict[str, list[AlarmKind]]:
    with counter.work() as store:
        page = store.alarms.page(SUPPLIER, is_open=is_open, kind=None, cursor=None, limit=100)
    found: dict[str, list[AlarmKind]] = {}
    for raised in page.items:
        found.setdefault(raised.alarm.subject, []).append(raised.alarm.kind)
    return found


def test_customers_are_watched_from_when_they_are_read(counter: Counter) -> None:
    counter.read(replace(CAFE, is_on_credit_hold=True), SHOP)
    assert alarms(counter) == {"contact:C-1": [AlarmKind.CREDIT_HOLD]}


def test_products_are_watched_once_they_are_on_offer(counter: Counter) -> None:
    counter.read(CHAI, CAFE)
    assert alarms(counter) == {}
    counter.import_products()
    assert alarms(counter) == {"product:P-1": [AlarmKind.ZERO_PRICE]}


def test_an_alarm_ends_with_its_cause(counter: Counter) -> None:
    counter.read(CHAI, replace(CAFE, is_on_credit_hold=True))
    counter.import_products()
    counter.read(replace(CHAI, tier_prices=a_product().tier_prices), CAFE)
    assert alarms(counter) == {}
    assert alarms(counter, is_open=False) == {
        "contact:C-1": [AlarmKind.CREDIT_HOLD],
        "product:P-1": [AlarmKind.ZERO_PRICE],
    }


def test_what_left_or_is_no_longer_offered_raises_no_alarm(counter: Counter) -> None:
    counter.read(CHAI, replace(CAFE, is_on_credit_hold=True))
    counter.import_products()
    counter.lose(CAFE)
    counter.read(replace(CHAI, is_sellable=False))
    assert alarms(counter) == {}


def test_products_are_judged_anew_when_customers_have_other_tiers(counter: Counter) -> None:
    counter.read(CHAI, SHOP)
    counter.import_products()
    assert alarms(counter) == {}
    counter.read(CAFE)
    assert alarms(counter) == {"product:P-1": [AlarmKind.TIER_HOLE]}


def test_customers_are_judged_anew_when_the_tiers_change(counter: Counter) -> None:
    counter.read(CAFE, SHOP)
    tiers = books(price_tiers=[PriceTier(number=1, name="Retail"), PriceTier(number=2, name="Retail")])
    counter.read(tiers=tiers)
    assert alarms(counter) == {"contact:C-1": [AlarmKind.UNKNOWN_TIER], "tier:retail": [AlarmKind.TWIN_TIERS]}
    counter.read(tiers=books())
    assert alarms(counter) == {}


def test_a_lock_date_that_covers_today_is_told(counter: Counter) -> None:
    with counter.work() as store:
        company = a_company(lock_date=date(2026, 12, 31))
        store.connections.save(a_connection(company=company, version=1))
    counter.follow_up()
    assert alarms(counter) == {"account": [AlarmKind.LOCK_DATE]}


def test_what_everything_lost_is_closed_too(counter: Counter) -> None:
    counter.read(replace(CAFE, is_on_credit_hold=True))
    with counter.work() as store:
        store.mirror.forget(SUPPLIER)
        store.mirror.put_books(SUPPLIER, books(), counter.house.clock.now())
    counter.follow_up()
    assert alarms(counter) == {}


def test_an_alarm_that_goes_on_keeps_the_instant_when_it_began(counter: Counter) -> None:
    held = replace(CAFE, is_on_credit_hold=True)
    counter.read(held)
    began = counter.house.clock.now()
    counter.read(replace(held, name="Harbour"))
    with counter.work() as store:
        [raised] = store.alarms.page(SUPPLIER, is_open=True, kind=None, cursor=None, limit=2).items
    assert (raised.opened_at, "“Harbour”" in raised.alarm.detail) == (began, True)


def test_a_supplier_that_was_never_connected_raises_none(counter: Counter) -> None:
    counter.use_cases.catalogue_changed("nobody")
    with counter.work() as store:
        assert store.alarms.counts(SupplierId("nobody")) == {}
