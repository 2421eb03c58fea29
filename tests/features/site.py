"""Where a scenario is played: a database, and a house on it when the scenario is ready for one."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from tests.features.switchboard import Switchboard
from tests.house import House


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """What connecting the unchanged account left behind: the database, and the calls that it took."""

    file: Path
    calls: list[tuple[str, str]]


class Site:
    """Builds the scenario's house; most begin where connecting the unchanged account has led once."""

    kind: type[House] = House

    def __init__(self, url: str, *, switchboard: Switchboard | None = None, connected: Connected | None = None) -> None:
        self._url, self._switchboard, self.connected = url, switchboard, connected
        self._houses: list[House] = []

    def house(self, begin_with: Connected | None = None, *, public_url: str = "") -> House:
        """Answer a new house on this site's database."""
        if begin_with:
            shutil.copyfile(begin_with.file, str(sa.make_url(self._url).database))
        house = self.kind(self._url, public_url=public_url)
        self._houses.append(house)
        return house

    def switchboard(self, house: House) -> Switchboard:
        """Answer Upstock's line."""
        self._switchboard = self._switchboard or Switchboard(house)
        return self._switchboard

    def close(self) -> None:
        """Let go of the database."""
        for house in self._houses:
            house.close()
