"""Planting products, stock and customers from a seed.

Source: fake-cin7.md; ref §2.2, §4.2 (D).
"""

from datetime import datetime

from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.seed_reading import (
    drop_defaults,
    find_named_product,
    object_in,
    read_customer,
    read_level,
    read_product,
    set_own_prices,
)
from adapters.fake_cin7.state.templates import CUSTOMERS, PRODUCTS
from adapters.fake_cin7.values import guid_of, instant_of, new_guid
from adapters.fake_cin7.wire import Row


def plant_products(account: Account, rows: list[object], now: datetime) -> None:
    """Add products.

    Raises: BadInstruction naming the product and the field that is wrong or doubled.
    """
    for index, sent in enumerate(rows):
        place = f"products[{index}]"
        row = object_in(sent, place)
        kept = read_product(account, row, place)
        if not kept.get("SKU") or not kept.get("Name"):
            raise BadInstruction(f"'{place}' lacks 'SKU' or 'Name'.")
        if account.catalogue.by_sku(kept["SKU"]):
            raise BadInstruction(f"'{place}.SKU' repeats '{kept['SKU']}'; SKUs are unique.")
        if account.catalogue.by_id(kept.get("ID")):
            raise BadInstruction(f"'{place}.ID' repeats {kept['ID']}; ids are unique.")
        drop_defaults(PRODUCTS, kept)
        account.catalogue.add(kept, instant_of(row.get("LastModifiedOn")) or now)


def plant_families(account: Account, rows: list[object], now: datetime) -> None:
    """Add product families as they are.

    Raises: BadInstruction naming the family without an SKU.
    """
    for index, sent in enumerate(rows):
        place = f"product_families[{index}]"
        row = object_in(sent, place)
        if not row.get("SKU"):
            raise BadInstruction(f"'{place}' lacks 'SKU'.")
        family_id = guid_of(row.get("ID")) or new_guid()
        account.families[family_id] = {**row, "ID": family_id, "LastModifiedOn": now}
        account.attachments[family_id] = [_image(entry, place) for entry in row.get("Attachments") or []]


def plant_attachments(account: Account, rows: list[object], now: datetime) -> None:
    """Add product images: `{ProductID or SKU, FileName, DownloadUrl?, IsDefault?}`.

    Raises: BadInstruction naming the image without a file name or with an unknown product.
    """
    del now
    for index, sent in enumerate(rows):
        place = f"attachments[{index}]"
        row = object_in(sent, place)
        product = find_named_product(account, {**row, "ID": None}, place)
        account.attachments.setdefault(product["ID"], []).append(_image(row, place))


def _image(sent: object, place: str) -> Row:
    row = object_in(sent, place)
    if not row.get("FileName"):
        raise BadInstruction(f"'{place}' lacks 'FileName'.")
    return {**row, "ID": guid_of(row.get("ID")) or new_guid()}


def plant_stock(account: Account, rows: list[object], now: datetime) -> None:
    """Add stock: `{SKU or ProductID, Location?, OnHand, OnOrder?, …}`.

    Raises: BadInstruction naming the row whose product or figure is wrong.
    """
    del now
    for index, sent in enumerate(rows):
        place = f"stock[{index}]"
        row = object_in(sent, place)
        account.stock.add(read_level(account, find_named_product(account, row, place), row, place))


def plant_customers(account: Account, rows: list[object], now: datetime) -> None:
    """Add customers with addresses, contacts and prices of their own.

    Raises: BadInstruction naming the customer and the field that is wrong or doubled.
    """
    defaults = customer_defaults(account)
    for index, sent in enumerate(rows):
        place = f"customers[{index}]"
        row = object_in(sent, place)
        kept = {**defaults, **read_customer(row, place)}
        if not kept.get("Name"):
            raise BadInstruction(f"'{place}' lacks 'Name'.")
        if account.customers.by_name(kept["Name"]):
            raise BadInstruction(f"'{place}.Name' repeats '{kept['Name']}'; names are unique.")
        prices = kept.pop("ProductPrices", None)
        drop_defaults(CUSTOMERS, kept)
        customer = account.customers.add(kept, instant_of(row.get("LastModifiedOn")) or now)
        if prices:
            set_own_prices(account, customer, prices, place)


def customer_defaults(account: Account) -> Row:
    """Give what a customer has when the seed does not say.

    Source: ref §1.2 (D: default sale tax rule), §4.2.
    """
    terms = account.books.payment_terms.rows
    default_term = next((row for row in terms if row["IsDefault"]), terms[0])
    return {
        "Currency": account.me["Currency"],
        "PaymentTerm": default_term["Name"],
        "TaxRule": account.me["DefaultSaleTaxRuleName"],
        "PriceTier": account.books.price_tiers.rows[0]["Name"],
    }
