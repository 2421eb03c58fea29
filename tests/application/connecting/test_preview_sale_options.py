"""Options are tried on the last orders, by what is known, and nothing comes of it."""

import pytest

from application.connecting.preview_sale_options import Effect, TriedOptions
from domain.errors import InvalidValue
from domain.identifiers import SupplierId
from domain.sale_options import FreightOptions, SaleOptions, SaleStatus
from tests.builders import a_charge, an_approved_order, an_order_line
from tests.house import OPERATOR, House

DRAFT = SaleOptions(status=SaleStatus.DRAFT)


def tried(house: House, options: SaleOptions = DRAFT, *, last: int = 20) -> TriedOptions:
    return house.use_cases.preview_sale_options(house.order_supplier, options, last=last)


def test_the_same_options_touch_nothing(house: House) -> None:
    house.approve(an_approved_order())
    assert tried(house, SaleOptions()) == TriedOptions(tried=1, orders=())


def test_only_the_last_orders_are_tried_the_latest_first(house: House) -> None:
    for number in range(4):
        house.approve(an_approved_order(number=f"UP-{number}"))
    found = tried(house, last=3)
    assert (found.tried, [each.order.key.number for each in found.orders]) == (3, ["UP-3", "UP-2", "UP-1"])
    assert {each.effect for each in found.orders} == {Effect.OTHERWISE}


def test_what_holds_an_order_either_way_is_no_effect_of_the_options(house: House) -> None:
    house.approve(an_approved_order(lines=[an_order_line(sku="NW-999")]))
    assert tried(house).orders == ()


def test_nobody_is_called_nothing_is_chosen_and_no_order_is_touched(house: House) -> None:
    before = house.approve(an_approved_order())
    house.forget_calls()
    assert len(tried(house).orders) == 1
    assert house.calls() == []
    assert house.order("UP-1001") == before
    with house.use_cases.work() as store:
        assert store.options.newest(house.order_supplier).version == 0


def test_the_options_in_force_are_what_others_are_compared_with(house: House) -> None:
    house.choose(DRAFT)
    house.approve(an_approved_order())
    assert tried(house).orders == ()
    (order,) = tried(house, SaleOptions()).orders
    assert [(change.before, change.after) for change in order.changes] == [("DRAFT", "AUTHORISED")]


def test_every_charge_that_would_be_called_otherwise_is_named(house: House) -> None:
    house.approve(an_approved_order(charges=[a_charge("5", description=""), a_charge("7", description="")]))
    (order,) = tried(house, SaleOptions(freight=FreightOptions(description="Carriage"))).orders
    assert {(change.before, change.after, change.origin.rule) for change in order.changes} == {
        ("Freight", "Carriage", "R34")
    }


def test_a_tax_rule_that_is_not_there_is_refused_as_it_is_when_it_is_chosen(house: House) -> None:
    with pytest.raises(InvalidValue, match="no active tax rule"):
        tried(house, SaleOptions(freight=FreightOptions(tax_rule="Nothing")))


def test_without_a_connection_there_is_nothing_to_try_on(empty_house: House) -> None:
    empty_house.use_cases.approve_order(empty_house.order_supplier, an_approved_order())
    assert tried(empty_house) == TriedOptions(tried=0, orders=())


def test_after_the_connection_ended_its_orders_can_still_be_tried(house: House) -> None:
    house.approve(an_approved_order())
    house.use_cases.disconnect_account(house.order_supplier, OPERATOR)
    assert tried(house).tried == 1


def test_no_other_suppliers_orders_are_tried(house: House) -> None:
    house.approve(an_approved_order())
    assert house.use_cases.preview_sale_options(SupplierId("eastwind"), DRAFT, last=20).tried == 0
