import io
import json
import logging
from collections.abc import Iterator

import pytest

from entrypoints import logs
from tests.quiet_logs import logging_as_before

SECRET = "hunter2 or hunter3"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    with logging_as_before():
        logs.configure(level="INFO", shape="json", secrets=(SECRET, "hunter2"), stream=stream)
        logs.during()
        yield stream


def lines(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_an_event_is_one_json_object_with_time_and_level(written: io.StringIO) -> None:
    logs.info(logs.ORDER_ACCEPTED, supplier="northwind", order="UP-☕\n1")
    (line,) = lines(written)
    assert str(line.pop("at")).endswith("Z")
    assert line == {"event": "order.accepted", "level": "info", "supplier": "northwind", "order": "UP-☕\n1"}


def test_what_belongs_to_a_request_is_on_each_of_its_lines_and_on_no_other(written: io.StringIO) -> None:
    logs.during(request_id="one")
    logs.info("a")
    logs.during(request_id="two")
    logs.warning("b")
    assert [line["request_id"] for line in lines(written)] == ["one", "two"]


def test_known_secrets_are_hidden_wherever_they_turn_up(written: io.StringIO) -> None:
    crash = ValueError(f"cannot open with {SECRET}")
    logs.error(logs.TASK_CRASHED, crash, detail=f"a {SECRET} b", deep={"list": [{"text": f"<{SECRET}>"}]})
    logging.getLogger("somebody.else").warning("password is %s", SECRET)
    assert "hunter" not in written.getvalue()
    assert written.getvalue().count(logs.HIDDEN) == 4
    assert "ValueError" in written.getvalue()


def test_what_a_request_or_task_works_with_is_hidden_until_the_next_one_begins(written: io.StringIO) -> None:
    for secret in ("key-of-this-task", "key-of-this-task-and-more"):
        logs.conceal(secret)
    logs.error(logs.TASK_CRASHED, ValueError("KEY-OF-THIS-TASK-AND-MORE, key-of-this-task"), said="key-of-this-task")
    assert "of-this-task" not in written.getvalue().lower()
    assert str(lines(written)[0]["exception"]).endswith(f"{logs.HIDDEN}, {logs.HIDDEN}")
    logs.during(task="another")
    logs.info(logs.CIN7_CALL, call="key-of-this-task")
    assert lines(written)[1]["call"] == "key-of-this-task"


def test_of_very_many_secrets_in_one_task_the_latest_are_remembered(written: io.StringIO) -> None:
    for number in range(100):
        logs.conceal(f"secret-{number:03}")
    logs.info("x", text="secret-099")
    assert lines(written)[0]["text"] == logs.HIDDEN


@pytest.mark.parametrize(
    "name", ["application_key", "api-auth-applicationkey", "Authorization", "password", "secret_keys", "token", "key"]
)
def test_fields_of_secret_names_are_hidden_whatever_they_hold(written: io.StringIO, name: str) -> None:
    logs.info("x", **{name: "value"}, nested={name: ["value"]})
    assert "value" not in written.getvalue()


def test_our_own_tokens_are_hidden_without_being_known(written: io.StringIO) -> None:
    logs.info("x", text=f"Bearer uc7_abc123_{'0f' * 32}")
    assert lines(written)[0]["text"] == f"Bearer {logs.HIDDEN}"


def test_lines_of_libraries_have_the_same_shape_and_the_chatty_ones_are_quiet(written: io.StringIO) -> None:
    logging.getLogger("library").error("broken: %d", 7)
    logging.getLogger("werkzeug").info("GET /")
    logging.getLogger("alembic.runtime").info("Context impl")
    (line,) = lines(written)
    assert (line["event"], line["level"]) == ("broken: 7", "error")


def test_lines_for_people_are_one_line_each() -> None:
    stream = io.StringIO()
    with logging_as_before():
        logs.configure(level="WARNING", shape="text", secrets=(), stream=stream)
        logs.info("quiet")
        logs.warning("loud", order="UP-1\nforged line")
    assert stream.getvalue().count("\n") == 1
    assert "quiet" not in stream.getvalue()


def test_events_are_listed_once_each() -> None:
    own = {
        value
        for name, value in vars(logs).items()
        if name.isupper() and name not in {"HIDDEN"} and isinstance(value, str)
    }
    assert own == set(logs.EVENTS)
    assert len(logs.EVENTS) == len(own)
