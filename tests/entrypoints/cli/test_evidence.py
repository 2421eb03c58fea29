"""Everything that was done for an order, on the terminal, for machines, and in a file."""

import json
from pathlib import Path

from entrypoints.cli.fakes import DEMO_KEY
from tests.entrypoints.cli.conftest import Run
from tests.entrypoints.cli.test_orders import FOREIGN, GOOD, approve, order


def test_people_read_the_way_of_an_order_line_by_line(connected: Run) -> None:
    approve(connected, order())
    result = connected("orders", "evidence", GOOD)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == f"Order {GOOD}: created (times in UTC)"
    assert [line for line in lines if "POST sale → 200" in line]
    assert "told Upstock order.sale_created, not acknowledged yet" in result.stdout
    assert lines[-1].startswith("  Sent: ")
    assert lines[-1].endswith("as planned")


def test_decisions_are_told_with_their_reason(connected: Run) -> None:
    approve(connected, order(FOREIGN))
    connected("orders", "ignore", FOREIGN, "--note", "sold at the door")
    result = connected("orders", "evidence", FOREIGN)
    assert "state: it is held" in result.stdout
    assert "(sold at the door)" in result.stdout


def test_the_whole_document_is_written_to_a_file_and_holds_no_key(connected: Run, tmp_path: Path) -> None:
    approve(connected, order())
    file = tmp_path / "evidence.json"
    written = connected("orders", "evidence", GOOD, "--out", str(file))
    assert (written.exit_code, written.stdout) == (0, "")
    assert f"Written to {file}." in written.stderr
    shown = connected("orders", "evidence", GOOD, "--json")
    kept, said = json.loads(file.read_text()), json.loads(shown.stdout)
    assert kept["timeline"] == said["timeline"]
    assert DEMO_KEY not in file.read_text()


def test_a_file_that_cannot_be_written_is_said_to_be(connected: Run, tmp_path: Path) -> None:
    approve(connected, order())
    result = connected("orders", "evidence", GOOD, "--out", str(tmp_path / "nowhere" / "evidence.json"))
    assert result.exit_code == 2
    assert "cannot be written: No such file or directory" in result.stderr


def test_what_was_never_approved_has_no_evidence(connected: Run) -> None:
    result = connected("orders", "evidence", "none")
    assert (result.exit_code, "has no order none" in result.stderr) == (3, True)
