"""Linking a supplier from the command line."""

import json
from pathlib import Path

import pytest

from entrypoints.cli.fakes import DEMO_ACCOUNT, DEMO_KEY
from tests.entrypoints.cli.conftest import Run

CONNECT = ("connect", "--supplier", "northwind", "--account-id", DEMO_ACCOUNT)


def test_the_key_is_asked_for_and_never_shown(run: Run) -> None:
    result = run(*CONNECT, "--no-wait", typed=f"{DEMO_KEY}\n")
    assert result.exit_code == 0, result.output
    assert "connected to Northwind Traders (USD)" in result.stdout
    assert DEMO_KEY not in result.output


def test_the_key_may_come_from_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{DEMO_KEY}\n")
    assert run(*CONNECT, "--no-wait", "--key-file", str(tmp_path / "key")).exit_code == 0


def test_the_key_may_come_through_a_pipe(run: Run) -> None:
    assert run(*CONNECT, "--no-wait", "--key-file", "-", typed=DEMO_KEY).exit_code == 0


def test_the_key_cannot_be_given_as_an_argument(run: Run) -> None:
    result = run(*CONNECT, "--application-key", DEMO_KEY)
    assert result.exit_code == 2
    assert "No such option" in result.stderr


def test_connecting_reads_customers_and_products(connected: Run) -> None:
    result = connected(*CONNECT)
    assert "products: 80 read" in result.stderr
    assert "contacts: 91 read" in result.stderr


def test_a_wrong_key_is_cin7s_no_with_the_remedy(run: Run) -> None:
    result = run(*CONNECT, typed="wrong\n")
    assert result.exit_code == 4
    assert "does not accept this account id and key" in result.stderr
    assert "Fix: " in result.stderr


def test_a_location_that_is_not_there_is_bad_input_and_names_those_that_are(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CIN7_APPLICATION_KEY", DEMO_KEY)
    result = run(*CONNECT, "--location", "Nowhere")
    assert result.exit_code == 2
    assert "Main Warehouse" in result.stderr


def test_a_cin7_that_cannot_be_reached_is_for_later(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIN7_URL", "http://127.0.0.1:9/ExternalApi/v2/")
    result = run(*CONNECT, typed=f"{DEMO_KEY}\n")
    assert result.exit_code == 75
    assert "Run the command again" in result.stderr


def test_for_machines_the_connection_is_the_document_of_http(run: Run) -> None:
    result = run(*CONNECT, "--no-wait", "--json", typed=f"{DEMO_KEY}\n")
    shown = json.loads(result.stdout)
    assert (shown["supplier"], shown["status"], shown["base_currency"]) == ("northwind", "connected", "USD")
    assert not any("key" in name for name in shown)


def test_disconnecting_asks_first(connected: Run) -> None:
    assert connected("disconnect", typed="n\n").exit_code == 130
    result = connected("disconnect", "--supplier", "northwind", "--yes")
    assert result.exit_code == 0
    assert "key erased" in result.stdout
    assert connected(*CONNECT, "--no-wait").exit_code == 0
    ended = json.loads(connected("disconnect", "--yes", "--json").stdout)
    assert (ended["supplier"], ended["status"]) == ("northwind", "disconnected")
    assert connected("options", "show").exit_code == 2  # nobody is connected now


def test_a_supplier_that_was_never_connected_cannot_be_disconnected(run: Run) -> None:
    result = run("disconnect", "--supplier", "nobody", "--yes")
    assert result.exit_code == 3
    assert "nobody was never connected" in result.stderr
