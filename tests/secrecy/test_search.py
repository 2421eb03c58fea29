"""The search finds what it looks for in every place and spelling: else finding nothing would prove nothing."""

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from adapters.sql import make_engine
from tests.secrecy.search import files_in, found, rows_of

PLANTED = "Planted-by-this-test/8c1f+7d"
SECRETS = {"planted": PLANTED}
OF_OURS = "INSERT INTO audit (actor, action, detail, at) VALUES ('a', 'b', :text, '2026-05-04 12:00:00+00:00')"
OF_THE_ENGINE = (
    "INSERT INTO {}workflow_status (workflow_uuid, status, name, inputs, created_at, updated_at, priority,"
    " owner_xid, rate_limited) VALUES ('planted', 'SUCCESS', 'n', :text, 1, 1, 0, 'x', false)"
)


@pytest.mark.parametrize("beside", ["", "x", "xy"])
@pytest.mark.parametrize(
    ("spelling", "written"),
    [
        ("plain", lambda text: text.upper().encode()),
        ("address", lambda text: quote(text, safe="").lower().encode()),
        ("hexadecimal", lambda text: text.encode().hex().upper().encode()),
        ("wide", lambda text: text.encode("utf-16-le")),
        ("base64", lambda text: b64encode(text.encode())),
    ],
)
def test_a_secret_is_found_however_it_is_spelled(spelling: str, written: Callable[[str], bytes], beside: str) -> None:
    content = b"before " + written(f"{beside}{PLANTED}{beside}") + b" after"
    assert f"planted in here, {spelling}" in found(SECRETS, {"here": content, "elsewhere": b"nothing"})


def test_what_is_not_there_is_not_found() -> None:
    assert found(SECRETS, {"here": PLANTED[1:].encode(), "there": PLANTED[:-1].encode()}) == []


def test_it_is_found_in_a_file_whatever_its_folder(tmp_path: Path) -> None:
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "deep" / "deeper" / "note").write_bytes(b"\0\1" + PLANTED.encode())
    assert found(SECRETS, files_in(tmp_path)) == ["planted in file deep/deeper/note, plain"]


@pytest.mark.parametrize("statement", [OF_OURS, OF_THE_ENGINE], ids=["of ours", "of the task engine"])
def test_it_is_found_in_a_row_of_any_table(database_url: str, statement: str) -> None:
    engine = make_engine(database_url)
    schema = "dbos." if engine.dialect.name == "postgresql" else ""
    with engine.begin() as connection:
        connection.execute(sa.text(statement.format(schema)), {"text": f"<{PLANTED}>"})
    engine.dispose()
    (where,) = found(SECRETS, rows_of(database_url))
    assert where.endswith(("audit, plain", "workflow_status, plain"))


def test_it_is_found_in_what_sqlite_has_not_yet_put_into_its_file(sqlite_url: str, tmp_path: Path) -> None:
    engine = make_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(sa.text(OF_OURS), {"text": PLANTED})
    seen = found(SECRETS, files_in(tmp_path))
    engine.dispose()
    assert seen == ["planted in file database.sqlite3-wal, plain"]
