"""Steps about orders as they are approved, and what is answered to that."""

from pytest_bdd import given, parsers, then, when

from tests.features.driver import Driver
from tests.features.words import Table, pairs, place, rows


@given(parsers.parse("order {number} says"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    for what, value in pairs(datatable).items():
        driver.order(number).says(what, value)


@given(parsers.parse("order {number} has the lines"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    driver.order(number).has_lines(rows(datatable))


@given(parsers.parse("order {number} has the charges"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    driver.order(number).has_charges(rows(datatable))


@given(parsers.parse("order {number} has the comments"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    driver.order(number).has_comments(rows(datatable))


@given(parsers.parse("order {number} has the custom fields"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    driver.order(number).has_custom_fields(rows(datatable))


@given(parsers.parse("order {number} was approved"))
def _(driver: Driver, number: str) -> None:
    driver.approve(number)
    assert driver.answer.status_code == 202, driver.answer.text


@when(parsers.parse("Upstock approves order {number}"))
def _(driver: Driver, number: str) -> None:
    driver.approve(number)


@when(parsers.parse("a person retries order {number}"))
def _(driver: Driver, number: str) -> None:
    driver.retry(number)
    assert driver.answer.status_code == 202, driver.answer.text


@then("the approval is accepted")
def _(driver: Driver) -> None:
    assert driver.answer.status_code == 202, driver.answer.text


@then("the approval is a repetition")
def _(driver: Driver) -> None:
    assert driver.answer.status_code == 200, driver.answer.text


@then("the approval is refused")
def _(driver: Driver) -> None:
    assert driver.answer.status_code == 409, driver.answer.text


@then("the approval differs at")
def _(driver: Driver, datatable: Table) -> None:
    wanted = {row["where"]: f"Approved as “{row['before']}”, now “{row['after']}”." for row in rows(datatable)}
    assert {place(item["pointer"]): item["detail"] for item in driver.problems()} == wanted
