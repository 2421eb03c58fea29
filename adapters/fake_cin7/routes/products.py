"""Listing products and their images.

Source: ref §2 (D:5269, D:6015).
"""

from collections.abc import Callable, Iterable

from adapters.fake_cin7.routes.product_view import attachment_rows, shown_collections, tiers_shown
from adapters.fake_cin7.routes.rendering import RowPrinter, page_of, printed_envelope
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.templates import PRODUCTS, TIERS
from adapters.fake_cin7.wire import Row

PRINTER = RowPrinter(PRODUCTS.template)
INCLUDES = (
    "IncludeBOM",
    "IncludeSuppliers",
    "IncludeMovements",
    "IncludeAttachments",
    "IncludeReorderLevels",
    "IncludeCustomPrices",
)


@endpoint(
    "GET",
    "product",
    parameters="ID Page Limit Name Sku ModifiedSince IncludeDeprecated " + " ".join(INCLUDES),
    source="D:5269, ref §2.1",
    note="switch name_filter; Movements are always empty",
)
def list_products(visit: Visit) -> object:
    """Answer the page of products that fit, deprecated ones only when asked for.

    Source: ref §2.1 (D, L(AS) for contains).
    """
    account = visit.account
    rows = _found(visit)
    page, shown = page_of(rows, visit.parameters)
    tiers = tiers_shown(account)
    wanted = {name for name in INCLUDES if visit.parameters.flag(name)}
    without = () if tiers else ("PriceTiers",)
    printed = [
        PRINTER.print(_overrides(account, row, tiers, wanted), without) for row in shown if isinstance(row, dict)
    ]
    return printed_envelope("Products", printed, len(rows), page)


def _overrides(account: Account, row: Row, tiers: dict[str, str] | None, wanted: set[str]) -> Row:
    """Collect what differs from the defaults, with the collections that were asked for."""
    found = {**row, **shown_collections(account, row, wanted)}
    if tiers:
        found["PriceTiers"] = {tiers[field]: row.get(field, 0) for field in TIERS}
    return found


def _found(visit: Visit) -> list[Row]:
    asked, account = visit.parameters, visit.account
    if (product_id := asked.guid("ID")) is not None:
        product = account.catalogue.by_id(product_id)
        return [] if product is None else [product]
    rows: Iterable[Row] = account.catalogue if asked.flag("IncludeDeprecated") else account.catalogue.active()
    tests: list[Callable[[Row], bool]] = []
    if (since := asked.instant("ModifiedSince")) is not None:
        tests.append(lambda row: row["LastModifiedOn"] >= since)
    for parameter, name in (("Sku", "SKU"), ("Name", "Name")):
        if (wanted := asked.text(parameter)) is not None:
            tests.append(text_test(name, wanted, visit.account.switches["name_filter"]))
    return [row for row in rows if all(test(row) for test in tests)] if tests else list(rows)


def text_test(name: str, wanted: str, mode: str) -> Callable[[Row], bool]:
    """Make a test of a text field, without regard to case.

    Source: ref §2.1 (D contradicts itself, L: contains).
    """
    folded = wanted.casefold()
    if mode == "contains":
        return lambda row: folded in row[name].casefold()
    return lambda row: row[name].casefold().startswith(folded)


@endpoint("GET", "product/attachments", parameters="ProductID", source="D:6015, ref §2.4")
def list_product_attachments(visit: Visit) -> object:
    """Answer a product's images as a bare array.

    Source: ref §2.4 (D).
    """
    product_id = visit.parameters.guid("ProductID")
    if product_id is None:
        every = visit.account.attachments
        return [row for owner in every for row in attachment_rows(visit.account, owner, with_default=True)]
    return attachment_rows(visit.account, product_id, with_default=True)
