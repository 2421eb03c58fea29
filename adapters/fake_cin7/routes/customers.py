"""Listing customers.

Source: ref §4.1 (D:1057).
"""

from collections.abc import Callable

from adapters.fake_cin7.routes.rendering import RowPrinter, page_of, printed_envelope
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.templates import CUSTOMERS
from adapters.fake_cin7.wire import Row

PRINTER = RowPrinter(CUSTOMERS.template)


@endpoint(
    "GET",
    "customer",
    parameters="Page Limit ID Name ContactFilter ModifiedSince IncludeDeprecated IncludeProductPrices",
    source="D:1057, ref §4.1",
)
def list_customers(visit: Visit) -> object:
    """Answer the page of customers that fit, deprecated ones only when asked for.

    Source: ref §4.1 (D).
    """
    rows = _found(visit)
    page, shown = page_of(rows, visit.parameters)
    prices = bool(visit.parameters.flag("IncludeProductPrices"))
    without = () if prices else ("ProductPrices",)
    printed = [
        PRINTER.print({**row, **_computed(visit.account, row, prices=prices)}, without)
        for row in shown
        if isinstance(row, dict)
    ]
    return printed_envelope("CustomerList", printed, len(rows), page)


def _computed(account: Account, customer: Row, *, prices: bool) -> Row:
    """Compute what a customer does not hold itself.

    Source: ref §3.2, §4.2 (D).
    """
    found: Row = {}
    if prices:
        found["ProductPrices"] = product_prices(account, customer)
    children = account.customers.children_of(customer["ID"])
    if children:
        found["ChildCustomers"] = [{"CustomerID": child["ID"], "CustomerName": child["Name"]} for child in children]
    return found


def _found(visit: Visit) -> list[Row]:
    asked, account = visit.parameters, visit.account
    if (customer_id := asked.guid("ID")) is not None:
        customer = account.customers.by_id(customer_id)
        return [] if customer is None else [customer]
    tests: list[Callable[[Row], bool]] = []
    if not asked.flag("IncludeDeprecated"):
        tests.append(lambda row: row.get("Status") != "Deprecated")
    if (since := asked.instant("ModifiedSince")) is not None:
        tests.append(lambda row: row["LastModifiedOn"] >= since)
    if (name := asked.text("Name")) is not None:
        wanted = name.casefold()
        tests.append(lambda row: row["Name"].casefold().startswith(wanted))
    if (contact := asked.text("ContactFilter")) is not None:
        tests.append(lambda row: _has_contact(row, contact.casefold()))
    return [row for row in account.customers if all(test(row) for test in tests)]


def _has_contact(customer: Row, wanted: str) -> bool:
    """Source: ref §4.1 (D): contact name starts with, or e-mail equals."""
    return any(
        contact["Name"].casefold().startswith(wanted) or (contact.get("Email") or "").casefold() == wanted
        for contact in customer.get("Contacts", [])
    )


def customer_row(account: Account, customer: Row, *, prices: bool) -> Row:
    """Complete a customer for showing.

    Source: ref §4.2 (D:1020-1053), §3.2.
    """
    row = {**CUSTOMERS.template, **customer, **_computed(account, customer, prices=prices)}
    if not prices:
        del row["ProductPrices"]
    return row


def product_prices(account: Account, customer: Row) -> list[Row]:
    """List the prices a customer has of its own.

    Source: ref §3.2 (D).
    """
    rows = []
    for product_id, entry in account.custom_prices.get(customer["ID"], {}).items():
        product = account.catalogue.by_id(product_id)
        if product is not None:
            rows.append(
                {
                    "ProductID": product_id,
                    "ProductName": product["Name"],
                    "ProductSKU": product["SKU"],
                    "Price": entry["Price"],
                }
            )
    return rows
