"""Steps about goods on their way: what a warehouse does, and what Upstock is shown and told of it."""

import re

from pytest_bdd import given, parsers, then, when

from tests.features.driver import Driver
from tests.features.goods_in_words import AUTHORISED, DEEDS
from tests.features.upstock_in_words import TOLD
from tests.features.words import Table, pairs, rows
from tests.house import House

DEED = "|".join((*DEEDS, AUTHORISED))


@given(parsers.re(rf"in Cin7 order (?P<number>\S+) is (?P<deeds>(?:{DEED})(?:, (?:{DEED}))*)$"))
def _(driver: Driver, number: str, deeds: str) -> None:
    driver.goods(number).do(deeds)


@given(parsers.parse("in Cin7 of order {number} are picked, packed and shipped"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    goods = driver.goods(number)
    goods.act("pick", {"lines": goods.lines(rows(datatable))})
    goods.do("packed, shipped")


@given(parsers.parse("in Cin7 order {number} is packed into"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    goods = driver.goods(number)
    goods.act("pack", {"lines": goods.lines(rows(datatable))})


@given(parsers.parse("in Cin7 order {number} is shipped with"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    goods = driver.goods(number)
    parcels = goods.lines(rows(datatable))
    goods.act("ship", {"lines": parcels} if "box" in parcels[0] else parcels[0])


@given(parsers.parse("the stock of {sku} in Cin7 is {count:d}"))
def _(driver: Driver, sku: str, count: int) -> None:
    def count_them(house: House) -> None:
        house.cin7("POST", "/_fake/stock", {"SKU": sku, "OnHand": count})

    driver.arrange(count_them)


@given(parsers.parse("the sale of order {number} is deleted in Cin7"))
def _(driver: Driver, number: str) -> None:
    driver.goods(number).delete()


@given(parsers.parse("the supplier changes the sale of order {number} in Cin7"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    for what, value in pairs(datatable).items():
        driver.hands(number).change(what, value)


@when("a person has shipments read")
def _(driver: Driver) -> None:
    driver.have_shipments_read()


@then(parsers.re(r"Upstock was told that order (?P<number>\S+) (?P<told>.+)$"))
def _(driver: Driver, number: str, told: str) -> None:
    assert [event.type for event in driver.told(number)] == [TOLD[each] for each in told.split(", ")]


@then(parsers.re(r"the shipment of order (?P<number>\S+) raises (?:no alarm|the alarm (?P<alarm>\w+))$"))
def _(driver: Driver, number: str, alarm: str | None) -> None:
    assert driver.shipment(number)["alarm"] == alarm
    assert bool(driver.alarms(number)) == (alarm is not None)


@then(parsers.parse("order {number} is followed by {tracking}"))
def _(driver: Driver, number: str, tracking: str) -> None:
    kind = "url" if re.match("https?://", tracking) else "number"
    assert driver.shipment(number)["tracking"] == {"kind": kind, "value": tracking}


@then(parsers.parse("the parcels of order {number} are"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    assert driver.parcels(number) == rows(datatable)


@then("Cin7 was not asked about sales")
def _(driver: Driver) -> None:
    asked = [call for call in driver.calls() if call[1] in ("sale", "saleList")]
    assert asked == []


@then(parsers.parse("order {number} drifts at"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    assert driver.drift()[number] == rows(datatable)


@then("no order drifts")
def _(driver: Driver) -> None:
    assert driver.drift() == {}
