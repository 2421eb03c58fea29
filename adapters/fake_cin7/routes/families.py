"""Product families: products that differ in up to three options.

Source: ref §2.3 (D:6372).
"""

from adapters.fake_cin7.refusals import Problem, Refused
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.product_view import attachment_rows
from adapters.fake_cin7.routes.rendering import envelope, page_of
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.layout import Layout
from adapters.fake_cin7.state.seed_reading import with_country_code
from adapters.fake_cin7.state.templates import TIERS
from adapters.fake_cin7.values import guid_of, new_guid
from adapters.fake_cin7.wire import Row

FAMILY = Layout(
    {
        "Products": [],
        "ID": None,
        "SKU": "",
        "Name": "",
        "Category": "",
        "DefaultLocation": None,
        "Brand": None,
        "CostingMethod": "FIFO",
        "UOM": "Item",
        "MinimumBeforeReorder": 0,
        "ReorderQuantity": 0,
        **dict.fromkeys(TIERS, 0),
        "ShortDescription": "",
        "Description": "",
        "AttributeSet": None,
        "DiscountRule": None,
        "Tags": "",
        **dict.fromkeys(("COGSAccount", "RevenueAccount", "InventoryAccount", "PurchaseTaxRule", "SaleTaxRule")),
        "DropShipMode": "No Drop Ship",
        "Option1Name": "",
        "Option2Name": "",
        "Option3Name": "",
        "Option1Values": "",
        "Option2Values": "",
        "Option3Values": "",
        "LastModifiedOn": None,
        "Attachments": [],
        "HSCode": None,
        "CountryOfOrigin": None,
        "CountryOfOriginCode": None,
    }
)
NEEDED = ("SKU", "Name", "Category", "CostingMethod", "DefaultLocation", "UOM", "Option1Name")
COMPUTED = ("ID", "LastModifiedOn", "Attachments", "Option1Values", "Option2Values", "Option3Values", "Products")


@endpoint("GET", "productFamily", parameters="ID Page Limit Name Sku ModifiedSince", source="D:6420, ref §2.3")
def list_families(visit: Visit) -> object:
    """Answer the page of families that fit.

    Source: ref §2.3 (D): Name and Sku contain.
    """
    asked, account = visit.parameters, visit.account
    rows = list(account.families.values())
    if (family_id := asked.guid("ID")) is not None:
        rows = [row for row in rows if row["ID"] == family_id]
    for parameter, name in (("Name", "Name"), ("Sku", "SKU")):
        if (wanted := asked.text(parameter)) is not None:
            rows = [row for row in rows if wanted.casefold() in str(row.get(name, "")).casefold()]
    if (since := asked.instant("ModifiedSince")) is not None:
        rows = [row for row in rows if row["LastModifiedOn"] >= since]
    page, shown = page_of(rows, asked)
    completed = [family_row(account, row) for row in shown if isinstance(row, dict)]
    return envelope("ProductFamilies", completed, len(rows), page)


def family_row(account: Account, family: Row) -> Row:
    """Complete a family, its option values gathered from its products.

    Source: ref §2.3 (D): read-only comma lists of unique values.
    """
    row = FAMILY.complete({name: value for name, value in family.items() if FAMILY.name_of(name)})
    row["Products"] = [_member(account, entry) for entry in family.get("Products") or []]
    for number in (1, 2, 3):
        values = {str(entry[f"Option{number}"]) for entry in row["Products"] if entry[f"Option{number}"]}
        row[f"Option{number}Values"] = ",".join(sorted(values))
    row["Attachments"] = attachment_rows(account, family["ID"], with_default=False)
    return row


def _member(account: Account, entry: Row) -> Row:
    """Source: ref §2.3 (D): SKU and Name of the product itself, whatever was sent."""
    product = account.catalogue.by_id(guid_of(entry.get("ID"))) or entry
    return {
        "ID": product.get("ID"),
        "SKU": product.get("SKU"),
        "Name": product.get("Name"),
        **{f"Option{number}": entry.get(f"Option{number}") for number in (1, 2, 3)},
    }


@endpoint("POST", "productFamily", source="D:6560, ref §2.3", standing="simplified", note="no product is generated")
def create_family(visit: Visit) -> object:
    """Create a family.

    Source: ref §2.3 (D): which fields are needed.
    """
    account, fields = visit.account, visit.fields()
    for name in NEEDED:
        fields.needed(name)
    sku = fields.needed("SKU", 45)
    if any(str(row.get("SKU", "")).casefold() == sku.casefold() for row in account.families.values()):
        raise Refused(f'SKU "{sku}" already exists! SKU must be unique.')
    family: Row = {"ID": new_guid(), **_kept(fields), "LastModifiedOn": account.now()}
    for number in (2, 3):
        family[f"Option{number}Name"] = family.get(f"Option{number}Name") or f"Option {number}"
    family["Products"] = _members(account, fields, [])
    account.families[family["ID"]] = family
    return envelope("ProductFamilies", [family_row(account, family)])


@endpoint("PUT", "productFamily", source="D:6660, ref §2.3")
def change_family(visit: Visit) -> object:
    """Change a family; products are added or updated, never removed.

    Source: ref §2.3 (D:6655, IP).
    """
    account, fields = visit.account, visit.fields()
    family = account.families.get(fields.guid("ID") or "")
    if family is None:
        raise Refused(Problem("Product Family with specified ID not found", 404))
    family.update(_kept(fields))
    for number in (2, 3):
        family[f"Option{number}Name"] = family.get(f"Option{number}Name") or f"Option {number}"
    family["Products"] = _members(account, fields, family.get("Products") or [])
    family["LastModifiedOn"] = account.now()
    return envelope("ProductFamilies", [family_row(account, family)])


def _kept(fields: Fields) -> Row:
    sent = {name: value for name, value in fields.sent.items() if value is not None}
    kept = FAMILY.keep(sent, lambda field: Refused(f"{field} is invalid"))
    return with_country_code({name: value for name, value in kept.items() if name not in COMPUTED})


def _members(account: Account, fields: Fields, known: list[Row]) -> list[Row]:
    by_id = {guid_of(entry.get("ID")): entry for entry in known}
    for sent in fields.rows("Products") or []:
        product = account.catalogue.by_id(sent.guid("ID"))
        if product is None:
            raise Refused(Problem(f"Product with specified ID '{sent.raw('ID')}' not found", 404))
        options = {f"Option{number}": sent.text(f"Option{number}") for number in (1, 2, 3)}
        by_id[product["ID"]] = {"ID": product["ID"], **options}
    return list(by_id.values())


@endpoint("GET", "productFamily/attachments", parameters="FamilyID", source="D:6800, ref §2.4", standing="simplified")
def list_family_attachments(visit: Visit) -> object:
    """Answer a family's images as a bare array.

    Source: ref §2.4 (D).
    """
    return attachment_rows(visit.account, visit.parameters.guid("FamilyID") or "", with_default=True)
