"""Sending orders and looking at them from the command line."""

import json
from pathlib import Path

from click.testing import Result

from entrypoints.cli.demonstration.orders import Document, approved_orders
from entrypoints.cli.fakes import DEMO_ACCOUNT
from tests.entrypoints.cli.conftest import Run

GOOD, FOREIGN = "10248", "10260"


def order(number: str = GOOD, **changed: object) -> Document:
    return {**next(each for each in approved_orders() if each["number"] == number), **changed}


def lines(*documents: Document) -> str:
    return "\n".join(map(json.dumps, documents))


def approve(run: Run, *documents: Document, options: tuple[str, ...] = ()) -> Result:
    return run("approve", "-", *options, typed=lines(*documents))


def test_an_approved_order_becomes_a_sale(connected: Run) -> None:
    result = approve(connected, order())
    assert result.exit_code == 0, result.output
    assert "created" in result.stdout
    assert "SO-00001" in result.stdout
    assert "1 new, 0 approved before, 0 refused" in result.stdout


def test_each_document_is_reported_and_a_bad_one_keeps_no_other_back(connected: Run) -> None:
    result = approve(connected, order(currency="usd"), order())
    assert result.exit_code == 2
    assert "line 1: A value is not possible" in result.stderr
    assert "/currency" in result.stderr
    assert "1 new, 0 approved before, 1 refused" in result.stdout


def test_an_order_that_is_held_is_a_rules_no_with_the_reason(connected: Run) -> None:
    result = approve(connected, order(FOREIGN))
    assert result.exit_code == 3
    assert "trades in EUR" in result.stdout


def test_the_same_again_changes_nothing_and_other_content_is_refused(connected: Run) -> None:
    approve(connected, order(), options=("--no-wait",))
    again = approve(connected, order(), options=("--no-wait",))
    assert (again.exit_code, "0 new, 1 approved before" in again.stdout) == (0, True)
    other = approve(connected, order(reference="other"), options=("--no-wait",))
    assert other.exit_code == 3
    assert "/reference" in other.stderr


def test_for_machines_every_document_has_a_line_of_its_own(connected: Run) -> None:
    result = approve(connected, order(), order(lines=[]), options=("--json",))
    made, refused = (json.loads(line) for line in result.stdout.splitlines())
    assert (made["number"], made["state"], made["totals"]["difference"]) == (GOOD, "created", "0.00")
    assert refused["problems"][0]["pointer"] == "/lines"


def test_a_file_that_is_no_json_is_refused_before_anything_is_stored(connected: Run, tmp_path: Path) -> None:
    (tmp_path / "orders.jsonl").write_text('{"number": "1"')
    result = connected("approve", str(tmp_path / "orders.jsonl"))
    assert result.exit_code == 2
    assert "line 1, column 15" in result.stderr


def test_what_waits_for_a_worker_is_accepted(connected: Run) -> None:
    result = approve(connected, order(), options=("--no-wait", "--json"))
    assert json.loads(result.stdout)["state"] == "accepted"


def test_orders_are_listed_by_state(connected: Run) -> None:
    approve(connected, order(), order(FOREIGN))
    held = json.loads(connected("orders", "list", "--state", "held", "--json").stdout)
    assert [item["number"] for item in held["items"]] == [FOREIGN]
    assert "There is no such order" in connected("orders", "list", "--state", "shipped").stdout


def test_a_long_list_goes_on_at_the_cursor_it_prints(connected: Run) -> None:
    approve(connected, order(), order(FOREIGN), options=("--no-wait",))
    first = connected("orders", "list", "--limit", "1").stdout
    cursor = first.rsplit(maxsplit=1)[-1]
    second = connected("orders", "list", "--limit", "1", "--cursor", cursor)
    assert (FOREIGN in first) != (FOREIGN in second.stdout)


def test_one_order_is_shown_with_its_remedy(connected: Run) -> None:
    approved = approve(connected, order(FOREIGN))
    result = connected("orders", "show", FOREIGN)
    assert "held" in result.stdout, approved.output
    assert "Fix: Change the customer's currency" in result.stdout


def test_an_order_that_is_not_there_is_said_to_be(connected: Run) -> None:
    result = connected("orders", "show", "nothing")
    assert (result.exit_code, "has no order nothing" in result.stderr) == (3, True)


def test_a_preview_shows_the_calls_and_sends_nothing(connected: Run) -> None:
    result = connected("orders", "preview", "-", "--json", typed=json.dumps(order()))
    shown = json.loads(result.stdout)
    assert [call["path"] for call in shown["calls"]] == ["sale", "sale/order"]
    assert "from" in shown["origins"]["/calls/0/body/CustomerReference"]
    assert json.loads(connected("orders", "list", "--json").stdout)["items"] == []


def test_a_preview_of_an_order_that_would_be_held_says_why(connected: Run) -> None:
    result = connected("orders", "preview", "-", typed=json.dumps(order(FOREIGN)))
    assert (result.exit_code, "trades in EUR" in result.stdout) == (3, True)


def test_a_held_order_goes_again_and_says_what_came_of_it(connected: Run) -> None:
    approve(connected, order(FOREIGN))
    result = connected("orders", "retry", FOREIGN)
    assert (result.exit_code, "held" in result.stdout) == (3, True)


def test_a_held_order_is_ignored_with_a_note(connected: Run) -> None:
    approve(connected, order(FOREIGN))
    result = connected("orders", "ignore", FOREIGN, "--note", "sold at the door")
    assert result.exit_code == 0, result.output
    assert f"Order {FOREIGN}: ignored" in result.stdout
    assert "Note: sold at the door" in result.stdout


def test_a_sale_that_is_not_there_cannot_be_linked(connected: Run) -> None:
    approve(connected, order(FOREIGN))
    result = connected("orders", "link", FOREIGN, "5d0c7a0e-0c6e-4f0c-9a57-3f1f3b0f0a11")
    assert result.exit_code == 2
    assert "Cin7 shows no sale of this id" in result.stderr
    assert "whole address of its page" in result.stderr


def test_an_order_is_not_linked_to_another_orders_sale(connected: Run) -> None:
    made = json.loads(approve(connected, order(), order(FOREIGN), options=("--json",)).stdout.splitlines()[0])
    result = connected("orders", "link", FOREIGN, made["sale"]["id"])
    assert result.exit_code == 3
    assert f"is order {GOOD} already" in result.stderr
    assert "is for “Vins et alcools Chevalier”" in result.stderr


def test_with_several_suppliers_one_must_be_named(connected: Run) -> None:
    connected("connect", "--supplier", "second", "--account-id", DEMO_ACCOUNT, "--no-wait")
    result = connected("orders", "list")
    assert result.exit_code == 2
    assert "northwind, second" in result.stderr
    assert connected("orders", "list", "--supplier", "second").exit_code == 0
