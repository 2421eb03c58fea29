"""Steps about everything that was done for an order, as one document."""

from pytest_bdd import given, parsers, then, when

from tests.features.driver import Driver
from tests.features.evidence_in_words import said
from tests.features.words import Table, pairs
from tests.house import KEY


@given(parsers.parse("Upstock has heard of order {number}"))
def _(driver: Driver, number: str) -> None:
    driver.let_upstock_hear(number)


@given(parsers.parse("a person retried order {number}"))
def _(driver: Driver, number: str) -> None:
    driver.retry(number)
    assert driver.answer.status_code == 202, driver.answer.text


@when(parsers.parse("a person asks for the evidence of order {number}"))
def _(driver: Driver, number: str) -> None:
    driver.do("GET", f"/orders/{number}/evidence")


@when(parsers.parse("a person downloads the evidence of order {number}"))
def _(driver: Driver, number: str) -> None:
    driver.do("GET", f"/orders/{number}/evidence?download=1")


@then("it says")
def _(driver: Driver, datatable: Table) -> None:
    assert driver.answer.status_code == 200, driver.answer.text
    wanted, found = pairs(datatable), said(driver.answer.get_json())
    assert {part: found[part] for part in wanted} == wanted


@then("Northwind's key stands nowhere in it")
def _(driver: Driver) -> None:
    assert driver.answer.status_code == 200, driver.answer.text
    assert any(piece["kind"] == "exchange" for piece in driver.answer.get_json()["timeline"])
    assert KEY.casefold() not in driver.answer.text.casefold()


@then(parsers.parse("the file is named {name}"))
def _(driver: Driver, name: str) -> None:
    assert driver.answer.headers["Content-Disposition"] == f"attachment; filename={name}"
