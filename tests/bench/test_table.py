"""The table of benchmarks, and that each benchmark has its place there."""

import importlib
import json
from pathlib import Path

import pytest

from tests.bench.__main__ import BENCHES, arguments
from tests.bench.figures import Figure, Size, document_of, figure_of
from tests.bench.table import heading, row, said

HERE = Path(__file__).parent
RATE = Figure(
    name="orders taken",
    value=300,
    unit="/s",
    floor=500,
    goal=0.5,
    judged="ratio",
    better="higher",
    notes=("on SQLite",),
)


def test_a_row_shows_value_floor_ratio_goal_and_whether_it_is_met() -> None:
    line, note = row("intake", RATE).split("\n")
    assert line.split() == ["intake:", "orders", "taken", "300", "/s", "500", "0.60", "≥", "0.50", "×", "floor", "yes"]
    assert note.strip() == "on SQLite"


def test_columns_stand_below_their_headings() -> None:
    top, line = heading().split("\n")[0], row("intake", RATE).split("\n")[0]
    assert all(top.index(name) == line.index(cell) for name, cell in (("unit", "/s"), ("goal", "≥"), ("met", "yes")))
    assert top.index("value") + len("value") == line.index("300") + len("300")
    assert top.index("× floor") + len("× floor") == line.index("0.60") + len("0.60")


def test_a_long_name_goes_on_below_itself() -> None:
    first, *rest = row("sale", Figure(name="word " * 30, value=1, unit="s")).split("\n")
    assert len(rest) == 2
    assert first.split()[-2:] == ["1.00", "s"]


@pytest.mark.parametrize(
    ("figure", "is_met"),
    [
        (Figure(name="low enough", value=2, unit="s", goal=2), True),
        (Figure(name="too high", value=2.1, unit="s", goal=2), False),
        (Figure(name="high enough", value=2.1, unit="/s", goal=2, better="higher"), True),
        (Figure(name="little beside its floor", value=13, unit="s", floor=10, goal=1.3, judged="ratio"), True),
        (Figure(name="much beside its floor", value=14, unit="s", floor=10, goal=1.3, judged="ratio"), False),
        (Figure(name="a little more", value=12, unit="s", floor=10, goal=2, judged="excess"), True),
        (Figure(name="much more", value=12.1, unit="s", floor=10, goal=2, judged="excess"), False),
        (Figure(name="wanted of nobody", value=1, unit="s"), None),
    ],
)
def test_a_goal_is_about_the_value_the_ratio_or_the_excess(figure: Figure, is_met: bool | None) -> None:
    assert figure.met is is_met


def test_a_goal_beside_a_floor_needs_one() -> None:
    with pytest.raises(ValueError, match="a goal about the ratio needs a floor"):
        assert Figure(name="alone", value=1, unit="s", goal=1, judged="ratio").met


def test_numbers_have_as_many_digits_as_mean_something() -> None:
    assert [said(number) for number in (0, 0.00004, 0.0123, 0.5, 2, 12.34, 123.4, 12345)] == [
        "0",
        "4e-05",
        "0.0123",
        "0.50",
        "2.00",
        "12.3",
        "123",
        "12,345",
    ]


def test_a_figure_survives_being_written_down() -> None:
    written = json.loads(json.dumps(document_of(RATE)))
    assert figure_of(written) == RATE
    assert (written["ratio"], written["met"]) == (0.6, True)


def test_every_benchmark_is_listed_and_answers_figures() -> None:
    modules = {path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py")}
    assert {name for name in modules if not name.endswith("_children")} == set(BENCHES)
    assert all(callable(importlib.import_module(f"tests.bench.bench_{name}").figures) for name in BENCHES)


def test_names_and_sizes_are_chosen_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = arguments(["drain", "--quick", "--json", "out.json"])
    assert (chosen.names, chosen.size, chosen.json) == (["drain"], Size.QUICK, Path("out.json"))
    assert (arguments([]).names, arguments([]).size) == ([], Size.USUAL)
    with pytest.raises(SystemExit, match="2"):
        arguments(["drains"])
    assert "no benchmark is called drains; there are " in capsys.readouterr().err
