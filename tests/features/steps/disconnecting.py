"""Steps about a link that ends, is lost, or becomes another company's."""

from pytest_bdd import given, parsers, then, when

from tests.features.driver import Driver
from tests.features.link_in_words import LinkInWords

STRAY = {"status": 403, "body": "Forbidden"}


@given("Northwind disconnected")
@when("Northwind disconnects")
def _(driver: Driver) -> None:
    LinkInWords(driver).disconnect()


@given(parsers.parse("Northwind connected another company, {company}"))
@when(parsers.parse("Northwind connects another company, {company}"))
def _(driver: Driver, company: str) -> None:
    LinkInWords(driver).connect_other(company)


@when("Northwind connects to Cin7 with a new key")
def _(driver: Driver) -> None:
    LinkInWords(driver).connect_with_a_new_key()


@given("Cin7 refuses the key of Northwind once")
def _(driver: Driver) -> None:
    driver.spoil(lambda house: house.fault("*", "*", STRAY))


@given(parsers.parse("the key of Northwind is revoked in Cin7, which says {words}"))
def _(driver: Driver, words: str) -> None:
    driver.spoil(lambda house: house.revoke_key(words))


@then("Northwind is disconnected and its key is erased")
def _(driver: Driver) -> None:
    assert driver.connection()["status"] == "disconnected"
    assert LinkInWords(driver).is_erased


@then(parsers.re(r"Northwind is (?P<status>lost|connected)"))
def _(driver: Driver, status: str) -> None:
    shown = driver.connection()
    assert shown["status"] == status
    assert bool(shown["lost_at"] and shown["reason"]) is (status == "lost")


@then(parsers.parse("Northwind is connected to {company}"))
def _(driver: Driver, company: str) -> None:
    shown = driver.connection()
    assert (shown["status"], shown["company"], shown["doubted_since"]) == ("connected", company, None)


@then("nothing is asked of Cin7 any more")
def _(driver: Driver) -> None:
    assert not LinkInWords(driver).is_asked()


@then(parsers.parse("{company} holds no sale"))
def _(driver: Driver) -> None:
    assert LinkInWords(driver).sales_of_other == []


@then(parsers.parse("the connection is refused because of order {number}"))
def _(driver: Driver, number: str) -> None:
    assert driver.answer.status_code == 409, driver.answer.text
    assert f"orders {number}." in driver.problems()[0]["detail"]


@then("Upstock was told once that the connection is lost")
def _(driver: Driver) -> None:
    assert [event.type for event in LinkInWords(driver).told] == ["connection.lost"]
