from pathlib import Path

import pytest
from dependency_injector import providers

from adapters.sql.vault import UnusableKeys
from application.use_cases import UseCases
from domain.identifiers import SupplierId
from entrypoints.container import IMITATION, compose
from entrypoints.settings import Settings
from tests.builders import an_approved_order
from tests.fakes.clock import StandingClock


def settings(tmp_path: Path, **chosen: object) -> Settings:
    return Settings.load(_env_file=None, data_folder=tmp_path / "data", **chosen)


def test_a_fresh_machine_is_brought_up_by_settings_alone(tmp_path: Path) -> None:
    container = compose(settings(tmp_path, cin7_url="fake:"))
    container.upgrade()
    assert container.readiness()() == ()
    assert isinstance(container.use_cases(), UseCases)
    key = tmp_path / "data" / "upstock-cin7.sqlite3.key"
    assert key.stat().st_mode & 0o777 == 0o600


def test_a_database_before_its_first_migration_is_not_ready_and_says_so(tmp_path: Path) -> None:
    container = compose(settings(tmp_path))
    assert [unready.part for unready in container.readiness()()] == ["migrations"]


def test_there_is_one_database_one_budget_and_one_session_for_everybody(tmp_path: Path) -> None:
    container = compose(settings(tmp_path))
    for shared in (container.engine, container.budget, container.session, container.directory, container.tasks):
        assert shared() is shared()
    assert container.work() is not container.work()


@pytest.mark.parametrize(("url", "host"), [("fake:", "cin7.invalid"), ("http://localhost:1/ExternalApi/v2/", "")])
def test_only_the_outermost_layer_differs_between_cin7_and_its_imitation(tmp_path: Path, url: str, host: str) -> None:
    container = compose(settings(tmp_path, cin7_url=url))
    transport = container.session().get_adapter("https://cin7.invalid/")
    assert (type(transport).__name__ == "FakeTransport") is bool(host)
    assert IMITATION.startswith("https://cin7.invalid/")


def test_time_and_patience_are_given_from_outside(tmp_path: Path) -> None:
    clock = StandingClock()
    container = compose(settings(tmp_path))
    container.upgrade()
    container.use_cases.reset()
    with container.clock.override(providers.Object(clock)):
        assert (
            container.use_cases().approve_order(SupplierId("x"), an_approved_order()).order.accepted_at == clock.now()
        )


def test_a_key_that_others_can_read_stops_the_start(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "upstock-cin7.sqlite3.key").write_text("0123456789abcdef")
    (folder / "upstock-cin7.sqlite3.key").chmod(0o644)
    with pytest.raises(UnusableKeys, match="chmod 600"):
        compose(settings(tmp_path))
