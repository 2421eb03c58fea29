"""Steps about another supplier, whose trouble is nobody else's."""

from pytest_bdd import given, parsers, then

from tests.features.driver import Driver
from tests.features.neighbour import TROUBLES, Neighbour


@given(parsers.parse("Southwind is connected to Cin7 with {count:d} orders waiting"))
def _(driver: Driver, count: int) -> None:
    driver.arrange(lambda house: Neighbour(house).moves_in(orders=count))


@given(parsers.re(r"Southwind (?P<trouble>has nothing but its queue|loses .+|has a key .+)"))
def _(driver: Driver, trouble: str) -> None:
    driver.arrange(lambda house: TROUBLES[trouble](Neighbour(house)))


@then(parsers.parse("at most one call for Southwind went before those for order {number}"))
def _(driver: Driver, number: str) -> None:
    assert driver.shown(number)["state"] == "created"
    assert len(Neighbour(driver.house).calls_before_others()) <= 1


@then(parsers.parse("{count:d} orders of Southwind are created"))
def _(driver: Driver, count: int) -> None:
    assert Neighbour(driver.house).created() == count
