"""What the operators' page says is so: its events, figures, commands, units and links exist."""

import configparser
import re
from pathlib import Path

import pytest

from adapters.tasks.queues import QUEUES
from entrypoints import logs
from entrypoints.cli.main import COMMANDS
from entrypoints.instruments import Instruments
from entrypoints.settings import Settings
from tests.bench.bench_import_children import AS_INSTALLED
from tests.entrypoints.test_gauges import gauges
from tests.house import House

HERE = Path(__file__).parents[2] / "entrypoints"
PAGE = (HERE / "README.md").read_text(encoding="utf-8")
METRICS = PAGE[PAGE.index("\n## Metrics") : PAGE.index("\n## Alerts")]


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.S | re.M)


def test_every_event_of_the_log_stands_there_and_no_other() -> None:
    logged = PAGE[PAGE.index("\n## Logs") : PAGE.index("\n## Metrics")]
    rows = [line.split("|")[1] for line in logged.splitlines() if line.startswith("| `")]
    told = re.findall(r"`([a-z0-9_.]+)`", "".join(rows))
    assert len(told) == len(set(told))
    assert set(told) == set(logs.EVENTS)


def test_every_event_of_the_log_is_written_somewhere() -> None:
    names = {name for name, value in vars(logs).items() if name.isupper() and value in logs.EVENTS}
    assert len(names) == len(logs.EVENTS)
    written = "".join(path.read_text(encoding="utf-8") for path in HERE.rglob("*.py") if path.name != "logs.py")
    assert [name for name in sorted(names) if f"logs.{name}" not in written] == []


def test_everything_that_is_measured_stands_there_and_nothing_else(house: House) -> None:
    measured = {family.name for family in (*Instruments().registry.collect(), *gauges(house).collect())}
    tables = [line for line in METRICS.splitlines() if line.startswith("|")]
    told = set(re.findall(r"`([a-z][a-z0-9_]+)(?:\{[a-z,]+\})?`", "\n".join(tables)))
    names = {name.removeprefix("upstock_cin7_") for name in measured}
    told_names = {name.removesuffix("_total") for name in told}
    occasional = {"workers", "tick_age_seconds"}  # on PostgreSQL, and once somebody has worked
    assert names <= told_names
    assert told_names - names <= occasional


def test_what_alerts_are_about_is_measured(house: House) -> None:
    measured = {family.name for family in (*Instruments().registry.collect(), *gauges(house).collect())}
    used = set(re.findall(r"upstock_cin7_[a-z0-9_]+", PAGE[PAGE.index("\n## Alerts") :]))
    assert len(used) >= 8
    assert {name.removesuffix("_total") for name in used} <= measured | {"upstock_cin7_tick_age_seconds"}


def test_a_worker_takes_up_as_many_tasks_as_it_says() -> None:
    told = re.search(r"each takes up (\d+) tasks at a time", PAGE)
    assert told is not None
    assert int(told.group(1)) == sum(queue.workers for queue in QUEUES.values())


@pytest.mark.parametrize("words", sorted(set(re.findall(r"upstock-cin7 (?!upstock)([a-z][a-z0-9-]+)", PAGE))))
def test_every_command_that_it_names_exists(words: str) -> None:
    assert words in COMMANDS


def test_every_unit_is_one_and_waits_for_what_is_in_hand() -> None:
    units = blocks("ini")
    assert len(units) == 2
    for text in units:
        unit = configparser.ConfigParser(strict=False, interpolation=None)
        unit.optionxform = str  # type: ignore[method-assign, assignment]  # how configparser is told to keep case
        unit.read_string(text)
        assert {"Unit", "Service", "Install"} <= set(unit)
        assert int(unit["Service"]["TimeoutStopSec"]) > 20
        assert unit["Service"]["ExecStart"].startswith("/opt/upstock-cin7/bin/")
        surroundings = dict(each.split("=", 1) for each in unit["Service"]["Environment"].split())
        assert surroundings.items() >= AS_INSTALLED.items(), "memory is measured as it is installed"


def test_every_setting_that_it_names_exists() -> None:
    known = {name.upper() for name in Settings.model_fields}
    named = set(re.findall(r"`(KEEP_[A-Z_]+|SECRET_KEYS|DATABASE_URL|PUBLIC_URL|UPSTOCK_[A-Z_]+|LOG_[A-Z]+)`", PAGE))
    assert named <= known


def test_every_link_leads_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#:]+)", PAGE):
        assert (HERE / link).exists(), link
    headings = {
        re.sub(r"[^a-z0-9 -]", "", line.lower()).replace(" ", "-") for line in re.findall(r"^## (.+)$", PAGE, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= headings
