"""What holds for the whole: imports, places, words and tables."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.tasks.queues import PLACE
from application.ports.tasks import Task
from application.use_cases import UseCases, handlers
from domain.problems import CATALOGUE, Problem
from entrypoints import logs
from entrypoints.problem_catalogue import ALL
from entrypoints.settings import Settings
from entrypoints.settings_table import settings_table
from tests.house import House
from tests.source import ROOT, calls, modules, trees

VAGUE = {"utils", "helpers", "common", "base", "manager", "impl", "misc"}
LONGEST = 250


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_import_contract_is_kept() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 — our own tool
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_file_is_longer_than_one_can_read() -> None:
    long = {named(path): len(path.read_text().splitlines()) for path in modules()}
    assert {path: lines for path, lines in long.items() if lines > LONGEST} == {}


def test_every_module_and_package_says_what_it_is_for() -> None:
    assert [path for path, tree in trees().items() if not ast.get_docstring(tree)] == []
    folders = {path.parent for path in modules()} - {ROOT / "entrypoints" / "boot"}
    assert [named(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_no_module_is_named_for_nothing() -> None:
    assert [named(path) for path in modules() if VAGUE & set(path.stem.split("_"))] == []


def test_every_task_has_a_handler_and_a_place(empty_house: House) -> None:
    assert set(handlers(empty_house.use_cases)) == set(Task) == set(PLACE)


def test_every_use_case_is_in_the_record_that_entrypoints_receive(empty_house: House) -> None:
    assert all(getattr(empty_house.use_cases, name) is not None for name in UseCases.__slots__)


def codes_said() -> set[str]:
    """Answer every code that our source gives to a problem, wherever it stands; the fakes have words of their own."""
    found: set[str] = set()
    for path, made in calls().items():
        if "fake_" in path:
            continue
        for node in made:
            if getattr(node.func, "id", "") in {"Problem", "item", "problem_of"}:
                given = [keyword.value for keyword in node.keywords if keyword.arg == "code"] or node.args[:1]
                found |= {
                    part.value for part in given if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return found


def test_every_code_that_is_said_is_in_the_catalogue_with_what_why_fix_and_who() -> None:
    assert {"unknown_product", "several_sales", "internal"} <= codes_said() <= ALL.keys()
    for code, kind in ALL.items():
        assert all(text.strip() for text in (kind.what, kind.why, kind.fix, kind.who)), code


def test_every_entry_of_the_catalogue_about_orders_can_be_said() -> None:
    source = "\n".join(path.read_text() for path in modules() if path.name not in {"problems.py", "catalogue.py"})
    assert [code for code in CATALOGUE if f'"{code}"' not in source] == []
    assert all(Problem(code=code, detail="x").fix for code in CATALOGUE)


@pytest.fixture(scope="module")
def readme() -> str:
    return (ROOT / "README.md").read_text()


def test_every_setting_stands_in_the_readme_as_the_code_says_it(readme: str) -> None:
    assert settings_table() in readme
    assert all(f"`{name.upper()}`" in readme for name in Settings.model_fields)


def test_every_event_stands_in_the_operations_text() -> None:
    operations = (ROOT / "entrypoints" / "README.md").read_text()
    assert [event for event in logs.EVENTS if f"`{event}`" not in operations] == []
