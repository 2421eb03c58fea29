"""Sales that somebody enters in Cin7 by hand, without our key."""

import re
from collections.abc import Callable, Mapping
from typing import cast

from tests.features.driver import Driver
from tests.features.hands_in_cin7 import API
from tests.house import Document

LINE: Document = {"SKU": "NW-001", "Quantity": 12, "Price": 14, "Tax": 16.8, "TaxRule": "GST on Income", "Total": 168}
INSTEAD = re.compile(r"with (?P<count>\d+) Chai at (?P<price>\S+) instead")


def enter(driver: Driver, number: str, but: str) -> str:
    """Enter the order of twelve Chai as people do, with what is said to be different, and answer the sale's id."""
    customer = cast("dict[str, str]", driver.order(number).document["customer"])["name"]
    sale_id = _header(driver, "Sparrow Bakery" if but == "for another customer" else customer, number)
    if but != "without any line":
        _fill(driver, sale_id, _line(but))
    AFTERWARDS.get(but, _nothing)(driver, sale_id)
    return sale_id


def _header(driver: Driver, customer: str, number: str) -> str:
    body: Document = {
        "CustomerID": driver.customer_in_cin7(customer)["ID"],
        "Location": "Main Warehouse",
        "SkipQuote": True,
        "CustomerReference": driver.order(number).document["reference"],
        "CurrencyRate": 1.6,
    }
    return str(driver.house.cin7("POST", f"{API}/sale", body)["ID"])


def _fill(driver: Driver, sale_id: str, line: Document) -> None:
    body: Document = {"SaleID": sale_id, "Memo": "", "Status": "AUTHORISED", "Lines": [line]}
    driver.house.cin7("POST", f"{API}/sale/order", body)


def _line(but: str) -> Document:
    if not (said := INSTEAD.fullmatch(but)):
        return LINE
    quantity, price = int(said["count"]), float(said["price"])
    total = round(quantity * price, 2)
    return {**LINE, "Quantity": quantity, "Price": price, "Total": total, "Tax": round(total / 10, 2)}


def _nothing(_driver: Driver, _sale_id: str) -> None:
    """Leave it as it is."""


def _void(driver: Driver, sale_id: str) -> None:
    driver.house.cin7("POST", f"/_fake/sales/{sale_id}/void")


def _delete(driver: Driver, sale_id: str) -> None:
    for account in driver.house.universe.accounts.values():
        account.sales.by_id.pop(sale_id, None)


def _link_to_another(driver: Driver, sale_id: str) -> None:
    driver.order("UP-1009").has_lines([{"product": "NW-999"}])
    driver.approve("UP-1009")
    driver.entered_by_hand["UP-1009"] = sale_id
    driver.link("UP-1009")
    assert driver.answer.status_code == 200, driver.answer.text


AFTERWARDS: Mapping[str, Callable[[Driver, str], None]] = {
    "and voided": _void,
    "and deleted": _delete,
    "and linked to another order": _link_to_another,
}
