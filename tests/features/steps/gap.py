"""Steps about what is missing on either side, and an Upstock that cannot be reached."""

from pytest_bdd import given, parsers, then, when

from tests.features.driver import Driver
from tests.features.upstock_in_words import TOLD, UpstockInWords
from tests.features.words import Table, rows
from tests.house import House

BECAUSE = {"on its way": "on_its_way", "its cause is cured": "cured", "its sale is not found": "sale_missing"}


@given("Upstock cannot be reached")
def _(driver: Driver, upstock: UpstockInWords) -> None:
    def leave(house: House) -> None:
        upstock.listen(house)
        upstock.go_away()

    driver.arrange(leave)


@given("Upstock can be reached again")
def _(upstock: UpstockInWords) -> None:
    upstock.come_back()


@given("Northwind connected again")
def _(driver: Driver) -> None:
    driver.connect()
    assert driver.answer.status_code == 200, driver.answer.text


@when("a person replays the gap")
def _(driver: Driver) -> None:
    driver.do("POST", "/gap/replay")
    driver.house.run_now()


@then("the gap of orders is")
def _(driver: Driver, datatable: Table) -> None:
    wanted = [(row["order"], row["state"], BECAUSE[row["because"]]) for row in rows(datatable)]
    assert [(item["number"], item["state"], item["reason"]) for item in driver.gap("orders")] == wanted


@then("there is no gap of orders")
def _(driver: Driver) -> None:
    assert driver.gap("orders") == []


@then(parsers.parse("Upstock has not heard that order {number} {told}"))
def _(driver: Driver, number: str, told: str) -> None:
    unheard = [item["type"] for item in driver.gap("events") if item["subject"] == f"order:{number}"]
    assert unheard == [TOLD[each] for each in told.split(", ")]


@then("Upstock has heard of everything")
def _(driver: Driver) -> None:
    assert driver.gap("events") == []


@then(parsers.parse("Upstock heard that order {number} {told}"))
def _(upstock: UpstockInWords, number: str, told: str) -> None:
    assert upstock.heard(f"order:{number}") == [TOLD[each] for each in told.split(", ")]


@then(parsers.parse("the connection says that {orders:d} order and {events:d} events are missing"))
def _(driver: Driver, orders: int, events: int) -> None:
    summary = driver.connection()["gap"]
    assert isinstance(summary, dict)
    assert (summary["orders"], summary["events"]) == (orders, events)
    assert summary["compared_at"] is not None
