"""What a warehouse and an office do in Cin7 with an order's sale, said in words."""

from collections.abc import Mapping
from typing import Final

from tests.features.hands_in_cin7 import HandsInCin7
from tests.features.words import Row
from tests.house import Document, House

DEEDS: Final[Mapping[str, tuple[str, Document]]] = {
    "picked in part": ("pick", {"partial": True}),
    "picked": ("pick", {}),
    "packed": ("pack", {}),
    "shipped in part": ("ship", {"partial": True}),
    "shipped": ("ship", {}),
    "invoiced": ("invoice", {}),
    "paid": ("pay", {}),
    "voided": ("void", {}),
    "undone": ("undo", {}),
}
AUTHORISED: Final = "authorised"
COLUMNS: Final = {
    "product": "sku",
    "quantity": "quantity",
    "box": "box",
    "carrier": "carrier",
    "tracking number": "tracking_number",
    "tracking URL": "tracking_url",
}


class GoodsInWords:
    """Works on the one sale of an order."""

    def __init__(self, house: House, hands: HandsInCin7) -> None:
        self._house, self._hands = house, hands

    def do(self, deeds: str) -> None:
        """Do one thing after the other."""
        for deed in deeds.split(", "):
            if deed == AUTHORISED:
                [sale] = self._hands.sales
                self._hands.fill_again(sale, AUTHORISED.upper())
            else:
                action, body = DEEDS[deed]
                self.act(action, body)

    def act(self, action: str, body: Document) -> None:
        """Do one thing; a second passes, because hands take their time."""
        [sale] = self._hands.sales
        self._house.cin7("POST", "/_fake/clock", {"advance": 1})
        self._house.cin7("POST", f"/_fake/sales/{sale.id}/{action}", body)

    def lines(self, rows: list[Row]) -> list[Document]:
        """Say lines or parcels as the warehouse's pages do; an empty cell says nothing."""
        return [{COLUMNS[name]: cell for name, cell in row.items() if cell} for row in rows]

    def delete(self) -> None:
        """Let somebody take the sale away for good, which no documented call does."""
        [sale] = self._hands.sales
        for account in self._house.universe.accounts.values():
            account.sales.by_id.pop(sale.id, None)
