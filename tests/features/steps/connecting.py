"""Steps about the link between a supplier and its Cin7 account."""

import re
from collections.abc import Iterable

from pytest_bdd import given, parsers, then, when

from domain.reference_books import ReferenceBooks
from tests.features.catalogue_in_words import change_account, change_customer
from tests.features.driver import WRONG_KEY, Driver
from tests.features.words import Table, names, pairs, rows

UNNAMED_TIER = re.compile(r"Tier \d+")


@given("Northwind is connected to Cin7")
def _(driver: Driver) -> None:
    driver.is_connected = True


@given("the Cin7 account has")
def _(driver: Driver, datatable: Table) -> None:
    for what, value in pairs(datatable).items():
        change_account(driver, what, value)


@given(parsers.parse("the customer {customer} has in Cin7"))
def _(driver: Driver, customer: str, datatable: Table) -> None:
    change_customer(driver, customer, rows(datatable))


@given(parsers.parse("the addresses of {customer} in Cin7 are"))
def _(driver: Driver, customer: str, datatable: Table) -> None:
    driver.describe_account().addresses_are(customer, rows(datatable))


@when("Northwind connects to Cin7")
def _(driver: Driver) -> None:
    driver.connect()


@when("Northwind connects to Cin7 with a wrong key")
def _(driver: Driver) -> None:
    driver.connect(key=WRONG_KEY)


@when(parsers.parse("Northwind connects to Cin7 with the location {location}"))
def _(driver: Driver, location: str) -> None:
    driver.connect(location=location)


@then("Northwind is connected")
def _(driver: Driver) -> None:
    assert driver.answer.status_code == 201, driver.answer.text
    assert driver.connection()["status"] == "connected"


@then("Northwind is unknown")
def _(driver: Driver) -> None:
    assert driver.answer.status_code == 422, driver.answer.text
    assert driver.look("/connection").status_code == 404


@then("the connection knows")
def _(driver: Driver, datatable: Table) -> None:
    connection, books = driver.connection(), _names_in(driver.books())
    known = {"company": {str(connection["company"])}, "currency": {str(connection["base_currency"])}, **books}
    for what, value in pairs(datatable).items():
        assert known[what] == names(value), what


@then(parsers.parse("the connection warns of {text}"))
def _(driver: Driver, text: str) -> None:
    warnings = driver.connection()["warnings"]
    assert isinstance(warnings, list)
    assert any(text in warning for warning in warnings), warnings


@then(parsers.parse("the refusal names {text}"))
def _(driver: Driver, text: str) -> None:
    assert driver.answer.status_code == 422
    assert text in driver.problems()[0]["detail"]


def _names_in(books: ReferenceBooks) -> dict[str, set[str]]:
    """Answer who and what may be chosen: deprecated ones and tiers without a name of their own may not."""
    tiers = (tier.name for tier in books.price_tiers if not UNNAMED_TIER.fullmatch(tier.name))
    found: dict[str, Iterable[str]] = {
        "locations": (row.name for row in books.locations if not row.is_deprecated),
        "tax rules": (row.name for row in books.tax_rules if row.is_active and row.is_for_sales),
        "payment terms": (row.name for row in books.payment_terms),
        "price tiers": tiers,
        "sales contacts": (row.name for row in books.sales_contacts),
        "carriers": (row.name for row in books.carriers),
    }
    return {what: set(rows_of) for what, rows_of in found.items()}
