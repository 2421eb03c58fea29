"""Houses that begin where another one stood, so that what many tests begin with is done once."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from adapters.fake_cin7.state.saving import load_state, save_state
from tests.fakes.tasks import TaskMemory
from tests.house import House


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """A house as it stood: rows, waiting tasks, time, and its Cin7 with everything that was done there."""

    database: Path
    cin7: Path
    tasks: TaskMemory
    at: datetime
    calls_seen: int

    @classmethod
    def of(cls, house: House, folder: Path) -> "Photograph":
        """Take one and keep it in a folder; the house is closed for it."""
        house.close()
        database = Path(shutil.copy(file_of(house.url), folder / "photograph.sqlite3"))
        save_state(house.universe, folder / "cin7.json")
        return cls(
            database=database,
            cin7=folder / "cin7.json",
            tasks=house.tasks.memory(),
            at=house.clock.now(),
            calls_seen=house.calls_seen,
        )

    def become(self, url: str, *, public_url: str = "") -> House:
        """Answer a house that stands as the photographed one did."""
        put(self.database, url)
        house = House(url, public_url=public_url)
        house.clock.at = self.at
        house.tasks.recall(self.tasks)
        load_state(house.universe, self.cin7)
        house.calls_seen = self.calls_seen
        return house


def put(database: Path, url: str) -> None:
    """Let a SQLite file hold what another holds; whoever still has the old one open keeps that."""
    file = file_of(url)
    for old in file.parent.glob(f"{file.name}*"):
        old.unlink()
    shutil.copyfile(database, file)


def file_of(url: str) -> Path:
    """Answer the file of a SQLite database."""
    return Path(str(sa.make_url(url).database))
