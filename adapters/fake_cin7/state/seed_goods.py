"""Planting products, stock and customers from a seed.

Source: fake-cin7.md; ref §2.2, §4.2 (D).
"""

from datetime import datetime
from decimal import Decimal

from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.layout import Layout
from adapters.fake_cin7.state.stock import Level
from adapters.fake_cin7.state.templates import ADDRESSES, CONTACTS, CUSTOMERS, PRODUCTS
from adapters.fake_cin7.values import ZERO, day_of, decimal_of, guid_of, instant_of, new_guid
from adapters.fake_cin7.wire import Row

_COMPUTED = ("LastModifiedOn", "PriceTiers")


def plant_products(account: Account, rows: list[object], now: datetime) -> None:
    """Add the seed's products.

    Raises: BadInstruction naming the product and the field that is wrong or doubled.
    """
    fields_by_tier = {name.casefold(): field for field, name in account.tier_names().items()}
    for index, sent in enumerate(rows):
        place = f"products[{index}]"
        row = _object(sent, place)
        kept = _kept(PRODUCTS, row, place)
        if not kept.get("SKU") or not kept.get("Name"):
            raise BadInstruction(f"'{place}' of the seed lacks 'SKU' or 'Name'.")
        if account.catalogue.by_sku(kept["SKU"]):
            raise BadInstruction(f"'{place}.SKU' of the seed repeats '{kept['SKU']}'; SKUs are unique.")
        kept.update(_tier_prices(row.get("PriceTiers"), fields_by_tier, place))
        at = instant_of(row.get("LastModifiedOn")) or now
        _drop_defaults(PRODUCTS, kept)
        account.catalogue.add(kept, at)


def plant_families(account: Account, rows: list[object], now: datetime) -> None:
    """Add the seed's product families as they are."""
    for index, sent in enumerate(rows):
        row = _object(sent, f"product_families[{index}]")
        if not row.get("SKU"):
            raise BadInstruction(f"'product_families[{index}]' of the seed lacks 'SKU'.")
        family_id = guid_of(row.get("ID")) or new_guid()
        account.families[family_id] = {**row, "ID": family_id, "LastModifiedOn": now}


def plant_attachments(account: Account, rows: list[object], now: datetime) -> None:
    """Add the seed's product images: `{ProductID or SKU, FileName, DownloadUrl?, IsDefault?}`."""
    del now
    for index, sent in enumerate(rows):
        row = _object(sent, f"attachments[{index}]")
        product = account.catalogue.by_id(guid_of(row.get("ProductID"))) or account.catalogue.by_sku(
            str(row.get("SKU", ""))
        )
        if product is None or not row.get("FileName"):
            raise BadInstruction(f"'attachments[{index}]' of the seed needs a known product and a 'FileName'.")
        account.attachments.setdefault(product["ID"], []).append({"ID": guid_of(row.get("ID")) or new_guid(), **row})


def plant_stock(account: Account, rows: list[object], now: datetime) -> None:
    """Add the seed's stock: `{SKU or ProductID, Location?, OnHand, OnOrder?, …}`."""
    del now
    for index, sent in enumerate(rows):
        place = f"stock[{index}]"
        row = _object(sent, place)
        product = account.catalogue.by_id(guid_of(row.get("ProductID") or row.get("ID")))
        product = product or account.catalogue.by_sku(str(row.get("SKU", "")))
        if product is None:
            raise BadInstruction(
                f"'{place}' of the seed is for product {row.get('SKU') or row.get('ID')!r}, not in 'products'."
            )
        account.stock.add(read_level(account, product, row, place))


def read_level(account: Account, product: Row, row: Row, place: str) -> Level:
    """Read one level of stock.

    Raises: BadInstruction naming the field that is no number.
    """
    default = account.books.default_location() or {"Name": "Main Warehouse"}
    on_hand = _number(row, "OnHand", place)
    return Level(
        product_id=product["ID"],
        location=str(row.get("Location") or default["Name"]),
        bin=row.get("Bin"),
        batch=row.get("Batch"),
        expiry=day_of(row.get("ExpiryDate")),
        on_hand=on_hand,
        allocated=_number(row, "Allocated", place),
        on_order=_number(row, "OnOrder", place),
        in_transit=_number(row, "InTransit", place),
        value=_number(row, "StockOnHand", place) or on_hand * (decimal_of(product.get("AverageCost")) or ZERO),
        next_delivery=day_of(row.get("NextDeliveryDate")),
    )


def plant_customers(account: Account, rows: list[object], now: datetime) -> None:
    """Add the seed's customers with addresses, contacts and prices of their own.

    Raises: BadInstruction naming the customer and the field that is wrong or doubled.
    """
    defaults = customer_defaults(account)
    for index, sent in enumerate(rows):
        place = f"customers[{index}]"
        row = _object(sent, place)
        kept = {**defaults, **_kept(CUSTOMERS, row, place)}
        if not kept.get("Name"):
            raise BadInstruction(f"'{place}' of the seed lacks 'Name'.")
        if account.customers.by_name(kept["Name"]):
            raise BadInstruction(f"'{place}.Name' of the seed repeats '{kept['Name']}'; names are unique.")
        prices = kept.pop("ProductPrices", None) or []
        kept["Addresses"] = [_part(ADDRESSES, entry, f"{place}.Addresses") for entry in kept.get("Addresses") or []]
        kept["Contacts"] = [_part(CONTACTS, entry, f"{place}.Contacts") for entry in kept.get("Contacts") or []]
        _drop_defaults(CUSTOMERS, kept)
        customer = account.customers.add(kept, instant_of(row.get("LastModifiedOn")) or now)
        _own_prices(account, customer, prices, place)


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


def _own_prices(account: Account, customer: Row, prices: list[Row], place: str) -> None:
    for entry in prices:
        product = account.catalogue.by_id(guid_of(entry.get("ProductID")))
        product = product or account.catalogue.by_sku(str(entry.get("ProductSKU", "")))
        price = decimal_of(entry.get("Price"))
        if product is None or price is None:
            raise BadInstruction(f"'{place}.ProductPrices' of the seed needs a known product and a price: {entry!r}.")
        account.custom_prices.setdefault(customer["ID"], {})[product["ID"]] = {"Price": price}


def _tier_prices(sent: object, fields_by_tier: dict[str, str], place: str) -> dict[str, Decimal]:
    if not isinstance(sent, dict):
        return {}
    found: dict[str, Decimal] = {}
    for name, price in sent.items():
        field, number = fields_by_tier.get(str(name).casefold()), decimal_of(price)
        if field is None or number is None:
            raise BadInstruction(f"'{place}.PriceTiers' of the seed names tier '{name}' that is not known.")
        found[field] = number
    return found


def _kept(layout: Layout, row: Row, place: str) -> Row:
    kept = layout.keep(row, lambda field: BadInstruction(f"'{place}.{field}' of the seed cannot be read."))
    for computed in _COMPUTED:
        kept.pop(computed, None)
    if kept.get("ID") is not None:
        kept["ID"] = guid_of(kept["ID"])
        if kept["ID"] is None:
            raise BadInstruction(f"'{place}.ID' of the seed must be a GUID.")
    return kept


def _part(layout: Layout, sent: object, place: str) -> Row:
    kept = _kept(layout, _object(sent, place), place)
    return layout.complete({**kept, "ID": kept.get("ID") or new_guid()})


def _drop_defaults(layout: Layout, kept: Row) -> None:
    for name in [name for name, value in kept.items() if value == layout.template[name]]:
        if name not in ("ID", "SKU", "Name", "Addresses", "Contacts"):
            del kept[name]


def _object(sent: object, place: str) -> Row:
    if not isinstance(sent, dict):
        raise BadInstruction(f"'{place}' of the seed must be an object, not {sent!r}.")
    return sent


def _number(row: Row, name: str, place: str) -> Decimal:
    number = decimal_of(row.get(name, 0) or 0)
    if number is None:
        raise BadInstruction(f"'{place}.{name}' of the seed must be a number, not {row[name]!r}.")
    return number
