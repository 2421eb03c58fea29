"""What a thief of the database sees."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.sql import SecretUnreadable, SqlCallBudget, SqlUnitOfWork, Vault, new_key, rotate_secrets
from application.ports.storage.unit_of_work import Work
from domain.call_budget import Lane
from domain.identifiers import SupplierId
from domain.notices import Subscription
from tests.builders import SUPPLIER, a_connection
from tests.fakes.clock import StandingClock

KEY = a_connection().opened().application_key
OTHER = SupplierId("other")
AIMED = Subscription(supplier=SUPPLIER).aimed_at("https://connector.example", fresh_token="a webhook's token")


def stored_by(work: Work, engine: sa.Engine) -> None:
    with work() as store:
        store.connections.save(a_connection())
        store.subscriptions.save(AIMED)
    SqlCallBudget(engine, StandingClock(), 60).acquire(KEY, Lane.ORDERS)


def test_no_row_holds_the_application_key(engine: sa.Engine, work: Work) -> None:
    stored_by(work, engine)
    with engine.connect() as connection:
        everything = sa.MetaData()
        everything.reflect(connection)
        seen = [str(connection.execute(sa.select(table)).all()) for table in everything.sorted_tables]
    assert any("northwind" in rows for rows in seen)
    assert not any(secret in rows for rows in seen for secret in (KEY, str(AIMED.token)))


def test_the_files_of_sqlite_hold_no_application_key(sqlite_url: str, vault: Vault, tmp_path: Path) -> None:
    engine = sa.create_engine(sqlite_url)
    stored_by(lambda: SqlUnitOfWork(engine, vault), engine)
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    engine.dispose()
    assert any(b"northwind" in content for content in files.values())
    for secret in (KEY, str(AIMED.token)):
        assert not any(secret.encode() in content for content in files.values())


def test_a_ciphertext_moved_to_another_suppliers_row_is_refused(engine: sa.Engine, work: Work) -> None:
    with work() as store:
        store.connections.save(a_connection())
    with engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE connections SET supplier = '{OTHER}'"))  # noqa: S608 — a name of this test
    with work() as store, pytest.raises(SecretUnreadable, match="moved here"):
        store.connections.get(OTHER)


def test_rotation_puts_every_secret_under_the_first_key(engine: sa.Engine) -> None:
    old, new = new_key(), new_key()
    with SqlUnitOfWork(engine, Vault([old])) as store:
        store.connections.save(a_connection())
        store.connections.save(a_connection(supplier=OTHER))
        store.subscriptions.save(AIMED)
        gone = store.connections.save(a_connection(supplier=SupplierId("gone")))
        store.connections.save(gone.disconnected(gone.connected_at))
    assert rotate_secrets(engine, Vault([new, old])) == 3
    with SqlUnitOfWork(engine, Vault([new])) as store:
        aimed = store.subscriptions.get(SUPPLIER)
        links = {link.supplier: link for link in store.connections.all()}
    assert links[SUPPLIER].opened() == a_connection().opened()
    assert links[OTHER].opened() == a_connection().opened()
    assert aimed is not None
    assert aimed.token == AIMED.token


def test_rotation_changes_nothing_when_one_secret_cannot_be_opened(engine: sa.Engine) -> None:
    lost, new = new_key(), new_key()
    for key, supplier in ((new, SUPPLIER), (lost, OTHER)):
        with SqlUnitOfWork(engine, Vault([key])) as store:
            store.connections.save(a_connection(supplier=supplier))
    with pytest.raises(SecretUnreadable):
        rotate_secrets(engine, Vault([new_key(), new]))
    with SqlUnitOfWork(engine, Vault([new])) as store:
        assert store.connections.get(SUPPLIER) is not None
