"""Editing goods, customers and stock as people do in Cin7's own pages.

Source: fake-cin7.md: `POST /_fake/products`, `/customers`, `/stock`, with LastModifiedOn moved.
"""

from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.routes.availability import level_row
from adapters.fake_cin7.routes.customers import customer_row
from adapters.fake_cin7.routes.product_view import product_row, tiers_shown
from adapters.fake_cin7.routes.product_writes import change
from adapters.fake_cin7.routes.record_events import customer_updated, product_updated, stock_changed
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.ordering import reallocate
from adapters.fake_cin7.state.seed_books import derive_books
from adapters.fake_cin7.state.seed_goods import plant_customers, plant_products
from adapters.fake_cin7.state.seed_reading import (
    find_named_product,
    number_in,
    read_customer,
    read_product,
    set_own_prices,
)
from adapters.fake_cin7.state.stock import Level
from adapters.fake_cin7.values import day_of, guid_of
from adapters.fake_cin7.wire import Row


def edit_product(account: Account, body: Row) -> Row:
    """Change the product an `ID` or `SKU` names, or add it when there is none.

    Raises: BadInstruction naming the field that cannot be read.
    """
    catalogue = account.catalogue
    product = catalogue.by_id(guid_of(body.get("ID"))) or catalogue.by_sku(str(body.get("SKU", "")))
    if product is None:
        plant_products(account, [body], account.now())
        product = find_named_product(account, body, "products")
        product_updated(account, product, "Creation")
    else:
        kept = read_product(account, body, "products")
        kept.pop("ID" if body.get("ID") else "SKU", None)
        change(account, product, kept)
    derive_books(account)
    return product_row(product, tiers_shown(account))


def edit_customer(account: Account, body: Row) -> Row:
    """Change the customer an `ID` or `Name` names, or add it when there is none.

    Raises: BadInstruction naming the field that cannot be read.
    """
    customers = account.customers
    customer = customers.by_id(guid_of(body.get("ID"))) or customers.by_name(str(body.get("Name", "")))
    if customer is None:
        plant_customers(account, [body], account.now())
        customer = customers.by_name(str(body["Name"])) or {}
    else:
        kept = read_customer(body, "customers")
        kept.pop("ID" if body.get("ID") else "Name", None)
        prices = kept.pop("ProductPrices", None)
        customers.change(customer, kept, account.now())
        if prices is not None:
            set_own_prices(account, customer, prices, "customers")
    derive_books(account)
    customer_updated(account, customer)
    return customer_row(account, customer, prices=True)


def edit_stock(account: Account, body: Row) -> Row:
    """Set figures of one level: `{SKU, Location?, OnHand?, OnOrder?, InTransit?, …}`; what is promised stays.

    Raises: BadInstruction naming the product or the figure that is wrong.
    """
    product = find_named_product(account, body, "stock")
    level = _level(account, product, body)
    for name, attribute in (("OnHand", "on_hand"), ("OnOrder", "on_order"), ("InTransit", "in_transit")):
        if body.get(name) is not None:
            setattr(level, attribute, number_in(body, name, "stock"))
    if body.get("NextDeliveryDate") is not None:
        level.next_delivery = day_of(body["NextDeliveryDate"])
    if account.switches["backorder_on_new_stock"] == "allocate":
        for sale in reallocate(account, product["ID"]):
            sale.updated = account.now()
    stock_changed(account, [product["ID"]])
    return level_row(account, level)


def _level(account: Account, product: Row, body: Row) -> Level:
    default = account.books.default_location() or {"Name": "Main Warehouse"}
    location = str(body.get("Location") or default["Name"])
    if account.books.locations.by_name(location) is None:
        raise BadInstruction(f"'stock.Location' is '{location}', which is not among the account's locations.")
    for level in account.stock.levels(product["ID"], location):
        if (level.bin, level.batch) == (body.get("Bin"), body.get("Batch")):
            return level
    return account.stock.add(
        Level(product_id=product["ID"], location=location, bin=body.get("Bin"), batch=body.get("Batch"))
    )
