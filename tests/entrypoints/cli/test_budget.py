"""The budget on the command line: the same numbers everywhere, and what is to come in sentences."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.storage.mirror import Stream
from application.reporting.call_outlook import CallOutlook, LaneOutlook, Reading
from domain.call_budget import CallWindow, Lane
from domain.call_usage import CallUsage
from entrypoints.cli.budget import budget_lines, in_short
from tests.builders import NOON
from tests.entrypoints.cli.conftest import Run

NOW = NOON.timestamp()
IDLE = LaneOutlook(used=0, waiting=0, calls=0, free_in=0.0)


@pytest.fixture
def outlook() -> CallOutlook:
    """Ten orders and a full import wait, while Cin7 wants to be left alone for 42 seconds."""
    hits = tuple((NOW - 10, lane) for lane in (Lane.ORDERS, Lane.ORDERS, Lane.IMPORTS))
    return CallOutlook(
        at=NOON,
        usage=CallUsage(
            limit=60,
            window=CallWindow(hits=hits, blocked_until=NOW + 42),
            now=NOW,
            blocked_why="POST sale: it was too much.",
        ),
        lanes={
            Lane.ORDERS: LaneOutlook(used=2, waiting=10, calls=19, free_in=42.0),
            Lane.SHIPMENTS: IDLE,
            Lane.PRICES: IDLE,
            Lane.IMPORTS: LaneOutlook(used=1, waiting=1, calls=8, free_in=47.0),
        },
        orders_through_at=NOON + timedelta(seconds=42),
        readings=(
            Reading(
                stream=Stream.PRODUCTS,
                lane=Lane.IMPORTS,
                job=None,
                done=2000,
                total=10_000,
                calls=8,
                ends_at=NOON + timedelta(minutes=3),
            ),
        ),
    )


def test_everything_that_waits_has_its_row_and_its_sentence(outlook: CallOutlook) -> None:
    told = "\n".join(budget_lines(outlook))
    assert told.startswith("3 of 60 calls of the last minute are used; the most urgent lane goes first.\n")
    rows = [line.split("  ") for line in told.splitlines() if line.startswith(("orders", "imports"))]
    assert [[cell.strip() for cell in row if cell.strip()] for row in rows] == [
        ["orders", "2", "10 orders, 19 calls at least", "in 42 s"],
        ["imports", "1", "1 full reading, 8 calls at least", "in 47 s"],
    ]
    assert "Nobody calls until 12:00:42 UTC (in 42 s): POST sale: it was too much." in told
    assert "All orders that wait will have gone in 42 s" in told
    assert "All products are being read: 2,000 of 10,000, 8 calls left, through in 3 min." in told


def test_a_reading_of_which_nothing_is_known_yet_is_about_to_begin(outlook: CallOutlook) -> None:
    [reading] = outlook.readings
    begun = replace(reading, lane=Lane.PRICES, done=0, total=None, calls=None, ends_at=None)
    assert "Changed products are being read: about to begin." in list(budget_lines(replace(outlook, readings=(begun,))))


def test_on_one_line_only_what_was_used_and_what_matters_is_said(outlook: CallOutlook) -> None:
    assert in_short(outlook) == (
        "3 of 60 calls in the last minute (orders 2, imports 1); all orders gone in 42 s;"
        " blocked for 42 s: POST sale: it was too much."
    )


def test_people_and_machines_are_told_the_same(connected: Run) -> None:
    people, machines = connected("budget"), json.loads(connected("budget", "--json").stdout)
    status = json.loads(connected("status", "--supplier", "northwind", "--json").stdout)
    assert people.exit_code == 0
    assert people.stdout.startswith(f"{machines['used']} of 100000 calls of the last minute are used")
    assert "Nothing waits." in people.stdout
    assert [lane["lane"] for lane in machines["lanes"]] == ["orders", "shipments", "prices", "imports"]
    assert machines | {"at": None} == status["budget"] | {"at": None}


def test_without_a_key_there_is_nothing_to_show(run: Run) -> None:
    assert run("budget", "--supplier", "nobody").exit_code == 3
