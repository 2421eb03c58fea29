"""How the documented examples about products, customers, prices, books and webhooks are replayed here."""

from typing import Any

from tests.adapters.fake_cin7.documented import account
from tests.adapters.fake_cin7.documented.comparison import Call, Preparation
from tests.adapters.fake_cin7.documented.scene import Scene

HOOK = {"Type": "Sale/OrderAuthorised", "IsActive": True, "ExternalURL": "https://example.com/h"}
HOOK_VALUES = {"ExternalURL": "https://example.com/h", "ExternalAuthorizationType": "basicauth"}
HOOK_VALUES |= {"$.Type": "Sale/OrderAuthorised", "ExternalUserName": "u", "ExternalPassword": "p"}


def asked(**query: Any) -> Preparation:
    """Ask with these parameters of the account as it is seeded."""
    return lambda _: Call(query=query)


def sent(**values: Any) -> Preparation:
    """Send the body with these names of ours, given as paths with `__` for a dot."""
    return lambda _: Call(values=_paths(values))


def _paths(values: dict[str, Any]) -> dict[str, Any]:
    return {key.replace("__", "."): value for key, value in values.items()}


def made(path: str, body: dict[str, Any], id_field: str, *, list_key: str = "") -> Any:
    """Make a row that no one uses, through the API, and return its id."""

    def make(scene: Scene) -> str:
        answer = scene.caller.must("POST", path, body)
        row = answer[list_key][0] if list_key else answer
        return str(row[id_field])

    return make


def deleted(path: str, body: dict[str, Any], id_field: str, list_key: str = "", parameter: str = "ID") -> Preparation:
    """Delete a row made for it."""
    make = made(path, body, id_field, list_key=list_key)
    return lambda scene: Call(query={parameter: make(scene)})


def _hook(scene: Scene) -> str:
    body = HOOK | {"ExternalAuthorizationType": "basicauth", "ExternalUserName": "u", "ExternalPassword": "p"}
    body |= {"ExternalHeaders": [{"Key": "k", "Value": "v"}]}
    return str(scene.caller.must("POST", "webhooks", body)["Webhooks"][0]["ID"])


def _hooked(scene: Scene) -> Call:
    _hook(scene)
    return Call()


def _hook_changed(scene: Scene) -> Call:
    return Call(values=HOOK_VALUES | {"$.ID": _hook(scene)})


def _hook_deleted(scene: Scene) -> Call:
    return Call(query={"ID": _hook(scene)})


def _priced(scene: Scene) -> Call:
    own = {"CustomerID": account.guid("customer"), "ProductSKU": account.GOOD, "Price": 7}
    scene.caller.must("POST", "custom-prices", {"CustomPrices": [own]})
    return Call(query={"ProductID": account.guid(account.GOOD), "CustomerID": account.guid("customer")})


def _allocated(scene: Scene) -> Call:
    scene.ordered()
    return Call()


PRODUCT = {
    "$__SKU": "NEW-1", "$__Name": "Something new", "$__Type": "Stock", "$__CostingMethod": "FIFO",
    "$__Status": "Active", "$__DropShipMode": "No Drop Ship", "WeightUnits": "kg", "Suppliers[]__Currency": "AUD",
    "ComponentProductID": account.guid(account.OTHER_GOOD), "ProductCode": account.OTHER_GOOD,
    "BillOfMaterialsServices[]__PriceTier": 1, "BillOfMaterialsServices[]__ExpenseAccount": "310",
    "BillOfMaterialsServices[]__ComponentProductID": account.guid(account.SERVICE),
    "AssemblyCostEstimationMethod": "Average Cost", "AssemblyInstructionURL": "", "HSCode": "691200",
    "CountryOfOrigin": "Australia", "SupplierID": account.guid("potter"), "SupplierName": "Potter",
}  # fmt: skip
FAMILY = {
    "$__SKU": "NEW", "$__Name": "New ones", "$__CostingMethod": "FIFO", "DropShipMode": "No Drop Ship",
    "Option1Name": "Size", "Option2Name": "Colour", "Option3Name": "Finish", "HSCode": "691200",
    "Products[]__ID": account.guid(account.GOOD), "CountryOfOrigin": "Australia",
}  # fmt: skip
CUSTOMER = {
    "$__Name": "Newcomers", "$__DisplayName": "Newcomers", "$__Status": "Active", "SalesRepresentative": None,
    "CustomerParentID": account.guid(account.PARENT), "CustomerParentName": account.PARENT, "$__Discount": 0,
    "Addresses[]__Type": "Billing", "Addresses[]__Line1": "1 New St", "Addresses[]__Country": "Australia",
    "Contacts[]__Name": "Jo", "MarketingConsent": 1,
}  # fmt: skip
DEAL = {
    "$__Name": "A deal", "CustomersGroup": "All", "DiscountID": account.guid("rule"), "DiscountName": account.RULE,
    "DiscountType": "Simple", "BrandID": account.guid("brand"), "BrandName": account.BRAND, "BuyType": "",
    "CategoryID": account.guid("category"), "CategoryName": account.CATEGORY, "GetType": "", "TagName": "clay",
}  # fmt: skip
DISCOUNT_LINE = {"MinValue": 0, "MaxValue": 10, "DiscountType": "DiscountPercent", "Amount": 5}
TAX = {
    "$__Name": "New levy", "$__Account": "820", "$__TaxPercent": 10, "Percent": "10.0", "AccountCode": "820",
    "Compound": "0", "ComponentOrder": "1",
}  # fmt: skip
TERM = {"Name": "Net 7", "Duration": 7, "Method": "number of days", "IsActive": True, "IsDefault": False}
PERSON = {"Name": "Noa", "Type": "Sale", "Phone": "1", "Email": "noa@jugs.example", "DefaultForType": False}
LEDGER = {"Code": "299", "Name": "Extra", "Type": "REVENUE", "Class": "REVENUE", "Status": "ACTIVE"}
PLACE = {"Name": "South Hall", "AddressLine1": "1 S St"}

CASES: dict[str, Preparation] = {
    "GET /me": asked(),
    "GET /product": asked(
        Sku=account.GOOD, IncludeBOM="true", IncludeSuppliers="true", IncludeMovements="true",
        IncludeAttachments="true", IncludeReorderLevels="true", IncludeCustomPrices="true",
    ),
    "POST /product": sent(**PRODUCT),
    "PUT /product": sent(**PRODUCT | {"$__SKU": account.GOOD, "$__ID": account.guid(account.GOOD)}),
    "GET /product/attachments": asked(ProductID=account.guid(account.GOOD)),
    "POST /product/attachments": sent(FileName="new.png", Content="iVBORw0KGgo="),
    "DELETE /product/attachments": asked(ID=account.guid("image")),
    "GET /productFamily": asked(),
    "POST /productFamily": sent(**FAMILY | {"Products[]__ID": account.guid(account.OTHER_GOOD)}),
    "PUT /productFamily": sent(**FAMILY | {"$__ID": account.guid("family"), "$__SKU": "JUG"}),
    "GET /ref/productavailability": _allocated,
    "GET /customer": asked(ID=account.guid("customer"), IncludeProductPrices="true"),
    "POST /customer": sent(**CUSTOMER),
    "PUT /customer": sent(
        **CUSTOMER
        | {"$__ID": account.guid("customer"), "$__Name": account.CUSTOMER, "CustomerID": account.guid("customer")}
        | {"CustomerParentID": None, "CustomerParentName": None}
    ),
    "POST /custom-prices": sent(),
    "PUT /custom-prices": sent(),
    "DELETE /custom-prices": _priced,
    "GET /ref/priceTier": asked(),
    "GET /ref/location": asked(),
    "POST /ref/location": sent(**{"$__Name": "West Hall"}),
    "PUT /ref/location": sent(**{"$__ID": account.guid("hall"), "$__Name": account.LOCATION}),
    "DELETE /ref/location": deleted("ref/location", PLACE, "ID"),
    "GET /ref/tax": asked(),
    "POST /ref/tax": sent(**TAX),
    "PUT /ref/tax": sent(**TAX | {"$__ID": account.guid("levy"), "Components[]__ID": account.guid("part")}),
    "GET /ref/paymentterm": asked(),
    "POST /ref/paymentterm": sent(Name="Net 21", Method="number of days", Duration=21),
    "PUT /ref/paymentterm": sent(ID=account.guid("term"), Name="Net 15", Method="number of days", Duration=15),
    "DELETE /ref/paymentterm": deleted("ref/paymentterm", TERM, "ID", "PaymentTermList"),
    "GET /ref/carrier": asked(),
    "POST /ref/carrier": sent(Description="Slow Parcels"),
    "PUT /ref/carrier": sent(CarrierID=account.guid("carrier"), Description="Swifter Parcels"),
    "DELETE /ref/carrier": deleted("ref/carrier", {"Description": "By foot"}, "CarrierID", "CarrierList"),
    "GET /ref/account": asked(),
    "POST /ref/account": sent(**LEDGER | {"Code": "298", "SystemAccount": "", "SystemAccountCode": ""}),
    "PUT /ref/account": sent(**LEDGER | {"Code": "610", "Type": "CURRENT", "Class": "ASSET"}),
    "DELETE /ref/account": deleted("ref/account", LEDGER, "Code", "AccountsList", parameter="Code"),
    "GET /me/contacts": asked(),
    "POST /me/contacts": sent(**PERSON),
    "PUT /me/contacts": sent(**PERSON | {"ContactID": account.guid("contact")}),
    "DELETE /me/contacts": deleted("me/contacts", PERSON, "ContactID", "MeContactsList"),
    "GET /reference/discount": asked(),
    "POST /reference/discount": sent(
        **{"DiscountRules[]__Name": "Autumn", "DiscountRules[]__Type": "Simple", "DiscountLines": [DISCOUNT_LINE]}
    ),
    "PUT /reference/discount": sent(
        **{"$__ID": account.guid("rule"), "$__Name": "Autumn", "DiscountLines[]__ID": account.guid("step")},
        DiscountType="DiscountPercent",
    ),
    "GET /reference/deals": asked(),
    "POST /reference/deals": sent(**DEAL),
    "PUT /reference/deals": sent(**DEAL | {"$__ID": account.guid("deal")}),
    "GET /webhooks": _hooked,
    "POST /webhooks": sent(**{key.replace(".", "__"): value for key, value in HOOK_VALUES.items()}),
    "PUT /webhooks": _hook_changed,
    "DELETE /webhooks": _hook_deleted,
}  # fmt: skip

for _book, _row in (("category", "category"), ("brand", "brand"), ("unit", "unit")):
    CASES |= {
        f"GET /ref/{_book}": asked(),
        f"POST /ref/{_book}": sent(Name="Novelty"),
        f"PUT /ref/{_book}": sent(ID=account.guid(_row), Name="Renamed"),
        f"DELETE /ref/{_book}": deleted(f"ref/{_book}", {"Name": "Short-lived"}, "ID"),
    }
