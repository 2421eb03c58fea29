"""The demonstration, end to end, as a newcomer runs it."""

import json
import re
import tempfile
from pathlib import Path

import pytest

from tests.entrypoints.cli.conftest import command
from tests.entrypoints.cli.processes import finished, staying, stopped


def tables(shown: str) -> list[str]:
    """Answer the lines of tables: those that stand after a line of dashes, up to an empty one."""
    blocks = shown.split("\n\n")
    return [line for block in blocks if "──" in block for line in block.splitlines()]


@pytest.mark.slow
def test_both_sides_agree_and_nothing_is_left_behind(tmp_path: Path) -> None:
    result = finished("demo", "--orders", "4", folder=tmp_path, TMPDIR=str(tmp_path), DATABASE_URL="not used")
    assert result.returncode == 0, result.stderr
    assert re.search(r"10248 .* 472\.38 +472\.38 .* SO-00001 +created", result.stdout)
    assert "Order 10260 is held" in result.stdout
    assert "2.00 for each sale" in result.stdout
    assert "Right: 3 sales agree" in result.stdout
    assert re.search(r"10248 +all, by courier +sale_created, shipped\n", result.stdout)
    assert "  10248  Your order 10248 is on its way." in result.stdout
    assert max(map(len, tables(result.stdout))) <= 80, "a table is wider than a terminal"
    assert "Right: Upstock heard exactly what was done" in result.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_for_machines_it_is_one_document(tmp_path: Path) -> None:
    result = finished("demo", "--orders", "2", "--json", folder=tmp_path, TMPDIR=str(tmp_path))
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["right"]
    assert (told["orders"][0]["number"], told["orders"][0]["received"]) == ("10248", "472.38")
    assert told["shipped"][0]["heard"] == ["order.sale_created", "order.shipped"]


@pytest.mark.slow
def test_a_signal_ends_it_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with staying("demo", "--orders", "1", "--keep", folder=tmp_path, TMPDIR=str(tmp_path)) as (process, _):
        assert process.stdout is not None
        assert any("It keeps running" in line for line in process.stdout)
        assert stopped(process) == 0
    assert list(tmp_path.iterdir()) == []
    assert Path(tempfile.gettempdir()) != tmp_path


def test_a_count_that_is_none_is_bad_input() -> None:
    result = command("demo", "--orders", "some")
    assert result.exit_code == 2
    assert "a whole number from 1, or all" in result.stderr
