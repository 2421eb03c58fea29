"""Steps about what Upstock is shown and told of an order."""

from pytest_bdd import parsers, then

from tests.features.driver import Driver
from tests.features.words import Table, place, rows

TOLD = {"became a sale": "order.sale_created", "is held": "order.held"}


@then(parsers.re(r"order (?P<number>\S+) is (?P<state>\w+)"))
def _(driver: Driver, number: str, state: str) -> None:
    shown = driver.shown(number)
    assert shown["state"] == state, shown["problems"]


@then(parsers.parse("these problems hold order {number}"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    shown, wanted = driver.shown(number), rows(datatable)
    problems = driver.problems_of(shown)
    assert shown["state"] == "held"
    assert [(item["code"], place(item["pointer"])) for item in problems] == [
        (row["problem"], row["where"]) for row in wanted
    ]
    for row, item in zip(wanted, problems, strict=True):
        assert row["says"] in item["detail"]
        assert item["fix"], f"{item['code']} has no fix"


@then(parsers.parse("order {number} has the notes"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    notes = driver.shown(number)["notes"]
    assert isinstance(notes, list)
    assert sorted(notes) == sorted(row["note"] for row in rows(datatable))


@then(parsers.parse("order {number} has no notes"))
def _(driver: Driver, number: str) -> None:
    assert driver.shown(number)["notes"] == []


@then(parsers.parse("the totals of order {number} are"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    [wanted] = rows(datatable)
    totals = driver.shown(number)["totals"]
    assert isinstance(totals, dict)
    assert {"order": totals["order"], "Cin7": totals["cin7"], "difference": totals["difference"]} == wanted


@then(parsers.re(r"Upstock is told that order (?P<number>\S+) (?P<what>became a sale|is held)"))
def _(driver: Driver, number: str, what: str) -> None:
    assert [event.type for event in driver.told(number)] == [TOLD[what]]


@then(parsers.parse("Upstock is told nothing about order {number}"))
def _(driver: Driver, number: str) -> None:
    assert driver.told(number) == []


@then(parsers.parse("the evidence of order {number} shows"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    entries = driver.evidence(number)
    for row in rows(datatable):
        assert any(row["what"] in entry for entry in entries), entries
