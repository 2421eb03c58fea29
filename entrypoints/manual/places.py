"""Where the manual's sources lie, in a checkout and in an installed wheel alike."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """A folder that holds the packages and the features side by side, as both the repository and the wheel do."""

    root: Path

    @property
    def features(self) -> Path:
        """Answer the folder of the features."""
        return self.root / "features"

    @property
    def contents(self) -> Path:
        """Answer the page with the reading order and the table of rules."""
        return self.features / "README.md"

    @property
    def results(self) -> Path:
        """Answer the file with the results of the last whole run."""
        return self.root / "entrypoints" / "manual" / "results.json"

    def named(self, file: Path) -> str:
        """Answer how a file is called in every place alike: by its path from here."""
        return file.relative_to(self.root).as_posix()


def own_places() -> Places:
    """Answer where the running program's own sources lie."""
    return Places(root=Path(__file__).resolve().parents[2])
