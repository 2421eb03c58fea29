from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from adapters.tasks.workflows import PAUSES, Workflows
from application.ports.storage.unit_of_work import StorageUnavailable
from application.ports.tasks import Task

Crash = tuple[Task | None, str, Exception]


def test_a_crash_hook_that_crashes_is_logged_with_what_it_was_told(caplog: pytest.LogCaptureFixture) -> None:
    def on_crash(_task: Task | None, _subject: str, _crash: Exception) -> None:
        raise RuntimeError("the hook's own bug")

    workflows = Workflows(dict.fromkeys(Task, lambda _: None), every_minute={}, on_crash=on_crash)
    workflows.report(Task.PLACE_ORDER, "order 10248", LookupError("a bug of ours"))
    for told in ("the hook's own bug", "order 10248", "a bug of ours"):
        assert told in caplog.text


def workflows(handler: Callable[[str], None], crashes: list[Crash], *, pauses: tuple[float, ...]) -> Workflows:
    """Answer workflows whose every task does the same."""
    return Workflows(
        dict.fromkeys(Task, handler),
        every_minute={},
        on_crash=lambda task, subject, crash: crashes.append((task, subject, crash)),
        pauses=pauses,
    )


def test_a_task_waits_for_a_database_that_is_away_and_is_no_crash() -> None:
    crashes: list[Crash] = []
    away = iter([StorageUnavailable("It restarts."), StorageUnavailable("It starts up.")])

    def handler(_subject: str) -> None:
        for outage in away:
            raise outage

    assert workflows(handler, crashes, pauses=(0, 0)).do(Task.PLACE_ORDER, "order 10248") == "done"
    assert not crashes


def test_a_database_that_stays_away_is_a_crash_in_the_end_so_that_no_account_is_held_up_for_ever() -> None:
    crashes: list[Crash] = []
    tries: list[str] = []

    def handler(subject: str) -> None:
        tries.append(subject)
        raise StorageUnavailable("It is gone.")

    assert workflows(handler, crashes, pauses=(0, 0)).do(Task.PLACE_ORDER, "order 10248") == "crashed"
    assert len(tries) == 3
    [(task, subject, crash)] = crashes
    assert (task, subject, type(crash)) == (Task.PLACE_ORDER, "order 10248", StorageUnavailable)


def test_a_process_that_is_to_end_waits_for_no_database() -> None:
    def handler(_subject: str) -> None:
        raise StorageUnavailable("It is gone.")

    crashes: list[Crash] = []
    ending = workflows(handler, crashes, pauses=(3600, 3600))
    ending.wait_no_longer()
    assert ending.do(Task.PLACE_ORDER, "order 10248") == "crashed"
    assert len(crashes) == 1


def test_a_tick_that_begins_a_minute_late_is_told_and_done_all_the_same() -> None:
    late: list[float] = []
    ticks: list[str] = []
    ticking = Workflows(
        dict.fromkeys(Task, lambda _: None),
        every_minute={"every minute": lambda: ticks.append("done")},
        on_crash=lambda *_: None,
        on_late=late.append,
    )
    ticking.tick(datetime.now(UTC) - timedelta(seconds=30))
    assert not late
    ticking.tick(datetime.now(UTC) - timedelta(seconds=95))
    assert [round(seconds) for seconds in late] == [95]
    assert ticks == ["done", "done"]


def test_a_database_may_be_away_for_a_minute() -> None:
    assert 55 <= sum(PAUSES) <= 65
    assert max(PAUSES) < 5
