"""Steps about the options of a sale."""

from pytest_bdd import given, parsers, then, when

from tests.features.driver import Driver
from tests.features.options_in_words import OptionsInWords, version_in_words
from tests.features.preview_in_words import name_of, worded
from tests.features.words import Table, pairs, rows


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


@when("Northwind tries out")
def _(driver: Driver, datatable: Table) -> None:
    tried = OptionsInWords()
    for option, choice in pairs(datatable).items():
        tried.choose(option, choice)
    driver.do("POST", "/sale-options/preview", tried.document)


@then("the choice is kept")
def _(driver: Driver) -> None:
    assert driver.answer.status_code == 200, driver.answer.text
    assert driver.options_in_force().items() >= driver.options.document.items()


@then("the choice is refused")
def _(driver: Driver) -> None:
    assert driver.answer.status_code == 422, driver.answer.text
    assert [item["code"] for item in driver.problems()] == ["impossible_options"]
    assert driver.options_in_force()["version"] == 0


@then("the options in force are the defaults")
def _(driver: Driver) -> None:
    assert driver.options_in_force()["version"] == 0


@then("the versions of the options are")
def _(driver: Driver, datatable: Table) -> None:
    now = driver.house.clock.now()
    assert [version_in_words(each, now) for each in driver.listed("/sale-options/versions")] == rows(datatable)


@then("these fields of the last orders would have been otherwise")
def _(driver: Driver, datatable: Table) -> None:
    shown = [
        {
            "order": order["number"],
            "field": name_of(change["pointer"]),
            "was": worded(change["before"], name_of(change["pointer"])),
            "would be": worded(change["after"], name_of(change["pointer"])),
            "rule": change["rule"],
        }
        for order in driver.tried()
        for change in order["changes"]
    ]
    assert shown == rows(datatable)


@then("these of the last orders would have been held or held no longer")
def _(driver: Driver, datatable: Table) -> None:
    shown = [
        {
            "order": order["number"],
            "would be": order["effect"].replace("_", " "),
            "because": ", ".join(problem["code"] for problem in order["problems"]),
        }
        for order in driver.tried()
    ]
    assert shown == rows(datatable)
