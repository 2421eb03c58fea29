"""Products, customers and prices in words: changed in Cin7, imported by an operator, seen in Upstock."""

from collections.abc import Iterable, Mapping
from typing import cast

from werkzeug.test import TestResponse

from domain.identifiers import Sku
from tests.application.catalogue.shop_window import ShopWindow
from tests.builders import SUPPLIER
from tests.features.driver import Driver
from tests.features.words import Row, names
from tests.house import ACCOUNT, OPERATOR, Document, House

CUSTOMER = {
    "location": "Location",
    "price tier": "PriceTier",
    "sales representative": "SalesRepresentative",
    "currency": "Currency",
    "status": "Status",
    "discount": "Discount",
    "credit hold": "IsOnCreditHold",
}
PRODUCT = {
    "name": "Name",
    "status": "Status",
    "sellable": "Sellable",
    "description": "Description",
    "discount rule": "DiscountRule",
    "Retail price": "PriceTier1",
    "Wholesale price": "PriceTier2",
}
NUMBERS = ("Discount", "PriceTier1", "PriceTier2")
FLAGS = {"yes": True, "no": False}
OWN_PRICE, TIER = "own price of ", "tier "
EVERYTHING = "all products"


def change_customer(driver: Driver, name: str, rows: Iterable[Row], *, is_dated: bool = True) -> None:
    """Let a customer be other than every scenario's, from the beginning or, after something was done, from then on."""
    changes: Document = {CUSTOMER[row["what"]]: _value(CUSTOMER, row) for row in rows if row["what"] in CUSTOMER}
    own = {row["what"].removeprefix(OWN_PRICE): row["value"] for row in rows if row["what"].startswith(OWN_PRICE)}
    if own:
        changes["ProductPrices"] = [{"SKU": sku, "Price": float(price)} for sku, price in own.items()]
    if driver.is_being_described:
        driver.describe_account().customer(name).update(changes)
    else:
        driver.arrange(lambda house: _edit_customer(house, {"Name": name, **changes}, is_dated=is_dated))


def change_product(driver: Driver, sku: str, rows: Iterable[Row]) -> None:
    """Let a product be other than every scenario's, from the beginning or from then on."""
    changes: Document = {PRODUCT[row["what"]]: _value(PRODUCT, row) for row in rows if row["what"] in PRODUCT}
    if driver.is_being_described:
        account = driver.describe_account()
        account.product(sku).update(changes)
        for row in rows:
            if row["what"] == "picture":
                account.add_picture(sku, row["value"])
    else:
        driver.arrange(lambda house: _edit_product(house, {"SKU": sku, **changes}))


def change_account(driver: Driver, what: str, value: str) -> None:
    """Let the account be other than every scenario's, from the beginning or from then on."""
    if not what.startswith(TIER):
        driver.describe_account().has(what, value)
        return
    code = int(what.removeprefix(TIER))
    if driver.is_being_described:
        _rename(cast("list[Document]", driver.describe_account().document["price_tiers"]), code, value)
    else:
        driver.arrange(lambda house: _rename(house.universe.account(ACCOUNT).books.price_tiers, code, value))


def import_what(driver: Driver, what: str) -> None:
    """Import as an operator does, and let what follows be done."""
    for part in what.split(" and "):
        if part == "contacts":
            driver.do("POST", "/contacts/import")
        elif part == EVERYTHING:
            driver.do("POST", "/products/import", {"all": True})
        else:
            skus = part.removeprefix("the products ").removeprefix("the product ")
            driver.do("POST", "/products/import", {"skus": sorted(names(skus))})
        assert driver.answer.status_code == 202, driver.answer.text
    driver.house.settle()


def let_import(driver: Driver, what: str) -> None:
    """Let something have been imported before."""
    driver.arrange(lambda house: _import(house, what))


def window(driver: Driver) -> ShopWindow:
    """Answer what Upstock knows by now."""
    seen = ShopWindow()
    seen.take(driver.house.events())
    return seen


def contacts_in(driver: Driver) -> list[dict[str, str]]:
    """Answer the customers that Upstock knows, in words."""
    return [
        {
            "contact": contact.name,
            "e-mail": contact.people[0].email if contact.people else "",
            "price tier": contact.price_tier,
            "currency": contact.currency,
            "credit hold": _said(contact.is_on_credit_hold),
            "active": _said(contact.is_active),
        }
        for contact in window(driver).contacts.values()
    ]


def products_in(driver: Driver) -> list[dict[str, str]]:
    """Answer the products that Upstock was ever told of, in words."""
    seen = window(driver)
    return [
        {
            "product": told.sku,
            "name": told.name,
            "description": told.description,
            "picture": " ".join(told.images),
            "discontinued": _said(told.id not in seen.products),
        }
        for told in seen.ever.values()
    ]


def lists_in(driver: Driver) -> list[dict[str, str]]:
    """Answer the price lists that Upstock knows, in words."""
    seen = window(driver)
    return [
        {
            "price list": parts[0].name,
            "customers": ", ".join(sorted(seen.contacts[one].name for part in parts for one in part.customers)),
        }
        for parts in seen.lists.values()
    ]


def products_to_choose(driver: Driver, *, excluded: bool) -> list[dict[str, str]]:
    """Answer what the list of products says, in words: those that are never offered, or all others."""
    return [
        {
            "product": str(row["sku"]),
            "state": str(row["state"]),
            "reason": str(row["reason"]).replace("_", " "),
            "changes": ", ".join(str(change["field"]) for change in cast("list[Document]", row["changes"])),
        }
        for row in driver.listed("/products?limit=200")
        if (row["state"] == "excluded") is excluded
    ]


def alarms_in(driver: Driver) -> list[dict[str, str]]:
    """Answer the open alarms, in words; what they are about by SKU or name."""
    called = {f"product:{row['id']}": str(row["sku"]) for row in driver.listed("/products?limit=200")}
    called |= {f"contact:{row['id']}": str(row["name"]) for row in driver.listed("/contacts?limit=200")}
    return [
        {
            "alarm": str(row["kind"]).replace("_", " "),
            "about": called.get(str(row["subject"]), ""),
            "says": str(row["detail"]),
        }
        for row in driver.listed("/alarms?limit=200")
    ]


def explanation_in(answer: TestResponse) -> dict[str, list[str]]:
    """Answer what an explanation says, in words; most things say one."""
    assert answer.status_code == 200, answer.text
    said: Document = answer.get_json()
    single = {
        "price": said["amount"],
        "tier": cast("Document", said["tier"])["name"],
        "tier price": said["tier_price"],
        "own price": said["own_price"],
        "discount": said["discount_percent"],
        "before rounding": said["before_rounding"],
        "why not set": str(said["why_not_set"] or "").replace("_", " "),
    }
    return {name: [str(value or "")] for name, value in single.items()} | {
        "ignored": cast("list[str]", said["ignored"])
    }


def _import(house: House, what: str) -> None:
    for part in what.split(" and "):
        if part == "contacts":
            house.use_cases.import_contacts(SUPPLIER, OPERATOR)
        else:
            skus = sorted(names(part.removeprefix("the products ").removeprefix("the product ")))
            house.use_cases.import_products(SUPPLIER, None if part == EVERYTHING else map(Sku, skus), OPERATOR)
    house.settle()


def _edit_customer(house: House, changes: Document, *, is_dated: bool) -> None:
    customer = house.universe.account(ACCOUNT).customers.by_name(str(changes["Name"]))
    assert customer is not None, changes["Name"]
    before = customer["LastModifiedOn"]
    house.cin7("POST", "/_fake/customers", changes)
    if not is_dated:
        customer["LastModifiedOn"] = before


def _edit_product(house: House, changes: Document) -> None:
    house.cin7("POST", "/_fake/products", changes)


def _rename(tiers: Iterable[dict[str, object]], code: int, name: str) -> None:
    next(tier for tier in tiers if tier["Code"] == code)["Name"] = name


def _value(known: Mapping[str, str], row: Row) -> object:
    field, value = known[row["what"]], row["value"]
    if field in NUMBERS:
        return float(value)
    return FLAGS.get(value, value or None)


def _said(fact: bool) -> str:
    return "yes" if fact else "no"
