"""A small wholesaler as Cin7 knows it: enough for every rule about orders, and nothing more."""

from tests.house import Document

CAFE = "c0000000-0000-4000-8000-000000000001"
QUAY = "d0000000-0000-4000-8000-000000000001"


def a_product(number: int, name: str, **changes: object) -> Document:
    """Answer a product as Cin7 would be told it."""
    return {
        "ID": f"a0000000-0000-4000-8000-{number:012d}",
        "SKU": f"NW-{number:03d}",
        "Name": name,
        "Category": "Beverages",
        "Type": "Stock",
        "UOM": "Item",
        "Status": "Active",
        "SaleTaxRule": None,
        "Sellable": True,
        "PriceTier1": 18.0,
        "PriceTier2": 16.2,
        **changes,
    }


def a_customer(number: int, name: str, **changes: object) -> Document:
    """Answer a customer as Cin7 would be told it."""
    address = {"City": "Fremantle", "State": "WA", "Postcode": "6160", "Country": "Australia"}
    return {
        "ID": f"c0000000-0000-4000-8000-{number:012d}",
        "Name": name,
        "Status": "Active",
        "Currency": "AUD",
        "PaymentTerm": "30 days",
        "TaxRule": "GST on Income",
        "PriceTier": "Wholesale",
        "Discount": 0,
        "AccountReceivable": "610",
        "RevenueAccount": "200",
        "Location": "Main Warehouse",
        "SalesRepresentative": "Nancy Davolio",
        "Contacts": [{"Name": "Ana Reyes", "Email": "ana@example.com", "Phone": "08 5550 1234", "Default": True}],
        "Addresses": [
            {
                **address,
                "ID": f"d0000000-0000-4000-8000-{number * 10 + 1:012d}",
                "Line1": "1 Quay Street",
                "Type": "Shipping",
                "DefaultForType": True,
            },
            {
                **address,
                "ID": f"d0000000-0000-4000-8000-{number * 10 + 2:012d}",
                "Line1": "7 Market Lane",
                "Type": "Shipping",
                "DefaultForType": False,
            },
            {
                **address,
                "ID": f"d0000000-0000-4000-8000-{number * 10 + 3:012d}",
                "Line1": "PO Box 9",
                "Type": "Billing",
                "DefaultForType": True,
            },
        ],
        **changes,
    }


SMALL_ACCOUNT: Document = {
    "me": {
        "Company": "Northwind Foods",
        "Currency": "AUD",
        "TimeZone": "Australia/Perth",
        "TaxCalculationMethod": "Row Total",
        "LockDate": None,
        "DefaultSaleTaxRuleName": "GST on Income",
        "MaximumDecimalPlacesInQuantity": "N2",
    },
    "price_tiers": [{"Code": 1, "Name": "Retail"}, {"Code": 2, "Name": "Wholesale"}]
    + [{"Code": code, "Name": f"Tier {code}"} for code in range(3, 11)],
    "tax_rules": [
        {"Name": "GST on Income", "TaxPercent": 10, "IsTaxForSale": True, "IsActive": True, "TaxInclusive": False},
        {"Name": "GST Free", "TaxPercent": 0, "IsTaxForSale": True, "IsActive": True, "TaxInclusive": False},
        {"Name": "Old GST", "TaxPercent": 9, "IsTaxForSale": True, "IsActive": False, "TaxInclusive": False},
    ],
    "locations": [
        {"Name": "Main Warehouse", "IsDefault": True, "IsDeprecated": False},
        {"Name": "Second Warehouse", "IsDefault": False, "IsDeprecated": False},
    ],
    "payment_terms": [
        {"Name": "30 days", "Duration": 30, "Method": "number of days", "IsActive": True, "IsDefault": True}
    ],
    "carriers": [{"Description": "AusPost"}],
    "sales_representatives": ["Nancy Davolio", "API Sales"],
    "products": [
        a_product(1, "Chai"),
        a_product(2, "Chang"),
        a_product(3, "Aniseed Syrup", SaleTaxRule="GST Free"),
        a_product(4, "Retired Relish", Status="Deprecated"),
        a_product(5, "Sample Box", Sellable=False),
        a_product(90, "Freight", Type="Service"),
    ],
    "stock": [{"SKU": f"NW-{number:03d}", "Location": "Main Warehouse", "OnHand": 100} for number in (1, 2, 3, 4, 5)],
    "customers": [
        a_customer(1, "Harbour Café"),
        a_customer(2, "Sparrow Bakery", SalesRepresentative=None),
        a_customer(3, "Quai Ouest", Currency="EUR"),
        a_customer(4, "Closed Corner", Status="Deprecated"),
        a_customer(5, "Slow Payer", IsOnCreditHold=True),
    ],
}
