"""Steps about what Cin7 holds, and what it was asked."""

from decimal import Decimal

from pytest_bdd import given, parsers, then

from tests.features.driver import Driver
from tests.features.sale_in_words import is_said
from tests.features.words import Table, pairs, rows

COUNTS = {"no": 0, "one": 1, "one more": 1, "two": 2}
HOLDING = (
    r"Cin7 holds (?P<count>no|one more|one|two)(?: (?P<kind>complete|empty|voided))? sales? for order (?P<number>\S+)"
)

MATTERS = {
    "me": "company",
    "me/contacts": "reference books",
    "customer": "customers",
    "product": "products",
    "sale": "sales",
    "sale/order": "sales",
    "saleList": "sales",
}


@given(parsers.re(HOLDING))
def _(driver: Driver, count: str, kind: str, number: str) -> None:
    for _ in range(COUNTS[count]):
        driver.arrange(lambda _house: driver.hands(number).make(kind))


@given(parsers.parse("the supplier discounts the sale of order {number} by {percent} % in Cin7"))
def _(driver: Driver, number: str, percent: str) -> None:
    hands = driver.hands(number)
    [sale] = hands.sales
    hands.discount(sale, Decimal(percent))


@then(parsers.re(HOLDING))
def _(driver: Driver, count: str, kind: str | None, number: str) -> None:
    sales = driver.hands(number).sales
    counted = [sale for sale in sales if sale.is_voided == (kind == "voided")]
    assert len(counted) == COUNTS[count], [sale.document for sale in sales]
    if kind == "empty":
        assert all(sale.is_empty for sale in counted)
    elif kind == "complete":
        assert all(sale.goods == driver.order(number).goods for sale in counted)
    elif kind == "voided":
        assert len(sales) == len(counted), "a living sale is there too"


@then(parsers.parse("the sale of order {number} says"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    [sale] = driver.hands(number).sales
    wanted = pairs(datatable)
    assert {what: sale.says(what) for what in wanted} == wanted


@then(parsers.parse("the sale of order {number} has the lines"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    [sale] = driver.hands(number).sales
    wanted, there = rows(datatable), sale.rows("Lines")
    assert len(there) == len(wanted), there
    assert all(map(is_said, wanted, there)), there


@then(parsers.parse("the sale of order {number} has the charges"))
def _(driver: Driver, number: str, datatable: Table) -> None:
    [sale] = driver.hands(number).sales
    wanted, there = rows(datatable), sale.rows("AdditionalCharges")
    assert len(there) == len(wanted), there
    assert all(map(is_said, wanted, there)), there


@then(parsers.parse("{customer} has {count:d} addresses in Cin7"))
def _(driver: Driver, customer: str, count: int) -> None:
    addresses = driver.customer_in_cin7(customer)["Addresses"]
    assert isinstance(addresses, list)
    assert len(addresses) == count, addresses


@then(parsers.parse("Cin7 was called {count:d} times for order {number}"))
def _(driver: Driver, count: int) -> None:
    assert len(driver.calls()) == count, driver.calls()


@then("Cin7 was called only about")
def _(driver: Driver, datatable: Table) -> None:
    called = {path for _, path in driver.calls(also_to_connect=True)}
    matters = {"reference books" if path.startswith("ref/") else MATTERS.get(path, path) for path in called}
    assert matters == {row["matter"] for row in rows(datatable)}
