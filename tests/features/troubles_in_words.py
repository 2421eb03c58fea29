"""What keeps an order back, and what cures that, in words: each by what people do in Cin7 or in the connector."""

from collections.abc import Callable, Mapping
from typing import cast

from tests.builders import SUPPLIER
from tests.features.driver import Driver
from tests.features.words import Row
from tests.house import ACCOUNT, KEY, Document, House
from tests.small_account import a_customer, a_product

Cause = Callable[[Driver, str], None]
Cure = Callable[[Driver], None]

REFUSED = {"status": 400, "body": '[{"ErrorCode": 400, "Exception": "Not now"}]'}
ELSEWHERE = "59 Rue de la Paix"
CAFE = "Harbour Café"


def _rows(driver: Driver, part: str) -> list[Document]:
    return cast("list[Document]", driver.describe_account().document[part])


def _change_customer(driver: Driver, name: str, changes: Document) -> None:
    driver.house.cin7("POST", "/_fake/customers", {"Name": name, **changes})


def _set_in_book(book: str, name: str, changes: Document) -> Callable[[House], None]:
    def change(house: House) -> None:
        row = getattr(house.universe.account(ACCOUNT).books, book).by_name(name)
        row.update(changes)

    return change


def _lacks_product(driver: Driver, number: str) -> None:
    driver.order(number).has_lines([cast("Row", {"product": "NW-999"})])


def _lacks_customer(driver: Driver, number: str) -> None:
    driver.order(number).says("customer", "New Café")


def _has_namesakes(driver: Driver, _number: str) -> None:
    _rows(driver, "customers").append(a_customer(8, CAFE.replace(" ", "  ")))


def _names_deprecated(driver: Driver, number: str) -> None:
    driver.order(number).says("customer", "Closed Corner")


def _names_foreign(driver: Driver, number: str) -> None:
    driver.order(number).says("customer", "Quai Ouest")


def _lacks_address(driver: Driver, number: str) -> None:
    driver.options.choose("address field", "Delivery address")
    driver.order(number).has_custom_fields([{"field": "Delivery address", "value": ELSEWHERE}])


def _lacks_tax_rule(driver: Driver, _number: str) -> None:
    driver.describe_account().customer(CAFE)["TaxRule"] = "Old GST"


def _lacks_freight_rule(driver: Driver, number: str) -> None:
    driver.options.choose("freight tax rule", "GST Free")
    driver.order(number).has_charges([{"description": "Freight", "amount": "10.00"}])
    driver.arrange(_set_in_book("tax_rules", "GST Free", {"IsActive": False}))
    driver.arrange(lambda house: house.use_cases.read_books(SUPPLIER))


def _lacks_location(driver: Driver, _number: str) -> None:
    driver.describe_account().has("deprecated location", "Attic")
    driver.describe_account().customer(CAFE)["Location"] = "Attic"


def _lacks_default_location(driver: Driver, _number: str) -> None:
    driver.options.choose("default location", "Second Warehouse")
    driver.describe_account().customer(CAFE)["Location"] = None
    driver.arrange(_set_in_book("locations", "Second Warehouse", {"IsDeprecated": True}))
    driver.arrange(lambda house: house.use_cases.read_books(SUPPLIER))


def _lacks_terms(driver: Driver, _number: str) -> None:
    _rows(driver, "payment_terms").append({"Name": "90 days", "Duration": 90, "IsActive": False})
    driver.describe_account().customer(CAFE)["PaymentTerm"] = "90 days"


def _is_disconnected(driver: Driver, _number: str) -> None:
    driver.do("DELETE", "/connection")


def _is_refused(driver: Driver, _number: str) -> None:
    driver.house.fault("POST", "sale", REFUSED)


def _is_refused_with_its_lines(driver: Driver, _number: str) -> None:
    driver.house.fault("POST", "sale/order", REFUSED)


CAUSES: Mapping[str, Cause] = {
    "Cin7 has no such product": _lacks_product,
    "Cin7 has no such customer": _lacks_customer,
    "two customers in Cin7 bear its name": _has_namesakes,
    "its customer is deprecated": _names_deprecated,
    "its customer trades in another currency": _names_foreign,
    "its address is not in Cin7": _lacks_address,
    "its tax rule is not in use": _lacks_tax_rule,
    "the tax rule for freight is not in use": _lacks_freight_rule,
    "its location is not in use": _lacks_location,
    "the default location is not in use": _lacks_default_location,
    "its terms are not in use": _lacks_terms,
    "the supplier is disconnected": _is_disconnected,
    "Cin7 refused it": _is_refused,
    "Cin7 refused its lines": _is_refused_with_its_lines,
}


def _make_product(driver: Driver) -> None:
    driver.house.cin7("POST", "/_fake/products", a_product(999, "Nettle Tea"))


def _make_customer(driver: Driver) -> None:
    driver.house.cin7("POST", "/_fake/customers", a_customer(9, "New Café"))


def _choose_customer(driver: Driver) -> None:
    driver.do("PUT", "/contacts/match", {"name": CAFE, "contact_id": driver.customer_in_cin7(CAFE)["ID"]})
    assert driver.answer.status_code == 200, driver.answer.text


def _add_address(driver: Driver) -> None:
    known = cast("list[Document]", driver.customer_in_cin7(CAFE)["Addresses"])
    new: Document = {"Line1": ELSEWHERE, "City": "Paris", "Country": "France", "Type": "Shipping"}
    _change_customer(driver, CAFE, {"Addresses": [*known, new]})


def _choose_address_field(driver: Driver) -> None:
    driver.options.choose("address field", "Ship to")
    driver.choose_anew()


def _choose_freight_rule(driver: Driver) -> None:
    driver.options.choose("freight tax rule", "GST on Income")
    driver.choose_anew()


CURES: Mapping[str, Cure] = {
    "makes the product in Cin7": _make_product,
    "makes the customer in Cin7": _make_customer,
    "chooses one of the customers": _choose_customer,
    "reactivates the customer in Cin7": lambda driver: _change_customer(driver, "Closed Corner", {"Status": "Active"}),
    "changes the customer's currency in Cin7": lambda driver: _change_customer(
        driver, "Quai Ouest", {"Currency": "AUD"}
    ),
    "adds the address in Cin7": _add_address,
    "chooses another address field": _choose_address_field,
    "puts the tax rule in use in Cin7": lambda driver: driver.arrange(
        _set_in_book("tax_rules", "Old GST", {"IsActive": True})
    ),
    "chooses another tax rule for freight": _choose_freight_rule,
    "puts the location in use in Cin7": lambda driver: driver.arrange(
        _set_in_book("locations", "Attic", {"IsDeprecated": False})
    ),
    "connects with another default location": lambda driver: driver.connect(location="Main Warehouse"),
    "puts the terms in use in Cin7": lambda driver: driver.arrange(
        _set_in_book("payment_terms", "90 days", {"IsActive": True})
    ),
    "connects the supplier again": lambda driver: driver.connect(key=KEY),
}
