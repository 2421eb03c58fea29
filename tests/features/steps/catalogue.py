"""Steps about products and customers: what changes in Cin7, what an operator imports, what Upstock knows."""

from pytest_bdd import given, parsers, then, when

from tests.features.catalogue_in_words import (
    change_customer,
    change_product,
    contacts_in,
    import_what,
    let_import,
    lists_in,
    products_in,
    products_to_choose,
)
from tests.features.driver import Driver
from tests.features.words import Row, Table, rows

SEEN = {"contacts": contacts_in, "products": products_in, "price lists": lists_in}
IMPORTED = r"(?P<what>contacts|contacts and all products|all products|the products? \S.*) (?:was|were) imported"


@given(parsers.re(IMPORTED))
def _(driver: Driver, what: str) -> None:
    let_import(driver, what)


@given(parsers.parse("the product {sku} has in Cin7"))
def _(driver: Driver, sku: str, datatable: Table) -> None:
    change_product(driver, sku, rows(datatable))


@given(parsers.parse("the customer {customer} has in Cin7, without a newer date"))
def _(driver: Driver, customer: str, datatable: Table) -> None:
    change_customer(driver, customer, rows(datatable), is_dated=False)


@when(parsers.parse("an operator imports {what}"))
def _(driver: Driver, what: str) -> None:
    import_what(driver, what)


@then(parsers.re(r"Upstock has the (?P<what>contacts|products|price lists)"))
def _(driver: Driver, what: str, datatable: Table) -> None:
    headings, there = datatable[0], SEEN[what](driver)
    shown = [{heading: row[heading] for heading in headings} for row in there]
    assert sorted(map(_in_order, shown)) == sorted(map(_in_order, rows(datatable))), shown


@then(parsers.re(r"the (?P<what>products to choose from|excluded products) are"))
def _(driver: Driver, what: str, datatable: Table) -> None:
    headings, there = datatable[0], products_to_choose(driver, excluded=what == "excluded products")
    assert [{heading: row[heading] for heading in headings} for row in there] == rows(datatable)


def _in_order(row: Row) -> list[tuple[str, str]]:
    """Compare what a cell lists without regard to its order."""
    return sorted((name, ", ".join(sorted(cell.split(", ")))) for name, cell in row.items())
