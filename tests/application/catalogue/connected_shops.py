"""Shops whose account was connected and read: done once for each size, since many tests begin there."""

from pathlib import Path

from tests.application.catalogue.shop import Shop
from tests.house import House
from tests.photograph import Photograph, put

Size = tuple[int, int]


class ConnectedShops:
    """Builds each where one of its size once stood; `folder` keeps how that was."""

    def __init__(self, template: Path, folder: Path, url: str) -> None:
        self._template, self._folder, self._url = template, folder, url
        self._known: dict[Size, Photograph] = {}
        self._houses: list[House] = []

    def open(self, *, products: int, contacts: int) -> Shop:
        """Answer a shop whose catalogue of so many was read just now."""
        size = (products, contacts)
        if size not in self._known:
            self._known[size] = self._photographed(size)
        house = self._known[size].become(self._url)
        self._houses.append(house)
        return Shop(house, products=products, contacts=contacts)

    def close(self) -> None:
        """Let go of the database of those that were opened."""
        while self._houses:
            self._houses.pop().close()

    def _photographed(self, size: Size) -> Photograph:
        folder = self._folder / "of-{}-and-{}".format(*size)
        folder.mkdir()
        url = f"sqlite:///{folder / 'database.sqlite3'}"
        put(self._template, url)
        products, contacts = size
        shop = Shop(House(url), products=products, contacts=contacts)
        shop.connect()
        return Photograph.of(shop.house, folder)
