"""Steps about orders that wait for a person: what holds them, what cures that, and what a person decides."""

from pytest_bdd import given, parsers, then, when

from tests.features.by_hand import enter
from tests.features.driver import Driver
from tests.features.troubles_in_words import CAUSES, CURES
from tests.features.words import Table, names, rows, span

LONG_ENOUGH = span("20 minutes")
"""In that time everything was read that is read by itself while something waits for it."""


@given(parsers.parse("order {number} is held because {cause}"))
def _(driver: Driver, number: str, cause: str) -> None:
    CAUSES[cause](driver, number)
    driver.approve(number)
    shown = driver.shown(number)
    assert shown["state"] == "held", shown


@given(parsers.re(r"order (?P<number>\S+) was entered in Cin7 by hand(?:, (?P<but>.+))?$"))
def _(driver: Driver, number: str, but: str | None) -> None:
    driver.entered_by_hand[number] = enter(driver, number, but or "")


@given("Northwind was disconnected")
def _(driver: Driver) -> None:
    driver.do("DELETE", "/connection")
    assert driver.answer.status_code == 204, driver.answer.text


@given(parsers.parse("a person linked order {number} to that sale"))
def _(driver: Driver, number: str) -> None:
    driver.link(number)
    assert driver.answer.status_code == 200, driver.answer.text


@when(parsers.parse("somebody {cure}"))
def _(driver: Driver, cure: str) -> None:
    CURES[cure](driver)
    driver.time_passes(LONG_ENOUGH)


@when(parsers.re(r"a person retries the orders (?P<numbers>.+)"))
def _(driver: Driver, numbers: str) -> None:
    driver.retry_all(sorted(names(numbers.replace(" and ", ", "))))
    assert driver.answer.status_code == 202, driver.answer.text


@when(parsers.parse("a person links order {number} to that sale"))
def _(driver: Driver, number: str) -> None:
    driver.link(number)


@when(parsers.parse("a person ignores order {number} because {note}"))
def _(driver: Driver, number: str, note: str) -> None:
    driver.ignore(number, note)


@then(parsers.parse("that is refused for {problem}"))
def _(driver: Driver, problem: str) -> None:
    assert driver.answer.status_code in (409, 422), driver.answer.text
    assert [item["code"] for item in driver.problems()] == [problem]


@then("the answer names")
def _(driver: Driver, datatable: Table) -> None:
    found = [(item["code"], item["pointer"].removeprefix("/")) for item in driver.problems()]
    assert found == [(row["problem"], row["where"]) for row in rows(datatable)]
