from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.storage.alarms import RaisedAlarm
from application.ports.storage.catalogue import Chosen
from application.ports.storage.mirror import Stream
from application.ports.storage.unit_of_work import Work
from domain.alarms import Alarm, AlarmKind
from domain.errors import InvalidValue
from domain.identifiers import SupplierId
from domain.publication import product_published
from tests.builders import NOON, READ_AT, SUPPLIER, a_contact, a_product

OTHER = SupplierId("other")
LATER = NOON + timedelta(hours=1)
HOLD = Alarm(kind=AlarmKind.CREDIT_HOLD, subject="contact:C-1", detail="is on hold")
CURRENCY = Alarm(kind=AlarmKind.CURRENCY, subject="contact:C-1", detail="trades in EUR")
HOLE = Alarm(kind=AlarmKind.TIER_HOLE, subject="product:P-1", detail="has no price in “Wholesale”")


def settle(work: Work, *alarms: Alarm, about: tuple[str, ...] = (), later: bool = False) -> None:
    with work() as store:
        store.alarms.settle(SUPPLIER, about, alarms, LATER if later else NOON)


def listed(work: Work, *, is_open: bool = True) -> tuple[RaisedAlarm, ...]:
    with work() as store:
        assert store.alarms.page(OTHER, is_open=is_open, kind=None, cursor=None, limit=10).items == ()
        return store.alarms.page(SUPPLIER, is_open=is_open, kind=None, cursor=None, limit=10).items


def test_alarms_are_open_from_when_they_were_first_raised(work: Work) -> None:
    settle(work, HOLD, CURRENCY)
    settle(work, replace(HOLD, detail="still is"), CURRENCY, later=True)
    assert listed(work) == (
        RaisedAlarm(alarm=replace(HOLD, detail="still is"), opened_at=NOON),
        RaisedAlarm(alarm=CURRENCY, opened_at=NOON),
    )


def test_what_is_not_raised_again_about_a_subject_is_closed(work: Work) -> None:
    settle(work, HOLD, CURRENCY, HOLE)
    settle(work, CURRENCY, about=("contact:c-1",), later=True)
    assert [raised.alarm for raised in listed(work)] == [CURRENCY, HOLE]
    assert listed(work, is_open=False) == (RaisedAlarm(alarm=HOLD, opened_at=NOON, closed_at=LATER),)


def test_an_alarm_that_was_closed_is_opened_anew(work: Work) -> None:
    settle(work, HOLD)
    settle(work, about=(HOLD.subject,))
    settle(work, HOLD, later=True)
    assert listed(work) == (RaisedAlarm(alarm=HOLD, opened_at=LATER),)
    assert listed(work, is_open=False) == ()


def test_alarms_are_paged_by_kind_and_counted_while_open(work: Work) -> None:
    settle(work, HOLD, CURRENCY, HOLE, replace(HOLD, subject="contact:C-2"))
    settle(work, about=("contact:C-2",))
    with work() as store:
        first = store.alarms.page(SUPPLIER, is_open=True, kind=None, cursor=None, limit=2)
        rest = store.alarms.page(SUPPLIER, is_open=True, kind=None, cursor=first.next_cursor, limit=2)
        assert [raised.alarm for raised in (*first.items, *rest.items)] == [HOLD, CURRENCY, HOLE]
        assert rest.next_cursor is None
        holes = store.alarms.page(SUPPLIER, is_open=True, kind=AlarmKind.TIER_HOLE, cursor=None, limit=2)
        assert [raised.alarm for raised in holes.items] == [HOLE]
        assert store.alarms.counts(SUPPLIER) == dict.fromkeys(
            (AlarmKind.TIER_HOLE, AlarmKind.CURRENCY, AlarmKind.CREDIT_HOLD), 1
        )
        assert store.alarms.counts(OTHER) == {}


@pytest.mark.parametrize("cursor", ["x", "W10", "WzEsMl0", "bnVsbA", "WyJhIiwgIlx1ZDgwMCJd"])
def test_a_cursor_of_nobodys_is_refused(work: Work, cursor: str) -> None:
    with pytest.raises(InvalidValue, match="begin without one"), work() as store:
        store.alarms.page(SUPPLIER, is_open=True, kind=None, cursor=cursor, limit=2)


def test_subjects_with_open_alarms_are_answered_by_their_beginning(work: Work) -> None:
    settle(work, HOLD, CURRENCY, HOLE, replace(HOLD, subject="contact:C-2"))
    settle(work, about=("contact:C-2",))
    with work() as store:
        assert store.alarms.open_subjects(SUPPLIER, "contact:") == ("contact:C-1",)
        assert store.alarms.open_subjects(SUPPLIER, "tier:") == ()
        assert store.alarms.open_subjects(OTHER, "contact:") == ()


def test_the_basis_is_remembered(work: Work) -> None:
    with work() as store:
        assert store.alarms.basis(SUPPLIER) == ""
        for basis in ("one", "two"):
            store.alarms.set_basis(SUPPLIER, basis)
    with work() as store:
        assert (store.alarms.basis(SUPPLIER), store.alarms.basis(OTHER)) == ("two", "")


def test_tiers_in_use_are_those_of_active_customers(work: Work) -> None:
    contacts = [
        a_contact(id="1", price_tier="Wholesale"),
        a_contact(id="2", price_tier="Wholesale"),
        a_contact(id="3", price_tier=""),
        a_contact(id="4", price_tier="Retail", is_active=False),
        a_contact(id="5", price_tier="Gone"),
    ]
    with work() as store:
        store.mirror.put_contacts(SUPPLIER, contacts, READ_AT)
        store.mirror.mark_gone(SUPPLIER, Stream.CONTACTS, "5", NOON)
        assert store.alarms.tiers_in_use(SUPPLIER) == ("", "Wholesale")
        assert store.alarms.tiers_in_use(OTHER) == ()


def test_customers_to_judge_are_those_that_changed_and_who_is_gone_is_inactive(work: Work) -> None:
    with work() as store:
        store.mirror.put_contacts(SUPPLIER, [a_contact(id="1"), a_contact(id="2")], READ_AT)
        store.mirror.mark_gone(SUPPLIER, Stream.CONTACTS, "2", NOON)
        everyone = sorted(store.alarms.contacts(SUPPLIER, None), key=lambda contact: contact.id)
        assert everyone == [a_contact(id="1"), a_contact(id="2", is_active=False)]
        assert list(store.alarms.contacts(SUPPLIER, NOON)) == [a_contact(id="2", is_active=False)]
        assert list(store.alarms.contacts(OTHER, None)) == []


def test_products_to_judge_are_those_whose_offer_changed(work: Work) -> None:
    with work() as store:
        store.mirror.put_products(SUPPLIER, [a_product(id="1"), a_product(id="2"), a_product(id="3")], READ_AT)
        store.choices.choose_all_products(SUPPLIER, Chosen(actor="cli:ana", at=NOON))
        one, two, three = store.publications.products(SUPPLIER, ["1", "2", "3"])
        told = product_published(a_product(id="2"))
        store.publications.saw_products(SUPPLIER, [(one, product_published(a_product(id="1"))), (two, told)], NOON)
        store.publications.saw_products(SUPPLIER, [(three, None)], LATER)
        [two] = store.publications.products(SUPPLIER, ["2"])
        store.publications.saw_products(SUPPLIER, [(two, None)], LATER)
    with work() as store:
        judged = {product.id: is_offered for product, is_offered in store.alarms.offers(SUPPLIER, None)}
        assert judged == {"1": True, "2": False}
        assert [product.id for product, _ in store.alarms.offers(SUPPLIER, LATER)] == ["2"]
        assert list(store.alarms.offers(OTHER, None)) == []
