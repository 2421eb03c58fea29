"""A supplier's account in Cin7, changed by words before anybody looks at it."""

from copy import deepcopy
from typing import cast

from tests.features.words import Row, names
from tests.house import Document
from tests.small_account import SMALL_ACCOUNT

COMPANY = {"time zone": "TimeZone", "tax calculation": "TaxCalculationMethod", "locked up to": "LockDate"}


class AccountInWords:
    """The small account as a scenario wants it."""

    def __init__(self) -> None:
        self.document: Document = deepcopy(SMALL_ACCOUNT)

    @property
    def is_changed(self) -> bool:
        """Tell whether it is another than every scenario begins with."""
        return self.document != SMALL_ACCOUNT

    def has(self, what: str, value: str) -> None:
        """Let the account have something."""
        if what in COMPANY:
            cast("Document", self.document["me"])[COMPANY[what]] = value
        elif what == "sales contacts":
            self.document["sales_representatives"] = sorted(names(value))
            self._forget_representatives_but(names(value))
        elif what == "deprecated location":
            self._rows("locations").append({"Name": value, "IsDefault": False, "IsDeprecated": True})
        elif what == "webhooks":
            assert value == "none", "every account has webhooks unless it is said to have none"
            self.document["switches"] = {"automation_module": "off"}
        else:
            raise AssertionError(f"an account has no “{what}” that a scenario can change")

    def addresses_are(self, name: str, addresses: list[Row]) -> None:
        """Let a customer have exactly these addresses."""
        self.customer(name)["Addresses"] = [_address(number, row) for number, row in enumerate(addresses, 1)]

    def customer(self, name: str) -> Document:
        """Answer a customer by name."""
        return next(row for row in self._rows("customers") if row["Name"] == name)

    def product_id(self, name: str) -> str:
        """Answer the id of a product by name."""
        return str(next(row["ID"] for row in self._rows("products") if row["Name"] == name))

    def product(self, sku: str) -> Document:
        """Answer a product by its SKU."""
        return next(row for row in self._rows("products") if row["SKU"] == sku)

    def add_picture(self, sku: str, url: str) -> None:
        """Give a product a picture."""
        picture: Document = {"SKU": sku, "FileName": "front.jpg", "DownloadUrl": url, "IsDefault": True}
        self.document["attachments"] = [picture]

    def sku(self, product_id: str) -> str:
        """Answer the SKU of a product by id."""
        return str(next(row["SKU"] for row in self._rows("products") if row["ID"] == product_id))

    def _forget_representatives_but(self, known: set[str]) -> None:
        # Cin7 would list whom a customer names, so nobody else may be named
        for row in self._rows("customers"):
            if row["SalesRepresentative"] not in known:
                row["SalesRepresentative"] = None

    def _rows(self, part: str) -> list[Document]:
        return cast("list[Document]", self.document[part])


def _address(number: int, row: Row) -> Document:
    return {
        "ID": f"d0000000-0000-4000-8000-{900 + number:012d}",
        "Line1": row["first line"],
        "City": row.get("city", "Fremantle"),
        "State": "WA",
        "Postcode": "6160",
        "Country": "Australia",
        "Type": row["kind"],
        "DefaultForType": row["default"] == "yes",
    }
