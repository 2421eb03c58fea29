import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from adapters.sql import UnusableKeys, Vault, key_beside, key_file


def test_a_key_is_made_once_beside_the_database(tmp_path: Path) -> None:
    database = tmp_path / "upstock.sqlite3"
    key = key_beside(database)
    assert key_beside(database) == key
    assert key_file(database) == tmp_path / "upstock.sqlite3.key"
    assert Vault([key]).derived("x") == Vault([key_beside(database)]).derived("x")


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    key_beside(tmp_path / "db")
    assert stat.S_IMODE((tmp_path / "db.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["db.key"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_a_file_that_others_can_reach_is_refused_with_the_remedy(tmp_path: Path, mode: int) -> None:
    key_beside(tmp_path / "db")
    (tmp_path / "db.key").chmod(mode)
    with pytest.raises(UnusableKeys, match="chmod 600"):
        key_beside(tmp_path / "db")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "db.key").touch(mode=0o600)
    with pytest.raises(UnusableKeys, match="is empty"):
        key_beside(tmp_path / "db")


def test_those_that_begin_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(key_beside, [tmp_path / "db"] * 16))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["db.key"]
