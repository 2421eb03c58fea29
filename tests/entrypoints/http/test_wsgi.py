from pathlib import Path

import pytest

from entrypoints.http.wsgi import create_app
from entrypoints.setting_problems import SettingsRefused


def test_a_wsgi_server_is_given_the_application_of_the_environment(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CIN7_URL", "fake:")
    client = create_app().test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/v1/suppliers/x/connection").status_code == 401


def test_a_wsgi_server_does_not_start_on_settings_that_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "mysql://nowhere")
    with pytest.raises(SettingsRefused, match="DATABASE_URL"):
        create_app()
