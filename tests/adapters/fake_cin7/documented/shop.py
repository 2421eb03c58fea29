"""A small account for clients with habits: a few products, two customers, stock for some, and short cuts to a sale."""

from typing import Any

from tests.adapters.fake_cin7.documented.caller import Caller

LOCATION = "Main Warehouse"
CUSTOMER = "Sparrow Cafe"
TAX_RULE = "GST on Income"

ADDRESS = {"Line1": "1 High St", "City": "Perth", "State": "WA", "Postcode": "6000", "Country": "Australia"}


def product(sku: str, **fields: Any) -> dict[str, Any]:
    """Return a product row of a seed. Source: ref §2.2."""
    row = {"SKU": sku, "Name": f"{sku} by name", "Category": "Homeware", "Type": "Stock", "UOM": "Item"}
    return row | {"Status": "Active", "PriceTier1": 12.5, "PriceTier2": 9} | fields


def customer(name: str, email: str, **fields: Any) -> dict[str, Any]:
    """Return a customer row of a seed. Source: ref §4.2."""
    row = {"Name": name, "Status": "Active", "Currency": "AUD", "PaymentTerm": "30 days", "TaxRule": TAX_RULE}
    row |= {"AccountReceivable": "610", "RevenueAccount": "200", "PriceTier": "Wholesale", "Location": LOCATION}
    people = [{"Name": f"Ana of {name}", "Email": email, "Phone": "08 1", "Default": True}]
    places = [
        ADDRESS | {"Type": "Billing", "DefaultForType": True},
        ADDRESS | {"Type": "Shipping", "DefaultForType": True},
    ]
    return row | {"Contacts": people, "Addresses": places} | fields


def seed() -> dict[str, Any]:
    """Return the seed document of the account. Shape: as the public sample's, ../shared/data/northwind."""
    tiers = ["Retail", "Wholesale", *(f"Tier {n}" for n in range(3, 11))]
    stocked = {"MUG-BLUE": 20, "MUG-RED": 10, "PLATE": 3}
    return {
        "me": {
            "Company": "Acme Pty", "Currency": "AUD", "TimeZone": "Australia/Sydney",
            "TaxCalculationMethod": "Row Total", "DefaultSaleTaxRuleName": TAX_RULE,
        },
        "price_tiers": [{"Code": n, "Name": name} for n, name in enumerate(tiers, start=1)],
        "tax_rules": [
            {"Name": TAX_RULE, "TaxPercent": 10, "IsTaxForSale": True, "IsActive": True, "TaxInclusive": False}
        ],
        "locations": [
            {"Name": LOCATION, "IsDefault": True, "IsDeprecated": False},
            {"Name": "Overflow", "IsDefault": False, "IsDeprecated": False},
        ],
        "payment_terms": [
            {"Name": "30 days", "Duration": 30, "Method": "number of days", "IsActive": True, "IsDefault": True}
        ],
        "carriers": [{"Description": "AusPost"}, {"Description": "StarTrack"}],
        "sales_representatives": ["Ana Reyes", "API Sales"],
        "products": [
            *(product(sku) for sku in ("MUG-BLUE", "MUG-RED", "PLATE", "VASE")),
            product("OLD-MUG", Status="Deprecated"),
            product("DELIVERY", Type="Service"),
        ],
        "stock": [{"SKU": sku, "Location": LOCATION, "OnHand": n, "OnOrder": 0} for sku, n in stocked.items()],
        "customers": [
            customer(CUSTOMER, "ana@sparrow.example"),
            customer("Heron Bistro", "bo@heron.example"),
            customer("Heron Kiosk", "cy@heron.example"),
        ],
    }  # fmt: skip


def opened(**switches: Any) -> Caller:
    """Return a caller of this account in an emptied fake; the rate limit is off unless a switch says otherwise."""
    return Caller().open_account(seed(), **switches)


def header(**fields: Any) -> dict[str, Any]:
    """Return the body of a POST /sale. Source: ref §6.2."""
    return {"Customer": CUSTOMER, "Location": LOCATION, "SkipQuote": True, "SaleType": "Simple"} | fields


def line(sku: str = "MUG-BLUE", quantity: Any = 2, **fields: Any) -> dict[str, Any]:
    """Return an order line. Source: ref §6.6."""
    return {"SKU": sku, "Quantity": quantity, "Price": 12.5, "Tax": 2.5, "TaxRule": TAX_RULE} | fields


def authorised_sale(caller: Caller, *lines: dict[str, Any], mode: str = "NOPICK", **fields: Any) -> dict[str, Any]:
    """Create a sale, authorise its order and return the sale's document."""
    sale = caller.must("POST", "sale", header(**fields))
    body = {"SaleID": sale["ID"], "Memo": "", "Status": "AUTHORISED", "AutoPickPackShipMode": mode}
    caller.must("POST", "sale/order", body | {"Lines": list(lines) or [line()]})
    document: dict[str, Any] = caller.get("sale", ID=sale["ID"])
    return document
