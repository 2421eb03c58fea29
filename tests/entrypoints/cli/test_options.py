"""Choosing how sales are made from the command line."""

import json

from tests.entrypoints.cli.conftest import Run


def test_only_what_is_named_changes(connected: Run) -> None:
    connected("options", "set", "--address-field", "Delivery address", "--freight-description", "Carriage")
    shown = json.loads(connected("options", "set", "--status", "draft", "--json").stdout)
    assert (shown["status"], shown["address_field"]) == ("draft", "Delivery address")
    assert shown["freight"] == {"description": "Carriage", "tax_rule": None}
    assert shown["version"] == 2


def test_an_empty_text_takes_a_choice_back(connected: Run) -> None:
    connected("options", "set", "--address-field", "Delivery address")
    assert json.loads(connected("options", "set", "--address-field", "", "--json").stdout)["address_field"] is None


def test_a_combination_that_cin7_cannot_do_is_a_rules_no(connected: Run) -> None:
    result = connected("options", "set", "--status", "draft", "--creation-mode", "auto_pick")
    assert result.exit_code == 3
    assert "choose Authorised, or No Pick" in result.stderr


def test_for_machines_the_refusal_is_the_problem_document_of_http(connected: Run) -> None:
    result = connected("options", "set", "--status", "draft", "--creation-mode", "auto_pick", "--json")
    assert json.loads(result.stdout)["type"] == "/problems/impossible_options"


def test_a_tax_rule_that_is_not_there_is_bad_input_and_names_those_that_are(connected: Run) -> None:
    result = connected("options", "set", "--freight-tax-rule", "Nothing")
    assert result.exit_code == 2
    assert "Tax exempt" in result.stderr


def test_the_options_are_shown_for_people(connected: Run) -> None:
    result = connected("options", "show")
    assert "creation mode     no_pick" in result.stdout


def test_the_versions_say_who_changed_what(connected: Run) -> None:
    assert "Nobody chose yet" in connected("options", "versions").stdout
    connected("options", "set", "--status", "draft")
    connected("options", "set", "--address-field", "Delivery address")
    shown = connected("options", "versions", "--limit", "1").stdout
    assert "address_field: – → Delivery address" in shown
    assert "cli:" in shown
    cursor = shown.split("--cursor ")[1].strip()
    older = json.loads(connected("options", "versions", "--cursor", cursor, "--json").stdout)
    assert [version["version"] for version in older["items"]] == [1]
    assert older["items"][0]["changes"] == [{"option": "status", "before": "authorised", "after": "draft"}]


def test_a_choice_is_tried_on_the_last_orders(connected: Run) -> None:
    result = connected("options", "preview", "--status", "draft")
    assert (result.exit_code, result.stdout) == (0, "0 of the last 0 orders would have been otherwise.\n")
    assert json.loads(connected("options", "preview", "--json").stdout) == {"tried": 0, "orders": []}


def test_what_cannot_be_chosen_cannot_be_tried_either(connected: Run) -> None:
    result = connected("options", "preview", "--status", "draft", "--creation-mode", "auto_pick")
    assert result.exit_code == 3
