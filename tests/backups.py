"""A copy of a house's database, as an operator makes it, and how it is brought back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.house import OPERATOR, House


class Backup:
    """What a house on a SQLite file remembered when this was made; the task engine's tables are part of that."""

    def __init__(self, house: House) -> None:
        self._house, self._tasks = house, house.tasks.memory()
        self._copied(self._file, self._copy)

    def restore(self) -> None:
        """Bring it back, say so, and let what is due run."""
        self._house.container.engine().dispose()
        self._copied(self._copy, self._file)
        self._house.tasks.recall(self._tasks)
        self._house.use_cases.after_restore(OPERATOR)
        self._house.run_now()

    @property
    def _file(self) -> Path:
        return Path(str(self._house.container.engine().url.database))

    @property
    def _copy(self) -> Path:
        return self._file.with_suffix(".backup")

    @staticmethod
    def _copied(source: Path, target: Path) -> None:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
