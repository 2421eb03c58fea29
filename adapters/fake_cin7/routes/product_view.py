"""What a product looks like from outside.

Source: ref §2.2, §3.1 (D:5184-5459).
"""

from urllib.parse import quote

from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.templates import PRODUCTS, TIERS
from adapters.fake_cin7.wire import Row

EVERYTHING = {
    "IncludeSuppliers",
    "IncludeReorderLevels",
    "IncludeBOM",
    "IncludeAttachments",
    "IncludeCustomPrices",
}
_HELD = {
    "IncludeSuppliers": ("Suppliers",),
    "IncludeReorderLevels": ("ReorderLevels",),
    "IncludeBOM": ("BillOfMaterialsProducts", "BillOfMaterialsServices"),
}
DOWNLOADS = "https://inventory.dearsystems.com/Attachment/Download"


def product_row(product: Row, tiers: dict[str, str] | None) -> Row:
    """Complete a product; `tiers` None leaves `PriceTiers` out, as when two tiers share a name.

    Source: ref §3.1 (D:5221).
    """
    row = {**PRODUCTS.template, **product}
    if tiers is None:
        del row["PriceTiers"]
    else:
        row["PriceTiers"] = {tiers[field]: row[field] for field in TIERS}
    return row


def tiers_shown(account: Account) -> dict[str, str] | None:
    """Name the tiers, or nothing when two of them share a name.

    Source: ref §3.1 (D:5221): the dictionary is then disabled.
    """
    tiers = account.tier_names()
    return tiers if len({name.casefold() for name in tiers.values()}) == len(tiers) else None


def attachment_rows(account: Account, product_id: str, *, with_default: bool) -> list[Row]:
    """List the images of a product.

    Source: ref §2.4 (D:6015): `IsDefault` is a string, and only in product/attachments.
    """
    rows = []
    for kept in account.attachments.get(product_id, []):
        row: Row = {"ID": kept["ID"], "ContentType": content_type(kept)}
        if with_default:
            row["IsDefault"] = "true" if kept.get("IsDefault") in (True, "true") else "false"
        row["FileName"] = kept["FileName"]
        row["DownloadUrl"] = kept.get("DownloadUrl") or download_url(kept)
        rows.append(row)
    return rows


def content_type(kept: Row) -> str:
    """Guess the type from the name when nobody said.

    Source: ref §2.4 (D examples).
    """
    if kept.get("ContentType"):
        return str(kept["ContentType"])
    ending = str(kept["FileName"]).rsplit(".", 1)[-1].casefold()
    known = {
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "png": "image/png",
        "gif": "image/gif",
        "pdf": "application/pdf",
    }
    return known.get(ending, "application/octet-stream")


def download_url(kept: Row) -> str:
    """Make the public link.

    Source: ref §2.4 (D): `isPublic=True`.
    """
    name = quote(str(kept["FileName"]))
    return f"{DOWNLOADS}?ID={kept['ID']}&ContentType={content_type(kept)}&FileName={name}&isPublic=True"


def custom_price_rows(account: Account, product: Row) -> list[Row]:
    """List the prices single customers have for a product.

    Source: ref §3.2 (D:18750).
    """
    rows = []
    for customer_id, prices in account.custom_prices.items():
        customer = account.customers.by_id(customer_id)
        if customer is not None and product["ID"] in prices:
            rows.append(
                {
                    "ProductID": product["ID"],
                    "ProductName": product["Name"],
                    "ProductSKU": product["SKU"],
                    "CustomerID": customer_id,
                    "CustomerName": customer["Name"],
                    "Price": prices[product["ID"]]["Price"],
                }
            )
    return rows


def shown_collections(account: Account, product: Row, wanted: set[str]) -> Row:
    """Give the collections of a product that were asked for, and empty those that were not.

    Source: ref §2.1 (D): without their parameter they are empty lists.
    """
    found: Row = {}
    for parameter, fields in _HELD.items():
        if parameter not in wanted:
            found.update({name: [] for name in fields if product.get(name)})
    if "IncludeAttachments" in wanted:
        found["Attachments"] = attachment_rows(account, product["ID"], with_default=False)
    if "IncludeCustomPrices" in wanted:
        found["CustomPrices"] = custom_price_rows(account, product)
    return found


def whole_product(account: Account, product: Row) -> Row:
    """Show a product with all its collections."""
    return {**product_row(product, tiers_shown(account)), **shown_collections(account, product, EVERYTHING)}
