"""Steps about prices, alarms, and reading changes at once."""

from pytest_bdd import given, parsers, then, when

from tests.features.catalogue_in_words import alarms_in, explanation_in, window
from tests.features.driver import Driver
from tests.features.words import Table, rows
from tests.house import Document

SYNC: Document = {"what": ["prices"]}


@given("Northwind asked to sync prices")
def _(driver: Driver) -> None:
    driver.do("POST", "/sync", SYNC)
    driver.house.run_now()


@when("Northwind syncs prices")
def _(driver: Driver) -> None:
    driver.do("POST", "/sync", SYNC)
    driver.house.run_now()


@when(parsers.parse("Northwind asks why {customer} pays what it does for {sku}"))
def _(driver: Driver, customer: str, sku: str) -> None:
    driver.do("GET", f"/prices/explain?contact={customer}&sku={sku}")


@then(parsers.parse("{customer} buys in Upstock from {price_list}"))
def _(driver: Driver, customer: str, price_list: str) -> None:
    seen = window(driver)
    [buyer] = [contact.id for contact in seen.contacts.values() if contact.name == customer]
    assert [seen.lists[one][0].name for one in seen.lists_of(buyer)] == [price_list]


@then(parsers.parse("the price list {name} says"))
def _(driver: Driver, name: str, datatable: Table) -> None:
    seen = window(driver)
    prices = seen.prices(seen.named(name))
    assert {sku: f"{price}" for sku, price in prices.items()} == {
        row["product"]: row["price"] for row in rows(datatable)
    }


@then("Upstock is told nothing new")
def _(driver: Driver) -> None:
    assert driver.house.events()[driver.told_before :] == []


@then(parsers.parse("Cin7 was called {count:d} times"))
def _(driver: Driver, count: int) -> None:
    assert len(driver.calls()) == count, driver.calls()


@then("the job is done")
def _(driver: Driver) -> None:
    assert driver.job(driver.answer)["state"] == "done"


@then("there is one job")
def _(driver: Driver) -> None:
    assert len({str(driver.job(answer)["id"]) for answer in driver.answers}) == 1
    assert len(driver.listed("/jobs")) == 1


@then(parsers.re(r"(?P<which>Northwind has the alarms|the alarms of Northwind include)"))
def _(driver: Driver, which: str, datatable: Table) -> None:
    there, wanted = alarms_in(driver), rows(datatable)
    for row in wanted:
        found = [alarm for alarm in there if (alarm["alarm"], alarm["about"]) == (row["alarm"], row["about"])]
        assert [row["says"] in alarm["says"] for alarm in found] == [True], there
    assert which.endswith("include") or len(there) == len(wanted), there


@then("the explanation says")
def _(driver: Driver, datatable: Table) -> None:
    there = explanation_in(driver.answer)
    for row in rows(datatable):
        assert row["value"] in there[row["what"]], there
