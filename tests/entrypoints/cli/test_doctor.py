"""What is wrong is said with its remedy and an exit code; cures need a person to say so."""

import json
from pathlib import Path

import pytest
from dbos import DBOSClient, DBOSPortableJSONSerializer

from adapters.sql import make_engine, new_key
from adapters.tasks.pulse import pulse_of
from adapters.tasks.workflows import TICK
from tests.entrypoints.cli.conftest import Run
from tests.entrypoints.cli.processes import staying
from tests.waiting import until


@pytest.fixture
def nobody_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing lead to this machine from outside, and nothing to Upstock."""
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    monkeypatch.delenv("UPSTOCK_URL", raising=False)


def test_without_anybody_who_works_the_remedy_is_said_and_the_exit_code_tells(connected: Run) -> None:
    result = connected("doctor")
    assert result.exit_code == 3
    assert "WRONG  worker" in result.stdout
    assert "→ Start `upstock-cin7 serve`" in result.stdout
    assert "supplier northwind Its key opens the account of Northwind Traders." in result.stdout


@pytest.mark.slow
def test_beside_a_worker_nothing_is_wrong(tmp_path: Path, connected: Run) -> None:
    url = f"sqlite:///{tmp_path / 'database.sqlite3'}"
    with staying("worker", folder=tmp_path, DATABASE_URL=url):
        engine = make_engine(url)
        client = DBOSClient(system_database_engine=engine, serializer=DBOSPortableJSONSerializer())
        client.trigger_schedule(TICK)  # a minute begins
        until(lambda: pulse_of(engine).ticked_at is not None, "the minute noticed")
        engine.dispose()
        result = connected("doctor", "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["verdict"]) == (0, "warn"), found
    assert {each["verdict"] for each in found["findings"]} == {"ok", "warn"}
    assert all(each["remedy"] for each in found["findings"] if each["verdict"] != "ok")


def test_settings_that_cannot_be_used_are_findings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIN7_URL", "nonsense")
    monkeypatch.setenv("KEEP_HISTORY_DAYS", "0")
    result = run("doctor", "--json")
    assert result.exit_code == 3
    found = json.loads(result.stdout)["findings"]
    assert [each["what"].partition(":")[0] for each in found] == ["CIN7_URL", "KEEP_HISTORY_DAYS"]


def test_a_key_that_others_can_read_is_a_finding_and_stops_any_other_command(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SECRET_KEYS")
    key = tmp_path / "database.sqlite3.key"
    key.write_text(new_key())
    key.chmod(0o644)
    result = run("doctor")
    assert (result.exit_code, "chmod 600" in result.stdout) == (3, True)
    refused = run("status")
    assert (refused.exit_code, "chmod 600" in refused.stderr) == (2, True)


def test_a_database_that_is_away_is_a_finding_without_its_password(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://upstock:hunter2@127.0.0.1:1/upstock")
    result = run("doctor")
    assert result.exit_code == 3
    assert "WRONG  database           PostgreSQL, upstock on 127.0.0.1 does not answer" in result.stdout
    assert "hunter2" not in result.output


def test_keys_are_changed_step_by_step_and_the_old_one_can_go(connected: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = "a key of the tests, and of no use elsewhere", new_key()
    monkeypatch.setenv("SECRET_KEYS", f"{new},{old}")
    assert "warn   secrets            1 are still under an older key." in connected("doctor").stdout
    assert connected("doctor", "--rotate").stdout == "1 secrets were put under the newest key; 0 already were.\n"
    assert connected("doctor", "--rotate").stdout == "0 secrets were put under the newest key; 1 already were.\n"
    monkeypatch.setenv("SECRET_KEYS", new)
    assert "ok     secrets            1, all under the newest key." in connected("doctor").stdout
    monkeypatch.setenv("SECRET_KEYS", old)
    refused = connected("doctor", "--rotate", "--json")
    assert refused.exit_code == 3
    assert json.loads(refused.stdout) == {"renewed": 0, "already_newest": 0, "unreadable": ["credentials of northwind"]}
    assert "WRONG  secrets" in connected("doctor").stdout


def test_after_a_backup_was_brought_back_it_says_what_is_set_in_motion(connected: Run) -> None:
    said = connected("doctor", "--after-restore", "--since", "2026-05-04T04:00:00Z")
    assert said.exit_code == 0
    assert "0 open sales of 1 suppliers are read again." in said.stdout
    assert "since 2026-05-03 04:00 UTC" in said.stdout
    again = json.loads(connected("doctor", "--after-restore", "--json").stdout)
    assert again["suppliers"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rotate", "--after-restore"), "one at a time"),
        (("--since", "2026-05-04"), "belongs to --after-restore"),
        (("--after-restore", "--since", "yesterday"), "is no instant"),
        (("--after-restore", "--since", "2999-01-01"), "later than now"),
    ],
)
def test_what_cannot_be_meant_is_bad_input(connected: Run, words: tuple[str, ...], said: str) -> None:
    result = connected("doctor", *words)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr
