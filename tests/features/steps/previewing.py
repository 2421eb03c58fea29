"""Steps about what would be, before it is."""

from pytest_bdd import given, parsers, then, when

from tests.features.driver import Driver
from tests.features.words import Table, place, rows


@given(parsers.parse("order {number} was previewed"))
def _(driver: Driver, number: str) -> None:
    driver.arrange(lambda _house: driver.preview(number))


@when(parsers.parse("Northwind previews order {number}"))
def _(driver: Driver, number: str) -> None:
    driver.begin()
    driver.preview(number)


@then("the preview says")
def _(driver: Driver, datatable: Table) -> None:
    wanted = rows(datatable)
    assert [driver.previewed.says(row["field"]) for row in wanted] == wanted


@then("every field of the preview has a rule and a datum")
def _(driver: Driver) -> None:
    assert driver.previewed.unexplained() == set()


@then("the preview names the problems")
def _(driver: Driver, datatable: Table) -> None:
    document, wanted = driver.previewed.document, rows(datatable)
    there = driver.problems_of(document)
    assert (document["calls"], document["hash"]) == ([], None)
    named = [(each["code"], place(each["pointer"])) for each in there]
    assert named == [(row["problem"], row["where"]) for row in wanted]
    assert all(row["says"] in each["detail"] for row, each in zip(wanted, there, strict=True)), there


@then(parsers.parse("Cin7 received for order {number} exactly what its preview said"))
def _(driver: Driver, number: str) -> None:
    assert driver.hands(number).received() == driver.previewed.calls


@then(parsers.parse("order {number} shows that what was sent is what was previewed"))
def _(driver: Driver, number: str) -> None:
    assert driver.shown(number)["hash"] == driver.previewed.hash
