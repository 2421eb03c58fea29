"""The processes that stay: they come up by themselves, say where they are, and finish what they have in hand."""

import signal
import socket
from pathlib import Path

import pytest
import requests

from entrypoints.cli.fakes import DEMO_ACCOUNT
from tests.entrypoints.cli.conftest import Run
from tests.entrypoints.cli.processes import finished, staying, stopped


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_newcomer_needs_no_upgrade_and_a_signal_ends_it_well(tmp_path: Path, number: signal.Signals) -> None:
    with staying("serve", "--port", "0", folder=tmp_path, DATA_FOLDER=str(tmp_path / "data")) as (process, url):
        assert requests.get(f"{url}/healthz", timeout=10).status_code == 200
        assert requests.get(f"{url}/readyz", timeout=10).status_code == 200
        assert stopped(process, number) == 0, process.communicate()


@pytest.mark.slow
def test_a_second_one_on_the_same_file_names_the_first(tmp_path: Path, empty_sqlite_url: str) -> None:
    with staying("worker", folder=tmp_path, DATA_FOLDER=str(tmp_path), DATABASE_URL=empty_sqlite_url) as (first, said):
        assert said == "upstock-cin7 works.\n"
        second = finished("worker", folder=tmp_path, DATA_FOLDER=str(tmp_path), DATABASE_URL=empty_sqlite_url)
        assert second.returncode == 75
        assert f"process {first.pid}" in second.stderr
        assert stopped(first) == 0


@pytest.mark.slow
def test_beside_a_running_worker_a_command_only_follows(tmp_path: Path, connected: Run) -> None:
    url = f"sqlite:///{tmp_path / 'database.sqlite3'}"
    with staying("worker", folder=tmp_path, DATABASE_URL=url):
        assert "products: 80 read" in connected("connect", "-s", "second", "--account-id", DEMO_ACCOUNT).stderr


def test_on_postgresql_missing_migrations_are_refused_with_the_remedy(
    run: Run, empty_postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_postgres_url)
    result = run("serve", "--port", "0")
    assert result.exit_code == 3
    assert "migrations are missing" in result.stderr
    assert "upstock-cin7 db upgrade" in result.stderr


def test_a_port_in_use_is_bad_input_with_the_remedy(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--no-worker", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "another --port" in result.stderr


def test_all_settings_that_cannot_be_used_are_told_at_once(tmp_path: Path) -> None:
    result = finished("serve", folder=tmp_path, DATABASE_URL="mysql://x", CIN7_CALLS_PER_MINUTE="0")
    assert result.returncode == 2
    assert "DATABASE_URL" in result.stderr
    assert "CIN7_CALLS_PER_MINUTE" in result.stderr
