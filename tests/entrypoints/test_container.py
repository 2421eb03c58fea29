from pathlib import Path

import pytest
from dependency_injector import providers

from adapters.sql.unit_of_work import TransactionOpen
from adapters.sql.vault import UnusableKeys
from adapters.upstock import Recorder, Upstock
from application.use_cases import UseCases
from domain.identifiers import SupplierId
from entrypoints.container import compose
from entrypoints.making import IMITATION
from entrypoints.settings import Settings
from tests.builders import a_notice, an_approved_order
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


def test_upstock_is_told_where_and_how_the_settings_say(tmp_path: Path) -> None:
    secret = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="
    told = compose(settings(tmp_path, upstock_url="https://upstock.example/hear", upstock_signing_secret=secret))
    assert isinstance(told.storefront(), Upstock)
    assert told.storefront() is told.storefront()
    assert isinstance(compose(settings(tmp_path, upstock_url="record:")).storefront(), Recorder)
    assert compose(settings(tmp_path)).storefront() is None


def test_upstock_is_never_called_while_a_transaction_is_open(tmp_path: Path) -> None:
    secret = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="
    container = compose(settings(tmp_path, upstock_url="http://127.0.0.1:1/", upstock_signing_secret=secret))
    container.upgrade()
    with container.work(), pytest.raises(TransactionOpen, match="Upstock was called"):
        container.storefront().deliver(a_notice())
