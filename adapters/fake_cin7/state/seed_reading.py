"""Reading one product, customer or level of stock as the control plane writes them.

Source: fake-cin7.md; ref §2.2, §2.5, §4.2 (D).
"""

from decimal import Decimal

from adapters.fake_cin7.countries import code_of
from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.layout import Layout
from adapters.fake_cin7.state.stock import Level
from adapters.fake_cin7.state.templates import ADDRESSES, CONTACTS, CUSTOMERS, PRODUCTS
from adapters.fake_cin7.values import ZERO, day_of, decimal_of, guid_of, new_guid
from adapters.fake_cin7.wire import Row

_COMPUTED = ("LastModifiedOn", "PriceTiers", "ChildCustomers", "Movements", "CustomPrices")


def read_product(account: Account, row: Row, place: str) -> Row:
    """Read the fields of a product, tier prices by number or by name.

    Raises: BadInstruction naming the place and the field.
    """
    kept = keep(PRODUCTS, row, place)
    sent = row.get("PriceTiers")
    if isinstance(sent, dict):
        kept.update(_tier_prices(account, sent, place))
    return with_country_code(kept)


def with_country_code(kept: Row) -> Row:
    """Add the code of the country of origin, when its name is known.

    Source: cin7_v2.apib 5586 (D): a request names the country, the answer has the code too.
    """
    if kept.get("CountryOfOrigin") and not kept.get("CountryOfOriginCode"):
        kept["CountryOfOriginCode"] = code_of(kept["CountryOfOrigin"])
    return kept


def read_customer(row: Row, place: str) -> Row:
    """Read the fields of a customer, its addresses and contacts whole; `ProductPrices` stay as sent.

    Raises: BadInstruction naming the place and the field.
    """
    kept = keep(CUSTOMERS, row, place)
    for name, layout in (("Addresses", ADDRESSES), ("Contacts", CONTACTS)):
        if kept.get(name) is not None:
            kept[name] = [_part(layout, entry, f"{place}.{name}") for entry in kept[name]]
    return kept


def read_level(account: Account, product: Row, row: Row, place: str) -> Level:
    """Read one level of stock.

    Raises: BadInstruction naming the field that is no number.
    """
    default = account.books.default_location() or {"Name": "Main Warehouse"}
    on_hand = number_in(row, "OnHand", place)
    cost = decimal_of(product.get("AverageCost")) or ZERO
    return Level(
        product_id=product["ID"],
        location=str(row.get("Location") or default["Name"]),
        bin=row.get("Bin"),
        batch=row.get("Batch"),
        expiry=day_of(row.get("ExpiryDate")),
        on_hand=on_hand,
        allocated=number_in(row, "Allocated", place),
        on_order=number_in(row, "OnOrder", place),
        in_transit=number_in(row, "InTransit", place),
        value=number_in(row, "StockOnHand", place) or on_hand * cost,
        next_delivery=day_of(row.get("NextDeliveryDate")),
    )


def find_named_product(account: Account, row: Row, place: str) -> Row:
    """Find the product a row names by `ProductID`, `ID` or `SKU`.

    Raises: BadInstruction when there is none.
    """
    for name in ("ProductID", "ID"):
        found = account.catalogue.by_id(guid_of(row.get(name)))
        if found is not None:
            return found
    sku = str(row.get("SKU") or row.get("ProductSKU") or "")
    found = account.catalogue.by_sku(sku)
    if found is None:
        raise BadInstruction(f"'{place}' names product '{sku or row.get('ProductID')}', which is not there.")
    return found


def set_own_prices(account: Account, customer: Row, prices: object, place: str) -> None:
    """Give a customer prices of its own.

    Source: ref §3.2 (D). Raises: BadInstruction naming the product or price that is wrong.
    """
    if not isinstance(prices, list):
        raise BadInstruction(f"'{place}.ProductPrices' must be a list.")
    found: dict[str, Row] = {}
    for entry in prices:
        row = object_in(entry, f"{place}.ProductPrices")
        price = decimal_of(row.get("Price"))
        if price is None:
            raise BadInstruction(f"'{place}.ProductPrices' needs a 'Price' in each row: {entry!r}.")
        product = find_named_product(account, row, f"{place}.ProductPrices")
        found[product["ID"]] = {"Price": price}
    account.custom_prices[customer["ID"]] = found


def keep(layout: Layout, row: Row, place: str) -> Row:
    """Read the known fields of a row, computed ones left out and the id checked.

    Raises: BadInstruction naming the place and the field.
    """
    kept = layout.keep(row, lambda field: BadInstruction(f"'{place}.{field}' cannot be read."))
    for computed in _COMPUTED:
        kept.pop(computed, None)
    if kept.get("ID") is not None:
        kept["ID"] = guid_of(kept["ID"])
        if kept["ID"] is None:
            raise BadInstruction(f"'{place}.ID' must be a GUID, not {row['ID']!r}.")
    return kept


def drop_defaults(layout: Layout, kept: Row) -> None:
    """Leave out what a field has anyway, so that rows stay small."""
    for name in [name for name, value in kept.items() if value == layout.template[name]]:
        if name not in ("ID", "SKU", "Name", "Addresses", "Contacts"):
            del kept[name]


def object_in(sent: object, place: str) -> Row:
    """Insist on an object.

    Raises: BadInstruction naming the place.
    """
    if not isinstance(sent, dict):
        raise BadInstruction(f"'{place}' must be an object, not {sent!r}.")
    return sent


def number_in(row: Row, name: str, place: str) -> Decimal:
    """Read a figure, nil when left out.

    Raises: BadInstruction naming the place and the field.
    """
    number = decimal_of(row.get(name) or 0)
    if number is None:
        raise BadInstruction(f"'{place}.{name}' must be a number, not {row[name]!r}.")
    return number


def _part(layout: Layout, sent: object, place: str) -> Row:
    kept = keep(layout, object_in(sent, place), place)
    return layout.complete({**kept, "ID": kept.get("ID") or new_guid()})


def _tier_prices(account: Account, sent: Row, place: str) -> Row:
    fields_by_tier = {name.casefold(): field for field, name in account.tier_names().items()}
    found: Row = {}
    for name, price in sent.items():
        field, number = fields_by_tier.get(str(name).casefold()), decimal_of(price)
        if field is None or number is None:
            raise BadInstruction(f"'{place}.PriceTiers' has tier '{name}', which is not known or has no number.")
        found[field] = number
    return found
