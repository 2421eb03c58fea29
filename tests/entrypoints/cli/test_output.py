"""Results look the same whatever stands in them."""

import sys

import pytest

from entrypoints.cli.output import Progress, say, table


def test_columns_line_up_and_amounts_stand_at_their_end() -> None:
    shown = table(("name", "total"), [("Ödön", "1.00"), ("日本", "10.00")], right=("total",))
    assert shown.split("\n") == ["name  total", "────  ─────", "Ödön   1.00", "日本  10.00"]


def test_on_a_terminal_the_last_column_is_folded_within_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "34")
    shown = table(("number", "held because"), [("10248", "No customer in Cin7 is really called so."), ("10249", "")])
    assert shown.split("\n") == [
        "number  held because",
        "──────  ──────────────────────",
        "10248   No customer in Cin7 is",
        "        really called so.",
        "10249",
    ]


def test_elsewhere_nothing_is_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    assert table(("number", "why"), [("10248", "x " * 40)]).count("\n") == 2


def test_a_name_cannot_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\x1b[2Jb\rc")
    assert capsys.readouterr().out == "a\ufffd[2Jb\ufffdc\n"
    assert "\x1b" not in table(("name",), [("\x1b]0;title\x07",)])


def test_progress_is_plain_lines_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("Reading", 200) as progress:
        for done in range(201):
            progress.reached(done)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [f"Reading: {done} of 200" for done in (0, 50, 100, 150, 200)]
