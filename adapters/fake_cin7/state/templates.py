"""Every key of a product and a customer, in the documented order, with the value it has when nobody set one.

Source: cin7_v2.apib 1057, 5269 (D); rows are kept without these values and completed when they are shown.
"""

from adapters.fake_cin7.state.layout import Layout
from adapters.fake_cin7.wire import Row

TIERS = tuple(f"PriceTier{number}" for number in range(1, 11))
ATTRIBUTES = tuple(f"AdditionalAttribute{number}" for number in range(1, 11))

PRODUCT: Row = {
    "ID": None,
    "SKU": "",
    "Name": "",
    "Category": "",
    "Brand": None,
    "Type": "Stock",
    "CostingMethod": "FIFO",
    "DropShipMode": "No Drop Ship",
    "DefaultLocation": None,
    **dict.fromkeys(("Length", "Width", "Height", "Weight"), 0),
    "UOM": "Item",
    "WeightUnits": None,
    "DimensionsUnits": None,
    "Barcode": "",
    "MinimumBeforeReorder": 0,
    "ReorderQuantity": 0,
    **dict.fromkeys(TIERS, 0),
    "PriceTiers": None,
    "AverageCost": 0,
    "ShortDescription": "",
    "Description": "",
    "InternalNote": "",
    **dict.fromkeys(ATTRIBUTES, ""),
    "AttributeSet": None,
    "DiscountRule": None,
    "Tags": "",
    "Status": "Active",
    "StockLocator": "",
    "COGSAccount": None,
    "RevenueAccount": None,
    "ExpenseAccount": None,
    "InventoryAccount": None,
    "PurchaseTaxRule": None,
    "SaleTaxRule": None,
    "LastModifiedOn": None,
    "Sellable": True,
    "PickZones": "",
    "BillOfMaterial": False,
    "AutoAssembly": False,
    "AutoDisassembly": False,
    "QuantityToProduce": 1,
    "AssemblyInstructionURL": "",
    "AssemblyCostEstimationMethod": "Average Cost",
    "Suppliers": [],
    "ReorderLevels": [],
    "BillOfMaterialsProducts": [],
    "BillOfMaterialsServices": [],
    "Movements": [],
    "Attachments": [],
    "BOMType": "None",
    "CustomPrices": [],
    "CartonHeight": 0,
    "CartonWidth": 0,
    "CartonLength": 0,
    "CartonQuantity": 0,
    "CartonInnerQuantity": 0,
    "HSCode": None,
    "CountryOfOrigin": None,
    "CountryOfOriginCode": None,
}
PRODUCT_READ_ONLY = frozenset(
    {"ID", "LastModifiedOn", "AverageCost", "BOMType", "Movements", "Attachments", "CustomPrices", "PriceTiers"}
)

CUSTOMER: Row = {
    "ID": None,
    "Name": "",
    "DisplayName": None,
    "Currency": "",
    "PaymentTerm": "",
    "Discount": 0,
    "TaxRule": "",
    "Carrier": None,
    "SalesRepresentative": None,
    "Location": None,
    "Comments": None,
    "AccountReceivable": "610",
    "RevenueAccount": "200",
    "PriceTier": None,
    "TaxNumber": None,
    **dict.fromkeys(ATTRIBUTES),
    "AttributeSet": None,
    "Tags": None,
    "Status": "Active",
    "CreditLimit": 0,
    "IsOnCreditHold": False,
    "IsLegalEntity": False,
    "CustomerParentID": None,
    "CustomerParentName": None,
    "IsBillParent": False,
    "LastModifiedOn": None,
    "Addresses": [],
    "Contacts": [],
    "ProductPrices": [],
    "ChildCustomers": [],
}
CUSTOMER_READ_ONLY = frozenset({"ID", "LastModifiedOn", "ChildCustomers", "ProductPrices"})

ADDRESS: Row = {
    "ID": None,
    "Line1": "",
    "Line2": "",
    "City": "",
    "State": "",
    "Postcode": "",
    "Country": "",
    "Type": "Billing",
    "DefaultForType": False,
}
CONTACT: Row = {
    "ID": None,
    "Name": "",
    **dict.fromkeys(("JobTitle", "Phone", "MobilePhone", "Fax", "Email", "Website")),
    "Default": False,
    "Comment": None,
    "IncludeInEmail": False,
    "MarketingConsent": 1,
}

LENGTHS = {
    "SKU": 50,
    "Name": 256,
    "Category": 256,
    "Brand": 50,
    "Barcode": 256,
    "ShortDescription": 500,
    "InternalNote": 4000,
    "DisplayName": 256,
    "Comments": 2000,
    **dict.fromkeys(ATTRIBUTES, 256),
}
"""Longest texts accepted on products and customers. Source: ref §2.2, §4.2 (D)."""

PRODUCTS = Layout(PRODUCT)
CUSTOMERS = Layout(CUSTOMER)
ADDRESSES = Layout(ADDRESS)
CONTACTS = Layout(CONTACT)
