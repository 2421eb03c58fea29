"""Creating and changing products and their images.

Source: ref §2.2, §2.4 (D:5460-6015).
"""

from adapters.fake_cin7.refusals import Problem, Refused
from adapters.fake_cin7.routes.fields import Fields, spelled
from adapters.fake_cin7.routes.product_view import attachment_rows, whole_product
from adapters.fake_cin7.routes.record_events import product_updated
from adapters.fake_cin7.routes.rendering import envelope
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.seed_reading import with_country_code
from adapters.fake_cin7.state.templates import LENGTHS, PRODUCT_READ_ONLY, PRODUCTS, TIERS
from adapters.fake_cin7.values import decimal_of, guid_of, new_guid
from adapters.fake_cin7.wire import Row

NEEDED = ("SKU", "Name", "Category", "Type", "CostingMethod", "UOM", "Status")
WORDS = {
    "Type": ("Stock", "Service"),
    "Status": ("Active", "Setup required", "Deprecated"),
    "CostingMethod": (
        "FIFO",
        "Special - Batch",
        "Special - Serial Number",
        "FIFO - Serial Number",
        "FIFO - Batch",
        "FEFO - Batch",
        "FEFO - Serial Number",
    ),
    "DropShipMode": ("No Drop Ship", "Optional Drop Ship", "Always Drop Ship"),
}


@endpoint(
    "POST",
    "product",
    source="D:5460, ref §2.2",
    standing="simplified",
    note="suppliers, reorder levels and bills of material are kept as sent",
)
def create_product(visit: Visit) -> object:
    """Create a product; an SKU that exists is refused, there is no upsert.

    Source: ref §2.2 (D: needed fields; AH).
    """
    account, fields = visit.account, visit.fields()
    for name in NEEDED:
        fields.needed(name, LENGTHS.get(name))
    kept = _kept(account, fields)
    _refuse_double(account, kept["SKU"], None)
    product = account.catalogue.add(kept, account.now())
    product_updated(account, product, "Creation")
    return _answer(account, product)


@endpoint(
    "PUT",
    "product",
    source="D:5740, ref §2.2, §1.8.6",
    standing="simplified",
    note="suppliers, reorder levels and bills of material are kept as sent; switch price_change_webhook",
)
def change_product(visit: Visit) -> object:
    """Change a product; Type is read-only, Status deprecates it.

    Source: ref §2.2 (D), §1.8.6 (L(AH)).
    """
    account, fields = visit.account, visit.fields()
    product_id = fields.guid("ID")
    if product_id is None:
        raise Refused("Required attribute ID is not provided.")
    product = account.catalogue.by_id(product_id)
    if product is None:
        raise Refused(Problem(f"Product with specified ID '{product_id}' not found", 404))
    kept = _kept(account, fields)
    kept.pop("Type", None)
    _refuse_double(account, str(kept.get("SKU") or product["SKU"]), product)
    change(account, product, kept)
    return _answer(account, product)


def change(account: Account, product: Row, kept: Row) -> None:
    """Apply changes and tell of them.

    Source: ref §13.10 (G, see the switch price_change_webhook).
    """
    differing = {name for name, value in kept.items() if product.get(name, PRODUCTS.template[name]) != value}
    account.catalogue.change(product, kept, account.now())
    if differing <= set(TIERS) and account.switches["price_change_webhook"] == "not_sent":
        return
    product_updated(account, product, "Update")


def _answer(account: Account, product: Row) -> Row:
    return envelope("Products", [whole_product(account, product)])


def _kept(account: Account, fields: Fields) -> Row:
    for name, longest in LENGTHS.items():
        if PRODUCTS.name_of(name):
            fields.text(name, longest)
    sent = {name: value for name, value in fields.sent.items() if value is not None}
    kept = PRODUCTS.keep(sent, lambda field: Refused(f"{field} is invalid"))
    for name in PRODUCT_READ_ONLY:
        kept.pop(name, None)
    kept.update(_tier_prices(account, fields.raw("PriceTiers")))
    for name, words in WORDS.items():
        if name in kept:
            kept[name] = spelled(words, str(kept[name]), name)
    _check_names(account, kept)
    return with_country_code(kept)


def _tier_prices(account: Account, sent: object) -> Row:
    """Source: ref §3.1 (D:5221): prices by the tiers' names."""
    if not isinstance(sent, dict):
        return {}
    by_name = {name.casefold(): field for field, name in account.tier_names().items()}
    found: Row = {}
    for name, price in sent.items():
        number = decimal_of(price)
        if str(name).casefold() not in by_name or number is None:
            raise Refused(f"Price Tier '{name}' was not found in Price Tiers reference book")
        found[by_name[str(name).casefold()]] = number
    return found


def _check_names(account: Account, kept: Row) -> None:
    """Source: ref §1.5 (L texts)."""
    books, problems = account.books, []
    if kept.get("Category") and books.categories.by_name(kept["Category"]) is None:
        problems.append(Problem("Category not found.", 404))
    if kept.get("Brand") and books.brands.by_name(kept["Brand"]) is None:
        problems.append(Problem(f"Brand '{kept['Brand']}' was not found in reference book", 404))
    if kept.get("UOM") and books.units.by_name(kept["UOM"]) is None:
        problems.append(Problem(f"Unit of measure with name '{kept['UOM']}' was not found reference book.", 404))
    if kept.get("DefaultLocation") and books.locations.by_name(kept["DefaultLocation"]) is None:
        text = f"Location '{kept['DefaultLocation']}' was not found in Locations reference book"
        problems.append(Problem(text, 404))
    if problems:
        raise Refused(*problems)


def _refuse_double(account: Account, sku: str, product: Row | None) -> None:
    """Source: ref §1.5 (L, wording approximate)."""
    other = account.catalogue.by_sku(sku)
    if other is not None and other is not product:
        raise Refused(f'SKU "{sku}" already exists! SKU must be unique.')


@endpoint(
    "POST",
    "product/attachments",
    source="D:6040, ref §2.4",
    standing="simplified",
    note="nothing is downloaded or stored; the link points to Cin7's address",
)
def add_attachment(visit: Visit) -> object:
    """Add an image and answer all of the product's.

    Source: ref §2.4 (D): `Content` or `FileDownloadUrl`.
    """
    account, fields = visit.account, visit.fields()
    product = account.catalogue.by_id(fields.guid("ProductID"))
    if product is None:
        raise Refused(Problem("Product with specified ID not found", 404))
    kept: Row = {"ID": new_guid(), "FileName": fields.needed("FileName"), "IsDefault": bool(fields.flag("IsDefault"))}
    if not fields.text("Content") and not fields.text("FileDownloadUrl"):
        raise Refused("Required attribute Content is not provided.")
    rows = account.attachments.setdefault(product["ID"], [])
    if kept["IsDefault"]:
        for row in rows:
            row["IsDefault"] = False
    rows.append(kept)
    return attachment_rows(account, product["ID"], with_default=True)


@endpoint("DELETE", "product/attachments", parameters="ID", source="D:6085, ref §2.4")
def delete_attachment(visit: Visit) -> object:
    """Remove an image and answer those that are left.

    Source: ref §2.4 (D).
    """
    account, attachment_id = visit.account, visit.parameters.needed_guid("ID")
    for product_id, rows in account.attachments.items():
        for row in rows:
            if guid_of(row["ID"]) == attachment_id:
                rows.remove(row)
                return attachment_rows(account, product_id, with_default=True)
    raise Refused(Problem(f"Attachment with specified ID '{attachment_id}' not found", 404))
