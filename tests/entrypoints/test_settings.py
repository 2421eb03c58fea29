import base64
from pathlib import Path

import pytest

from entrypoints.setting_problems import SettingsRefused
from entrypoints.settings import CIN7_CORE, Settings
from entrypoints.settings_table import settings_table

KEY = "0123456789abcdef"
SIGNING = "whsec_" + base64.b64encode(b"s" * 24).decode()
POSTGRES = "postgresql+psycopg://up:p%40ss@db/upstock"


@pytest.fixture(autouse=True)
def _empty_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def refused(**chosen: object) -> dict[str, str]:
    with pytest.raises(SettingsRefused) as refusal:
        Settings.load(**chosen)
    assert all(problem.remedy for problem in refusal.value.problems)
    return {problem.variable: problem.what for problem in refusal.value.problems}


def test_nothing_needs_to_be_set() -> None:
    settings = Settings.load()
    assert settings.sqlite_file is not None
    assert settings.sqlite_file.name == "upstock-cin7.sqlite3"
    assert (settings.cin7_url, settings.cin7_kind, settings.upstock_kind) == (CIN7_CORE, "http", "none")
    assert (settings.cin7_calls_per_minute, settings.http_threads, settings.log_level) == (60, 16, "INFO")


def test_the_database_lies_in_the_data_folder_unless_it_is_named(tmp_path: Path) -> None:
    assert Settings.load(data_folder=tmp_path).database_url == f"sqlite:///{tmp_path}/upstock-cin7.sqlite3"
    assert Settings.load(data_folder="here").sqlite_file == tmp_path / "here" / "upstock-cin7.sqlite3"
    assert Settings.load(database_url="sqlite:////data/x.db").sqlite_file == Path("/data/x.db")


def test_the_environment_goes_before_the_file_and_an_empty_variable_is_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=error\nLOG_FORMAT=text\nHTTP_THREADS=2\nOTHER=1\n")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    monkeypatch.setenv("HTTP_THREADS", "")
    settings = Settings.load()
    assert (settings.log_level, settings.log_format, settings.http_threads) == ("DEBUG", "text", 2)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LOG_LEVEL=\xff\xfe")
    assert refused() == {".env": "It is not text."}


def test_keys_are_a_comma_list_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEYS", f" {KEY} ,, {KEY}2 ")
    settings = Settings.load(
        upstock_url="https://up.example/hooks", upstock_signing_secret=SIGNING, database_url=POSTGRES
    )
    assert [key.get_secret_value() for key in settings.secret_keys] == [KEY, f"{KEY}2"]
    assert settings.sqlite_file is None
    assert settings.upstock_kind == "http"
    assert set(settings.secrets) == {"p%40ss", "p@ss", SIGNING, SIGNING.removeprefix("whsec_"), KEY, f"{KEY}2"}
    assert not any(secret in f"{settings!r} {settings}" for secret in settings.secrets)


def test_everything_that_is_wrong_is_told_at_once_and_no_value_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "DATABASE_URL": "postgresql://user:hunter2@host/db",
        "SECRET_KEYS": "hunter2",
        "CIN7_URL": "ftp://hunter2",
        "CIN7_CALLS_PER_MINUTE": "0",
        "UPSTOCK_URL": "https://user:hunter2@up.example",
        "UPSTOCK_SIGNING_SECRET": "whsec_hunter2!",
        "PUBLIC_URL": "hunter2",
        "HTTP_THREADS": "many",
        "LOG_LEVEL": "loud",
        "LOG_FORMAT": "xml",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsRefused) as refusal:
        Settings.load()
    assert {problem.variable for problem in refusal.value.problems} == set(wrong)
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "mysql://x/y", "nonsense", "sqlite:///?mode=memory"]
)
def test_a_database_that_loses_what_it_is_given_is_refused(url: str) -> None:
    assert "DATABASE_URL" in refused(database_url=url)


def test_machines_that_share_a_database_share_a_key() -> None:
    assert refused(database_url=POSTGRES)["SECRET_KEYS"].startswith("PostgreSQL is shared")


def test_nothing_is_sent_unsigned() -> None:
    assert refused(upstock_url="https://up.example")["UPSTOCK_SIGNING_SECRET"].startswith("UPSTOCK_URL is set")
    assert Settings.load(upstock_url="record:").upstock_kind == "record"


@pytest.mark.parametrize(
    "secret", ["whsec_" + base64.b64encode(b"s" * size).decode() for size in (23, 65)] + ["whsec_é"]
)
def test_a_signing_secret_has_the_length_of_one(secret: str) -> None:
    assert "UPSTOCK_SIGNING_SECRET" in refused(upstock_url="https://up.example", upstock_signing_secret=secret)


def test_cin7_itself_is_never_called_more_often_than_it_allows() -> None:
    assert "CIN7_CALLS_PER_MINUTE" in refused(cin7_calls_per_minute=61)
    assert Settings.load(cin7_url="fake:", cin7_calls_per_minute=6000).cin7_calls_per_minute == 6000


def test_the_imitation_inside_this_process_is_chosen_by_its_address() -> None:
    assert Settings.load(cin7_url="fake:").cin7_kind == "in_process"
    assert Settings.load(cin7_url="http://localhost:8077/ExternalApi/v2").cin7_url.endswith("/v2/")


@pytest.mark.parametrize("url", ["http://", "http://h:port/", "http://h/?a=b", "http://[::1", "//h/x"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    assert "CIN7_URL" in refused(cin7_url=url)


def test_the_table_has_a_row_with_default_and_meaning_for_every_variable() -> None:
    rows = [row.strip("|").split("|") for row in settings_table().splitlines()[2:]]
    assert [row[0].strip() for row in rows] == [f"`{name.upper()}`" for name in Settings.model_fields]
    assert all(default.strip() and meaning.strip() for _, default, meaning in rows)


def test_the_table_is_the_same_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert str(Settings.load().data_folder) not in settings_table()
