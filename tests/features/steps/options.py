"""Steps about the options of a sale."""

from pytest_bdd import given, parsers, then, when

from tests.features.driver import Driver
from tests.features.words import Table, pairs


@given("Northwind has chosen")
def _(driver: Driver, datatable: Table) -> None:
    for option, choice in pairs(datatable).items():
        driver.options.choose(option, choice)
    driver.choose_anew()


@when(parsers.parse("Northwind chooses {type_}, {status} and {mode}"))
def _(driver: Driver, type_: str, status: str, mode: str) -> None:
    driver.begin()
    driver.options.choose("type", type_)
    driver.options.choose("status", status)
    driver.options.choose("creation mode", mode)
    driver.choose()


@then("the choice is kept")
def _(driver: Driver) -> None:
    assert driver.answer.status_code == 200, driver.answer.text
    assert driver.options_in_force().items() >= driver.options.document.items()


@then("the choice is refused")
def _(driver: Driver) -> None:
    assert driver.answer.status_code == 422, driver.answer.text
    assert [item["code"] for item in driver.problems()] == ["impossible_options"]
    assert driver.options_in_force()["version"] == 0
