"""How much of each product there is.

Source: ref §2.5 (D:6118).
"""

from datetime import timedelta

from adapters.fake_cin7.routes.rendering import envelope, page_of
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.catalogue import product_field
from adapters.fake_cin7.state.stock import Level
from adapters.fake_cin7.wire import Row


@endpoint(
    "GET",
    "ref/productavailability",
    parameters="Page Limit ID Name Sku Location Batch Category",
    source="D:6118, ref §2.5",
    note="switch availability_lag_minutes; batches are shown but not allocated by expiry",
)
def list_availability(visit: Visit) -> object:
    """Answer a row for each product in each place, unless all its figures are nil.

    Source: ref §2.5 (D; L for the omitted rows and the lag).
    """
    rows = [row for row in _snapshot(visit.account) if _fits(visit, row)]
    page, shown = page_of(rows, visit.parameters)
    return envelope("ProductAvailabilityList", [_shown(row) for row in shown if isinstance(row, dict)], len(rows), page)


def _shown(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "Category"}


def _snapshot(account: Account) -> list[Row]:
    """Source: ref §2.5 (L: 10 to 15 minutes old; see the switch)."""
    lag = timedelta(minutes=account.switches.number("availability_lag_minutes"))
    kept = account.stock_snapshot
    if lag and kept is not None and account.now() - kept[0] < lag:
        return kept[1]
    rows = [
        {**level_row(account, level), "Category": _category(account, level)}
        for level in account.stock
        if not level.is_empty
    ]
    account.stock_snapshot = (account.now(), rows)
    return rows


def _category(account: Account, level: Level) -> object:
    product = account.catalogue.by_id(level.product_id)
    return product_field(product, "Category") if product else ""


def level_row(account: Account, level: Level) -> Row:
    """Show one level.

    Source: ref §2.5 (D): `StockOnHand` is a value.
    """
    product = account.catalogue.by_id(level.product_id) or {}
    return {
        "ID": level.product_id,
        "SKU": product.get("SKU"),
        "Name": product.get("Name"),
        "Barcode": product.get("Barcode"),
        "Location": level.location,
        "Bin": level.bin,
        "Batch": level.batch,
        "ExpiryDate": level.expiry,
        "OnHand": level.on_hand,
        "Allocated": level.allocated,
        "Available": level.available,
        "OnOrder": level.on_order,
        "StockOnHand": level.value,
        "InTransit": level.in_transit,
        "NextDeliveryDate": level.next_delivery,
    }


def _fits(visit: Visit, row: Row) -> bool:
    """Source: ref §2.5 (D): Name starts with, the others are exact."""
    asked = visit.parameters
    product_id, name = asked.guid("ID"), asked.text("Name")
    if product_id is not None and row["ID"] != product_id:
        return False
    if name is not None and not str(row["Name"]).casefold().startswith(name.casefold()):
        return False
    exact = (("Sku", "SKU"), ("Location", "Location"), ("Batch", "Batch"), ("Category", "Category"))
    return all(_equal(row[column], asked.text(parameter)) for parameter, column in exact)


def _equal(value: object, wanted: str | None) -> bool:
    return wanted is None or str(value or "").casefold() == wanted.casefold()
