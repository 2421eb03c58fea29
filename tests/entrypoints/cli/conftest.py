"""An imitated Cin7 on a port, a database of one's own, and a way to run commands against both."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from adapters.fake_cin7 import Server, Universe, make_server
from entrypoints.cli import following
from entrypoints.cli.fakes import DEMO_ACCOUNT, DEMO_KEY, demo_account
from entrypoints.cli.main import cli
from entrypoints.cli.program import Program
from tests.looking_often import OFTEN, look_often
from tests.quiet_logs import logging_as_before

Run = Callable[..., Result]


@contextmanager
def imitated_cin7() -> Iterator[Server]:
    universe = Universe()
    universe.add_account({**demo_account(), "switches": {"throttle": "off"}})
    server = make_server(universe)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()


def settle(monkeypatch: pytest.MonkeyPatch, folder: Path, database: Path, cin7: Server) -> None:
    monkeypatch.setenv("DATA_FOLDER", str(folder))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{database}")
    monkeypatch.setenv("SECRET_KEYS", "a key of the tests, and of no use elsewhere")
    monkeypatch.setenv("CIN7_URL", f"{cin7.url}/ExternalApi/v2/")
    monkeypatch.setenv("CIN7_CALLS_PER_MINUTE", "100000")
    monkeypatch.chdir(folder)  # no .env of anybody
    monkeypatch.setattr(following, "EVERY", OFTEN)
    look_often(monkeypatch)


def command(*words: str, typed: str | bytes | None = None, program: Program | None = None) -> Result:
    """Run a command; its result holds exit code, stdout and stderr."""
    with logging_as_before():
        return CliRunner().invoke(cli, words, input=typed, obj=program, prog_name="upstock-cin7")


def copied(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@pytest.fixture
def cin7() -> Iterator[Server]:
    with imitated_cin7() as server:
        yield server


@pytest.fixture(scope="session")
def connected_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which the demonstration supplier is connected and its account read."""
    folder = tmp_path_factory.mktemp("connected")
    database = folder / "connected.sqlite3"
    copied(sqlite_template, database)
    with imitated_cin7() as server, pytest.MonkeyPatch.context() as monkeypatch:
        settle(monkeypatch, folder, database, server)
        monkeypatch.setenv("CIN7_APPLICATION_KEY", DEMO_KEY)
        result = command("connect", "--supplier", "northwind", "--account-id", DEMO_ACCOUNT)
    assert result.exit_code == 0, result.output
    with closing(sqlite3.connect(database)) as left, left:
        # what the last page read asks for afterwards would run in any test that works, and retry what it holds
        left.execute("DELETE FROM workflow_status WHERE status IN ('ENQUEUED', 'DELAYED', 'PENDING')")
    return database


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, sqlite_template: Path, tmp_path: Path, cin7: Server) -> Run:
    """Run commands where nobody is connected yet."""
    copied(sqlite_template, tmp_path / "database.sqlite3")
    settle(monkeypatch, tmp_path, tmp_path / "database.sqlite3", cin7)
    return command


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch, connected_template: Path, tmp_path: Path, cin7: Server) -> Run:
    """Run commands where the demonstration supplier is connected and its account read."""
    copied(connected_template, tmp_path / "database.sqlite3")
    settle(monkeypatch, tmp_path, tmp_path / "database.sqlite3", cin7)
    monkeypatch.setenv("CIN7_APPLICATION_KEY", DEMO_KEY)
    return command
