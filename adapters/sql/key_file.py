"""The key of an installation that runs on one SQLite file, kept beside it and readable by its owner alone."""

import os
import secrets
import stat
from pathlib import Path

from adapters.sql.vault import UnusableKeys, new_key


def key_file(database: Path) -> Path:
    """Answer where the key of this SQLite database lies."""
    return database.with_name(f"{database.name}.key")


def key_beside(database: Path) -> str:
    """Read the key beside this database, made on first use.

    Source: architecture §14. Raises: UnusableKeys when others may read the file, or when it is empty.
    """
    path = key_file(database)
    if not path.exists():
        _make(path)
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise UnusableKeys(f"Others can read the key in {path}: run `chmod 600 {path}`, and think of making a new key.")
    key = path.read_text(encoding="ascii").strip()
    if not key:
        raise UnusableKeys(f"{path} is empty: put the key back, or remove the file and connect the suppliers again.")
    return key


def _make(path: Path) -> None:
    """Write the whole key before it can be seen, so that two processes that begin at once agree on one."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(new_key() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return  # another process was first: its key is the key
    finally:
        draft.unlink()
