"""The account in which the documented examples are replayed: everything they name exists in it, under our names.

Source: ref §2, §4, §10 for the fields; the values are made up.
"""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

LOCATION, BIN = "North Hall", "North Hall: A1"
TAX_RULE, TERM, CARRIER, CONTACT = "Levy 10%", "Net 14", "Swift Parcels", "Mira Sol"
CATEGORY, BRAND, UNIT, RULE = "Tableware", "Fernwood", "Piece", "Spring"
CUSTOMER, PARENT, CHILD = "Corner Shop", "Corner Group", "Corner Kiosk"
GOOD, OTHER_GOOD, SERVICE = "JUG-1", "JUG-2", "FREIGHT"
DAY = "2026-05-08T00:00:00"
ADDRESS = {"Line1": "4 Dock Rd", "Line2": "Shed 2", "City": "Hobart", "State": "TAS", "Postcode": "7000"}


def guid(name: str) -> str:
    """Return an id that is the same in every run."""
    return str(uuid5(NAMESPACE_URL, f"documented/{name}"))


def seed() -> dict[str, Any]:
    """Return the seed document. Shape: as the public sample's, with the optional books and fields filled."""
    return {
        "me": {
            "Company": "Jugs & Co", "Currency": "AUD", "TimeZone": "Australia/Hobart",
            "DefaultSaleTaxRuleName": TAX_RULE,
            "RoundingTable": [
                {"RangeTo": 10, "RoundToNearest": 0.05, "AdjustmentRule": "N", "AdjustmentValue": 0},
            ],
        },
        "price_tiers": [{"Code": n, "Name": f"Tier {n}"} for n in range(1, 11)],
        "tax_rules": [_tax_rule()],
        "locations": [
            _place(LOCATION, ID=guid("hall"), IsDefault=True, Bins=[_bin()]),
            _place(BIN, ID=guid("bin"), ParentID=guid("hall"), ParentName=LOCATION),
        ],
        "payment_terms": [{"ID": guid("term"), "Name": TERM, "Duration": 14, "Method": "number of days",
                           "IsActive": True, "IsDefault": True}],
        "carriers": [{"CarrierID": guid("carrier"), "Description": CARRIER}],
        "contacts": [{"ContactID": guid("contact"), "Name": CONTACT, "Type": "Sale", "Phone": "03 1",
                      "Email": "mira@jugs.example", "DefaultForType": True}],
        "categories": [{"ID": guid("category"), "Name": CATEGORY}],
        "brands": [{"ID": guid("brand"), "Name": BRAND}],
        "units": [{"ID": guid("unit"), "Name": UNIT}],
        "discounts": [{"ID": guid("rule"), "Name": RULE, "IsActive": True, "Type": "Simple",
                       "DiscountLines": [_discount_line()]}],
        "deals": [_deal()],
        "products": [_good(GOOD, full=True), _good(OTHER_GOOD), _good(SERVICE, Type="Service")],
        "product_families": [_family()],
        "attachments": [_image("image", "jug.png"), _image("other image", "jug from behind.png")],
        "stock": [
            {"SKU": sku, "Location": LOCATION, "OnHand": 50, "OnOrder": 5, "NextDeliveryDate": DAY}
            for sku in (GOOD, OTHER_GOOD)
        ],
        "customers": [
            _customer(PARENT),
            _customer(CUSTOMER, ID=guid("customer"), CustomerParentID=guid(PARENT), CustomerParentName=PARENT,
                      ProductPrices=[{"ProductID": guid(GOOD), "ProductSKU": GOOD, "ProductName": "Jug", "Price": 7}]),
            _customer(CHILD, CustomerParentID=guid("customer"), CustomerParentName=CUSTOMER),
        ],
    }  # fmt: skip


def _image(name: str, file: str) -> dict[str, Any]:
    row = {"ID": guid(name), "SKU": GOOD, "FileName": file, "ContentType": "image/png", "IsDefault": name == "image"}
    return row | {"DownloadUrl": f"https://images.example/{guid(name)}"}


def _good(sku: str, *, full: bool = False, **fields: Any) -> dict[str, Any]:
    row = {
        "ID": guid(sku), "SKU": sku, "Name": f"{sku} of clay", "Category": CATEGORY, "Type": "Stock", "UOM": UNIT,
        "CostingMethod": "FIFO", "Status": "Active", "Barcode": "9312", "DefaultLocation": LOCATION,
        "AverageCost": 4, "PriceTier1": 10, "WeightUnits": "kg", "HSCode": "691200",
        "CountryOfOrigin": "Australia", "CountryOfOriginCode": "AU",
    }  # fmt: skip
    if full:
        row |= {
            "ReorderLevels": [
                {"LocationID": guid("hall"), "LocationName": LOCATION, "MinimumBeforeReorder": 1,
                 "ReorderQuantity": 2, "StockLocator": "A1", "PickZones": "A"}
            ],
            "BillOfMaterialsProducts": [
                {"ComponentProductID": guid(OTHER_GOOD), "ProductCode": OTHER_GOOD, "Name": "Jug", "Quantity": 1,
                 "WastagePercent": 0, "WastageQuantity": 0, "CostPercentage": 100}
            ],
            "BillOfMaterialsServices": [
                {"ComponentProductID": guid(SERVICE), "Name": "Freight", "Quantity": 1, "ExpenseAccount": "310",
                 "PriceTier": 1}
            ],
            "Suppliers": [
                {"SupplierID": guid("potter"), "SupplierName": "Potter", "SupplierInventoryCode": "P1",
                 "SupplierProductName": "Pot", "Cost": 4, "FixedCost": 0, "Currency": "AUD", "DropShip": False,
                 "URL": ""}
            ],
            "Movements": [
                {"TaskID": guid("count"), "Type": "Adjustment", "Date": DAY, "Number": "ST-1", "Quantity": 50,
                 "Amount": 200, "Location": LOCATION, "BatchSN": "B1", "ExpiryDate": DAY, "FromTo": ""}
            ],
        }  # fmt: skip
    return row | fields


def _customer(name: str, **fields: Any) -> dict[str, Any]:
    where = ADDRESS | {"Country": "Australia", "DefaultForType": True}
    person = {"ID": guid(f"person of {name}"), "Name": f"Kai of {name}", "Phone": "03 2", "Default": True}
    person |= {"Email": f"kai@{name.replace(' ', '')}.example", "Fax": "03 3", "IncludeInEmail": True}
    row = {
        "ID": guid(name), "Name": name, "DisplayName": name, "Status": "Active", "Currency": "AUD",
        "PaymentTerm": TERM, "TaxRule": TAX_RULE, "Carrier": CARRIER, "PriceTier": "Tier 1", "Location": LOCATION,
        "AccountReceivable": "610", "RevenueAccount": "200", "Contacts": [person],
        "Addresses": [where | {"ID": guid(f"{kind} of {name}"), "Type": kind} for kind in ("Billing", "Shipping")],
    }  # fmt: skip
    return row | fields


def _place(name: str, **fields: Any) -> dict[str, Any]:
    return {"Name": name, "IsDefault": False, "IsDeprecated": False} | fields


def _bin() -> dict[str, Any]:
    return {"ID": guid("bin"), "Name": "A1", "IsDeprecated": False, "IsStaging": False}


def _tax_rule() -> dict[str, Any]:
    part = {"ID": guid("part"), "Name": "Levy", "Percent": "10.0000000000", "AccountCode": "820"}
    part |= {"Compound": "0", "ComponentOrder": "1"}
    row = {"ID": guid("levy"), "Name": TAX_RULE, "Account": "820", "IsActive": True, "TaxInclusive": False}
    return row | {"TaxPercent": 10, "IsTaxForSale": True, "IsTaxForPurchase": False, "Components": [part]}


def _discount_line() -> dict[str, Any]:
    return {"ID": guid("step"), "MinValue": 0, "MaxValue": 0, "DiscountType": "DiscountPercent", "Amount": 5}


def _deal() -> dict[str, Any]:
    product = {"ID": guid("dealt"), "ProductID": guid(GOOD), "ProductName": "Jug", "ProductSKU": GOOD}
    part = {
        "ID": guid("part of deal"), "DiscountName": RULE, "DiscountType": "Simple", "DiscountID": guid("rule"),
        "Sequence": 1, "IsOrderLevel": False, "BuyType": "", "BuyValue": None, "BuyValueType": "", "BuyMore": False,
        "GetType": "", "GetValue": None, "GetValueType": "", "DealDiscountBrands": [], "DealDiscountCategories": [],
        "DealDiscountTags": [{"ID": guid("tag"), "TagName": "clay"}],
        "DealDiscountProducts": [product | {"IsFamily": False}],
    }  # fmt: skip
    row = {"ID": guid("deal"), "Name": "Two jugs", "DateFrom": DAY, "DateTo": DAY, "IsActive": True}
    return row | {"CustomersGroup": "All", "CouponCodes": "JUG", "DealDiscounts": [part]}


def _family() -> dict[str, Any]:
    option = {"ID": guid(GOOD), "SKU": GOOD, "Name": "Jug", "Option1": "S", "Option2": "blue", "Option3": "matt"}
    image = {"ID": guid("image of family"), "ContentType": "image/png", "FileName": "jugs.png"}
    return {
        "ID": guid("family"), "SKU": "JUG", "Name": "Jugs", "Category": CATEGORY, "CostingMethod": "FIFO",
        "DefaultLocation": LOCATION, "UOM": UNIT, "Option1Name": "Size", "Option2Name": "Colour",
        "Option3Name": "Finish", "Products": [option], "Tags": "clay", "HSCode": "691200",
        "CountryOfOrigin": "Australia", "CountryOfOriginCode": "AU",
        "Attachments": [image | {"DownloadUrl": "https://images.example/jugs.png"}],
    }  # fmt: skip
