import pytest

from adapters.tasks.workflows import Workflows
from application.ports.tasks import Task


def test_a_crash_hook_that_crashes_is_logged_with_what_it_was_told(caplog: pytest.LogCaptureFixture) -> None:
    def on_crash(_task: Task | None, _subject: str, _crash: Exception) -> None:
        raise RuntimeError("the hook's own bug")

    workflows = Workflows(dict.fromkeys(Task, lambda _: None), every_minute={}, on_crash=on_crash)
    workflows.report(Task.PLACE_ORDER, "order 10248", LookupError("a bug of ours"))
    for told in ("the hook's own bug", "order 10248", "a bug of ours"):
        assert told in caplog.text
