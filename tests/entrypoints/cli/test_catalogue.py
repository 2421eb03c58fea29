"""The catalogue from the command line."""

import json
from pathlib import Path

import pytest

from tests.entrypoints.cli.conftest import Run, command, copied, imitated_cin7, settle


@pytest.fixture(scope="module")
def imported_template(connected_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported")
    database = folder / "imported.sqlite3"
    copied(connected_template, database)
    with imitated_cin7() as server, pytest.MonkeyPatch.context() as monkeypatch:
        settle(monkeypatch, folder, database, server)
        for words in (("import", "products", "--all"), ("import", "contacts")):
            assert command(*words).exit_code == 0, words
    return database


@pytest.fixture
def imported(connected: Run, imported_template: Path, tmp_path: Path) -> Run:
    copied(imported_template, tmp_path / "database.sqlite3")
    return connected


def test_products_are_listed_with_what_importing_would_change(connected: Run) -> None:
    result = connected("products", "--search", "NW-001")
    assert result.exit_code == 0, result.output
    assert "importable  sku, name" in result.stdout
    assert " imported, excluded: " in result.stdout


def test_excluded_products_say_why(connected: Run) -> None:
    shown = json.loads(connected("products", "--state", "excluded", "--json").stdout)
    assert {item["reason"] for item in shown["items"]} <= {"service", "deprecated", "not_sellable"}
    assert sum(shown["counts"]["excluded"].values()) == len(shown["items"])


def test_lists_go_on_where_they_ended(connected: Run) -> None:
    for listed in ("products", "contacts"):
        first = json.loads(connected(listed, "--limit", "2", "--json").stdout)
        rest = json.loads(connected(listed, "--limit", "2", "--cursor", first["next_cursor"], "--json").stdout)
        assert {item["id"] for item in first["items"]} & {item["id"] for item in rest["items"]} == set()
        assert f"More: --cursor {first['next_cursor']}" in connected(listed, "--limit", "2").stdout


def test_customers_are_listed_with_how_orders_find_them(connected: Run) -> None:
    result = connected("contacts", "--search", "frankenversand")
    assert "Frankenversand  name" in result.stdout
    assert connected("contacts", "--match", "ambiguous").exit_code == 0


def test_price_lists_are_listed_and_shown(imported: Run) -> None:
    shown = json.loads(imported("price-lists", "--json").stdout)["items"]
    assert shown
    assert shown[0]["name"] in imported("price-lists").stdout
    one = imported("price-lists", shown[0]["id"], "--limit", "3")
    assert f"{shown[0]['name']}: {shown[0]['customer_count']} customers, version" in one.stdout


def test_a_price_list_that_is_not_there_is_a_rules_no(connected: Run) -> None:
    assert "No price list yet" in connected("price-lists").stdout
    result = connected("price-lists", "tier-9")
    assert (result.exit_code, "has no price list tier-9" in result.stderr) == (3, True)


def test_a_price_is_explained(imported: Run) -> None:
    result = imported("explain", "Frankenversand", "NW-001")
    assert result.exit_code == 0, result.output
    assert "tier price" in result.stdout
    assert (
        json.loads(imported("explain", "Frankenversand", "NW-001", "--json").stdout)["contact"]["name"]
        == "Frankenversand"
    )
    assert imported("explain", "Nobody", "NW-001").exit_code == 3


def test_alarms_are_listed_with_their_remedy(imported: Run) -> None:
    result = imported("alarms")
    assert result.exit_code == 0, result.output
    shown = json.loads(imported("alarms", "--json").stdout)
    assert ("Fix: " in result.stdout) is bool(shown["items"])
    assert imported("alarms", "--closed").stdout == "No such alarm.\n"
