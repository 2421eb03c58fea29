"""Importing from the command line."""

import json
from pathlib import Path

from tests.entrypoints.cli.conftest import Run


def test_customers_are_imported_and_the_job_followed_to_its_end(connected: Run) -> None:
    result = connected("import", "contacts")
    assert result.exit_code == 0, result.output
    assert "is done: 91 of 91 contacts looked at." in result.stdout


def test_products_are_imported_by_sku_and_what_cannot_be_is_named(connected: Run, tmp_path: Path) -> None:
    (tmp_path / "skus").write_text("NW-002\n\nNothing\n")
    result = connected("import", "products", "NW-001", "--file", str(tmp_path / "skus"), "--json")
    shown = json.loads(result.stdout)
    assert (shown["job"]["state"], shown["job"]["done"]) == ("done", 2)
    assert [(problem["code"], problem["pointer"]) for problem in shown["problems"]] == [("unknown_sku", "/skus/2")]
    assert "“Nothing” is no product that was read from Cin7." in result.stderr


def test_all_products_are_imported(connected: Run) -> None:
    connected("import", "products", "--all")
    counts = json.loads(connected("products", "--json").stdout)["counts"]
    assert (counts["importable"], counts["imported"] > 50) == (0, True)


def test_work_may_be_left_to_whoever_works(connected: Run) -> None:
    result = connected("import", "contacts", "--no-wait", "--json")
    assert (result.exit_code, json.loads(result.stdout)["job"]["state"]) == (0, "running")


def test_nothing_or_both_is_bad_input(connected: Run) -> None:
    for words in ((), ("NW-001", "--all")):
        result = connected("import", "products", *words)
        assert (result.exit_code, 'Give either "skus" or "all"' in result.stderr) == (2, True)


def test_products_of_which_none_can_be_offered_are_bad_input(connected: Run) -> None:
    result = connected("import", "products", "Nothing")
    assert result.exit_code == 2
    assert "None of these can be imported: “Nothing” is no product" in result.stderr
