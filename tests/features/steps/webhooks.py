"""Steps about Cin7's webhooks: who sends them, what they lead to, and what is made of others'."""

from pytest_bdd import given, parsers, then, when

from tests.features.driver import Driver
from tests.features.webhooks_in_words import (
    counted,
    forge,
    hooks_of,
    seconds_after,
    ship_somebody_elses,
    switch_off,
    told_by,
)
from tests.features.words import Table, rows


@given("Cin7 can reach the connector")
def _(driver: Driver) -> None:
    driver.be_reachable()


@given("Cin7 switched its webhooks off")
def _(driver: Driver) -> None:
    driver.arrange(switch_off)


@given("a sale that no order became is shipped in Cin7")
def _(driver: Driver) -> None:
    driver.arrange(ship_somebody_elses)


@when(parsers.parse("somebody without the token says that order {number} was shipped"))
def _(driver: Driver, number: str) -> None:
    driver.answers.append(forge(driver, number))


@then("Cin7 tells by webhook")
def _(driver: Driver, datatable: Table) -> None:
    assert told_by(driver.house) == {row["what"] for row in rows(datatable)}


@then(parsers.parse("{count:d} webhooks of ours are left in Cin7"))
def _(driver: Driver, count: int) -> None:
    assert len(hooks_of(driver.house)) == count


@then("the webhook is refused")
def _(driver: Driver) -> None:
    assert driver.answer.status_code == 401, driver.answer.text


@then("no webhook counts")
def _(driver: Driver) -> None:
    assert counted(driver) == {}


@then(parsers.parse("{count:d} webhook counts as {kind}"))
def _(driver: Driver, count: int, kind: str) -> None:
    assert counted(driver) == {kind: count}


@then(parsers.parse("Upstock heard that order {number} left {seconds:d} seconds after Cin7's webhook"))
def _(driver: Driver, number: str, seconds: int) -> None:
    assert seconds_after(driver.house, number) == seconds
