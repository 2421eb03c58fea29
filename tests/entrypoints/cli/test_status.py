"""One screen, and the same for machines."""

import json
from pathlib import Path

from tests.entrypoints.cli.conftest import Run


def approved(folder: Path, number: str, **changes: object) -> str:
    order = {
        "number": number,
        "currency": "USD",
        "customer": {"name": "Vins et alcools Chevalier"},
        "order_date": "2026-07-04",
        "lines": [{"sku": "NW-011", "quantity": "12", "unit_price": "14.00"}],
        **changes,
    }
    file = folder / f"{number}.json"
    file.write_text(json.dumps(order))
    return str(file)


def test_the_screen_shows_the_whole_and_the_only_supplier(connected: Run, tmp_path: Path) -> None:
    connected("approve", approved(tmp_path, "S-1"), "--no-wait")
    connected("approve", approved(tmp_path, "S-2", currency="EUR"), "--no-wait")
    result = connected("status")
    assert result.exit_code == 0
    for words in (
        "nobody works",
        "northwind  Northwind Traders  connected",
        "Orders     2 accepted",
        "oldest accepted: accepted",
        "Reads      products   changes until",
        "of 100000 calls in the last minute",
        "Outbox     empty",
    ):
        assert words in result.stdout, (words, result.stdout)


def test_machines_read_the_same(connected: Run, tmp_path: Path) -> None:
    connected("approve", approved(tmp_path, "S-1"), "--no-wait")
    whole = json.loads(connected("status", "--json").stdout)
    assert whole["suppliers"] == [{"supplier": "northwind", "company": "Northwind Traders", "status": "connected"}]
    assert whole["orders"]["by_state"]["accepted"]["orders"] == 1
    assert whole["work"]["queues"]["orders"]["tasks"] == 1
    one = json.loads(connected("status", "--supplier", "northwind", "--json").stdout)
    assert {flow["what"] for flow in one["flows"]} == {"products", "contacts", "shipments"}
    assert one["budget"]["limit"] == 100_000
    assert one["orders"]["held_for"] == {}


def test_a_supplier_alone_is_shown_alone(connected: Run) -> None:
    result = connected("status", "-s", "northwind")
    assert result.stdout.startswith("northwind: Northwind Traders, connected\n")
    assert connected("status", "-s", "nobody").exit_code == 3


def test_where_nobody_is_connected_the_next_step_is_said(run: Run) -> None:
    assert "`upstock-cin7 connect` makes the first" in run("status").stdout
