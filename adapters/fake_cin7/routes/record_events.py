"""The payloads of webhooks about customers, products and stock.

Source: ref §9.4 (D:28290-28716).
"""

from collections.abc import Iterable

from adapters.fake_cin7.routes.customers import customer_row
from adapters.fake_cin7.routes.events import tell
from adapters.fake_cin7.routes.product_view import product_row, tiers_shown
from adapters.fake_cin7.routes.rendering import instant
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.catalogue import product_field
from adapters.fake_cin7.values import ZERO
from adapters.fake_cin7.wire import Row


def customer_updated(account: Account, customer: Row) -> None:
    """Tell of a customer that is new or changed.

    Source: ref §9.4 (D): flat fields apart from addresses and contacts; its timestamp has no Z (§1.7).
    """
    if not account.hooks.of_type("Customer/Updated"):
        return
    row = customer_row(account, customer, prices=False)
    addresses, contacts = row.pop("Addresses"), row.pop("Contacts")
    row.pop("ChildCustomers")
    row["LastModifiedOn"] = instant(row["LastModifiedOn"]).rstrip("Z")
    payload = {
        "NumberOfCustomers": 1,
        "CustomerDetailsList": [
            {
                "Customer": row,
                "Addresses": [{**entry, "CustomerID": customer["ID"]} for entry in addresses],
                "Contacts": [{**entry, "CustomerID": customer["ID"]} for entry in contacts],
            }
        ],
        "EventType": "Customer/Updated",
    }
    tell(account, "Customer/Updated", payload)


def product_updated(account: Account, product: Row, event: str) -> None:
    """Tell of a product that is new or changed.

    Source: ref §9.4 (D:28560): `Event` is `Creation` in the example; for a change G.
    """
    if not account.hooks.of_type("Product/Updated"):
        return
    row = product_row(product, tiers_shown(account))
    for collection in [name for name, value in row.items() if isinstance(value, list)]:
        del row[collection]
    extras = {"AlwaysShowQuantity": 0, "WarrantyName": None, "CreatedDate": product["LastModifiedOn"]}
    payload = {
        "NumberOfProducts": 1,
        "ProductDetailsList": [{"Event": event, **row, **extras}],
        "EventType": "Product/Updated",
    }
    tell(account, "Product/Updated", payload)


def stock_changed(account: Account, product_ids: Iterable[str]) -> None:
    """Tell of new availability: a bare array for each product, without an EventType.

    Source: ref §9.4 (D:28420, C(2)).
    """
    if not account.hooks.of_type("Stock/AvailableStockLevelChanged"):
        return
    for product_id in dict.fromkeys(product_ids):
        product = account.catalogue.by_id(product_id)
        levels = account.stock.by_product.get(product_id, [])
        if product is None or not levels:
            continue
        rows = [
            {
                "ID": product_id,
                "SKU": product["SKU"],
                "Name": product["Name"],
                "Barcode": product_field(product, "Barcode"),
                "Location": level.location,
                "Bin": level.bin,
                "Batch": level.batch,
                "ExpiryDate": level.expiry,
                "Category": product_field(product, "Category"),
                "OnHand": level.on_hand,
                "Allocated": level.allocated,
                "Available": level.available,
                "OnOrder": level.on_order,
                "StockOnHand": level.value or ZERO,
                "MaxRows": len(levels),
            }
            for level in levels
        ]
        tell(account, "Stock/AvailableStockLevelChanged", rows)
