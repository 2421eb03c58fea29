"""The gap on the command line."""

import json
from pathlib import Path

from entrypoints.cli.fakes import DEMO_ACCOUNT
from tests.entrypoints.cli.conftest import Run


def order(number: str) -> dict[str, object]:
    line = {"sku": "NW-011", "quantity": "1", "unit_price": "14.00"}
    customer = {"name": "Vins et alcools Chevalier"}
    return {"number": number, "currency": "USD", "customer": customer, "order_date": "2026-07-04", "lines": [line]}


def approve(run: Run, folder: Path, *numbers: str) -> None:
    """Take orders without sending them, as while Cin7 is away."""
    (folder / "orders.jsonl").write_text("\n".join(json.dumps(order(number)) for number in numbers))
    assert run("approve", str(folder / "orders.jsonl"), "--no-wait").exit_code == 0


def test_where_nothing_is_missing_the_command_says_so(connected: Run) -> None:
    result = connected("gap")
    assert (result.exit_code, result.stdout.startswith("There is no gap")) == (0, True)


def test_both_lists_are_shown_with_what_becomes_of_each(connected: Run, tmp_path: Path) -> None:
    approve(connected, tmp_path, "T-1", "T-2")
    shown = connected("gap", "--limit", "1").stdout
    assert "Approved, and not in Cin7 (2):" in shown
    assert "T-1" in shown
    assert "It goes by itself; a replay makes it go now." in shown
    assert "More: --what orders --cursor " in shown
    assert json.loads(connected("gap", "--json").stdout)["orders"]["total"] == 2


def test_a_replay_is_followed_to_its_end(connected: Run, tmp_path: Path) -> None:
    approve(connected, tmp_path, "T-1")
    result = connected("gap", "--replay")
    assert result.exit_code == 0, result.output
    assert "is done: 1 of 1 orders and events go again." in result.stdout


def test_a_replay_may_be_left_to_whoever_works(connected: Run) -> None:
    result = connected("gap", "--replay", "--no-wait", "--json")
    assert json.loads(result.stdout)["job"]["kind"] == "replay"


def test_connecting_again_offers_the_gap(connected: Run, tmp_path: Path) -> None:
    approve(connected, tmp_path, "T-1")
    connected("disconnect", "--yes")
    result = connected("connect", "-s", "northwind", "--account-id", DEMO_ACCOUNT, "--no-wait")
    assert "1 orders are not in Cin7 yet, and Upstock has not heard of" in result.stderr
