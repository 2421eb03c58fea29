"""After the whole main job no secret stands in clear anywhere: tables, files, logs, answers, outputs, processes.

Source: architecture §14, "key leaks through logs, payloads, evidence, errors, tracebacks".
"""

from pathlib import Path

import pytest

from tests.secrecy.commands import ARGUMENTS
from tests.secrecy.job import MainJob
from tests.secrecy.search import Places, files_in, found, rows_of

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(1500)]

ORDER = "UP-UNCLEAR"
"""No secret: it has to be found wherever secrets are not, or the search did not look there."""

WHERE_IT_STANDS = (
    ".orders",
    ".evidence",
    ".attempts",
    ".outbox",
    ".workflow_",
    "serve-json.1.log",
    f"{ORDER}.json",
    f"evidence {ORDER} --out",
    "command orders list",
    "answer to GET orders",
    f"answer to GET orders/{ORDER}/evidence",
    f"answer to console /orders/{ORDER}",
    ARGUMENTS,
)

WHAT_HAPPENED = {
    "serve-json.1.log": ("task.crashed", "http.failed", "stumbled over", "order.unclear", "order.waiting", "[hidden]"),
    "serve-text.1.log": ("task.crashed", "http.failed", "stumbled over", "order.placed", "[hidden]"),
    f"file left/{ORDER}.json": ("[key]",),
    f"answer to GET orders/{ORDER}/evidence": ("[key]",),
    ARGUMENTS: ("--key-file", "serve", "--rotate"),
}


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_no_secret_is_left_in_clear(tmp_path: Path, database: str, request: pytest.FixtureRequest) -> None:
    folder = tmp_path / "left"
    folder.mkdir()
    job = MainJob(folder, str(request.getfixturevalue(f"{database}_url")))
    try:
        left = job.do()
    finally:
        job.end()
    everywhere = {**left.seen, **files_in(tmp_path), **rows_of(job.database_url)}
    everywhere.pop("file left/upstock.1.log")  # Upstock's own, which says how events to it are signed

    assert_everything_was_searched(everywhere)
    assert found(left.secrets, everywhere) == []


def assert_everything_was_searched(everywhere: Places) -> None:
    places = [place.partition(",")[0] for place in found({"the order": ORDER}, everywhere)]
    assert [where for where in WHERE_IT_STANDS if not any(where in place for place in places)] == []
    for where, words in WHAT_HAPPENED.items():
        (content,) = (content for place, content in everywhere.items() if where in place)
        assert [word for word in words if word.encode() not in content] == [], where
