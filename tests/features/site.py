"""Where a scenario is played: a database, and a house on it when the scenario is ready for one."""

from dataclasses import dataclass

from tests.house import House
from tests.photograph import Photograph


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """What connecting the unchanged account leaves behind, and the calls that it took."""

    photograph: Photograph
    calls: list[tuple[str, str]]


class Site:
    """Builds the scenario's house; most begin where connecting the unchanged account has led once."""

    kind: type[House] = House

    def __init__(self, url: str, *, connected: Connected | None = None) -> None:
        self._url, self.connected = url, connected
        self._houses: list[House] = []

    def house(self, begin_with: Connected | None = None, *, public_url: str = "") -> House:
        """Answer a new house on this site's database."""
        house = begin_with.photograph.become(self._url) if begin_with else self.kind(self._url, public_url=public_url)
        self._houses.append(house)
        return house

    def close(self) -> None:
        """Let go of the database."""
        for house in self._houses:
            house.close()
