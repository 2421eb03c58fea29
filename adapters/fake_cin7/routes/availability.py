"""How much of each product there is.

Source: ref §2.5 (D:6118).
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from adapters.fake_cin7.routes.parameters import Parameters
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
    account, asked = visit.account, visit.parameters
    tests = _tests(account, asked)
    levels = [level for level in _levels(account) if not level.is_empty and all(test(level) for test in tests)]
    page, shown = page_of(levels, asked)
    rows = [level_row(account, level) for level in shown if isinstance(level, Level)]
    return envelope("ProductAvailabilityList", rows, len(levels), page)


def _levels(account: Account) -> Iterable[Level]:
    """Take the figures of now, or those of some minutes ago.

    Source: ref §2.5 (L: 10 to 15 minutes old; see the switch).
    """
    lag = timedelta(minutes=account.switches.number("availability_lag_minutes"))
    if not lag:
        return account.stock
    taken = account.stock_snapshot
    if taken is None or account.now() - taken[0] >= lag:
        taken = account.stock_snapshot = (account.now(), [level.copy() for level in account.stock])
    return taken[1]


def _tests(account: Account, asked: Parameters) -> list[Callable[[Level], bool]]:
    """Source: ref §2.5 (D): Name starts with, the others are exact."""
    tests: list[Callable[[Level], bool]] = []
    if (product_id := asked.guid("ID")) is not None:
        tests.append(lambda level: level.product_id == product_id)
    if (name := asked.text("Name")) is not None:
        start = name.casefold()
        tests.append(lambda level: _about(account, level, "Name").startswith(start))
    for parameter, field in (("Sku", "SKU"), ("Category", "Category")):
        if (wanted := asked.text(parameter)) is not None:
            tests.append(_product_test(account, field, wanted.casefold()))
    if (location := asked.text("Location")) is not None:
        place = location.casefold()
        tests.append(lambda level: level.location.casefold() == place)
    if (batch := asked.text("Batch")) is not None:
        tests.append(lambda level: (level.batch or "").casefold() == batch.casefold())
    return tests


def _product_test(account: Account, field: str, wanted: str) -> Callable[[Level], bool]:
    return lambda level: _about(account, level, field) == wanted


def _about(account: Account, level: Level, field: str) -> str:
    product = account.catalogue.by_id(level.product_id) or {}
    return str(product.get(field, "")).casefold()


def level_row(account: Account, level: Level) -> Row:
    """Show one level.

    Source: ref §2.5 (D): `StockOnHand` is a value.
    """
    product = account.catalogue.by_id(level.product_id) or {}
    return {
        "ID": level.product_id,
        "SKU": product.get("SKU"),
        "Name": product.get("Name"),
        "Barcode": product_field(product, "Barcode"),
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
