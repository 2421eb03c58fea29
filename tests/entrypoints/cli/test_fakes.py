"""The imitated Cin7 as a program of its own."""

import json
import socket
from pathlib import Path

import pytest
import requests

from entrypoints.cli.fakes import DEMO_ACCOUNT, DEMO_KEY
from tests.entrypoints.cli.conftest import command
from tests.entrypoints.cli.processes import staying, stopped

KEYS = {"api-auth-accountid": DEMO_ACCOUNT, "api-auth-applicationkey": DEMO_KEY}


def test_it_begins_with_the_demonstration_supplier_and_needs_no_database(tmp_path: Path) -> None:
    with staying("fake-cin7", "serve", "--port", "0", folder=tmp_path, DATABASE_URL="no database at all") as (_, url):
        company = requests.get(f"{url}/ExternalApi/v2/me", headers=KEYS, timeout=10).json()
    assert company["Company"] == "Northwind Traders"


def test_it_keeps_its_state_in_a_file(tmp_path: Path) -> None:
    with staying("fake-cin7", "serve", "--port", "0", "--state", "state.json", folder=tmp_path) as (process, url):
        assert requests.get(f"{url}/ExternalApi/v2/me", headers=KEYS, timeout=10).status_code == 200
        assert stopped(process) == 0, process.communicate()
    assert DEMO_ACCOUNT in (tmp_path / "state.json").read_text()


def test_another_account_is_taken_from_a_file(tmp_path: Path) -> None:
    seed = {"account_id": DEMO_ACCOUNT, "application_keys": [DEMO_KEY], "me": {"Company": "Another"}}
    (tmp_path / "seed.json").write_text(json.dumps(seed))
    with staying("fake-cin7", "serve", "--port", "0", "--seed", "seed.json", folder=tmp_path) as (_, url):
        assert requests.get(f"{url}/ExternalApi/v2/me", headers=KEYS, timeout=10).json()["Company"] == "Another"


def test_a_seed_that_is_wrong_is_bad_input_and_names_the_part(tmp_path: Path) -> None:
    (tmp_path / "seed.json").write_text('{"produkts": []}')
    result = command("fake-cin7", "serve", "--port", "0", "--seed", str(tmp_path / "seed.json"))
    assert result.exit_code == 2
    assert "produkts" in result.stderr


def test_a_port_that_is_taken_is_said_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = command("fake-cin7", "serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "cannot be listened on" in result.stderr
    assert "another --port" in result.stderr


def test_a_state_file_without_a_folder_is_refused_before_anything_is_kept_in_it(tmp_path: Path) -> None:
    result = command("fake-cin7", "serve", "--port", "0", "--state", str(tmp_path / "nowhere" / "state.json"))
    assert result.exit_code == 2
    assert f"{tmp_path / 'nowhere'} is no folder" in result.stderr


@pytest.mark.slow
def test_it_can_be_stopped_as_soon_as_it_has_greeted(tmp_path: Path) -> None:
    for _ in range(3):
        with staying("fake-cin7", "serve", "--port", "0", folder=tmp_path) as (process, _url):
            assert stopped(process) == 0, process.communicate()
