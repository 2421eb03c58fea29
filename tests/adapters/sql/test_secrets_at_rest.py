"""What a thief of the database sees."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.sql import SecretUnreadable, SqlCallBudget, SqlSecrets, SqlUnitOfWork, Vault, new_key
from adapters.sql.rotation import BATCH
from application.ports.storage.secrets import Sealed
from application.ports.storage.unit_of_work import Work
from domain.call_budget import Lane
from domain.identifiers import SupplierId
from domain.notices import Subscription
from tests.builders import SUPPLIER, a_connection, a_doubt
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


def test_a_secret_that_cannot_be_read_hides_no_other_supplier(engine: sa.Engine, work: Work) -> None:
    doubt = a_doubt()
    with work() as store:
        for supplier in (SUPPLIER, OTHER):
            store.connections.save(a_connection(supplier=supplier, doubt=doubt))
    with engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE connections SET credentials = 'broken' WHERE supplier = '{OTHER}'"))  # noqa: S608 — a name of this test
    with work() as store:
        assert {each.supplier for each in store.connections.listed()} == {SUPPLIER, OTHER}
        assert set(store.connections.unasked(doubt.ask_at + timedelta(seconds=1), 10)) == {SUPPLIER, OTHER}


def held_under(engine: sa.Engine, *keys: str, subscriptions: bool = False) -> None:
    """Store a connected supplier for each of these keys, in turn, under that key alone."""
    for key, supplier in zip(keys, (SUPPLIER, OTHER), strict=False):
        with SqlUnitOfWork(engine, Vault([key])) as store:
            store.connections.save(a_connection(supplier=supplier))
            if subscriptions:
                store.subscriptions.save(replace(AIMED, supplier=supplier))


def opened_with(engine: sa.Engine, key: str) -> list[SupplierId]:
    """Answer whose secrets this key alone opens."""
    opened = []
    for supplier in (SUPPLIER, OTHER):
        with suppress(SecretUnreadable), SqlUnitOfWork(engine, Vault([key])) as store:
            link, aimed = store.connections.get(supplier), store.subscriptions.get(supplier)
            assert link is None or link.opened() == a_connection().opened()
            assert aimed is None or aimed.token == AIMED.token
            opened.append(supplier)
    return opened


def test_rotation_puts_every_secret_under_the_first_key_so_that_the_old_one_can_go(engine: sa.Engine) -> None:
    old, new = new_key(), new_key()
    held_under(engine, old, old, subscriptions=True)
    with SqlUnitOfWork(engine, Vault([old])) as store:
        gone = store.connections.save(a_connection(supplier=SupplierId("gone")))
        store.connections.save(gone.disconnected(gone.connected_at))
    both = SqlSecrets(engine, Vault([new, old]))
    assert both.look() == both.rotate() == Sealed(newest=0, older=4, unreadable=())
    assert both.look() == Sealed(newest=4, older=0, unreadable=())
    assert opened_with(engine, new) == [SUPPLIER, OTHER]
    assert opened_with(engine, old) == []


def test_rotation_that_was_stopped_half_way_goes_on(engine: sa.Engine) -> None:
    old, new = new_key(), new_key()
    held_under(engine, new, old)
    both = SqlSecrets(engine, Vault([new, old]))
    assert both.rotate() == Sealed(newest=1, older=1, unreadable=())
    assert both.rotate() == Sealed(newest=2, older=0, unreadable=())


def test_a_secret_that_no_key_opens_is_named_and_left_and_the_others_are_rotated(engine: sa.Engine) -> None:
    lost, old, new = new_key(), new_key(), new_key()
    held_under(engine, old, lost)
    found = SqlSecrets(engine, Vault([new, old])).rotate()
    assert found == Sealed(newest=0, older=1, unreadable=("credentials of other",))
    assert opened_with(engine, new) == [SUPPLIER]
    assert opened_with(engine, lost) == [OTHER]


def test_very_many_secrets_are_rotated_batch_by_batch(engine: sa.Engine) -> None:
    old, new = new_key(), new_key()
    with SqlUnitOfWork(engine, Vault([old])) as store:
        for number in range(BATCH + 1):
            store.connections.save(a_connection(supplier=SupplierId(f"s-{number:03}")))
    both = SqlSecrets(engine, Vault([new, old]))
    assert both.rotate().older == BATCH + 1
    assert both.look().newest == BATCH + 1


def test_nothing_of_a_secret_is_told(engine: sa.Engine) -> None:
    held_under(engine, new_key())
    assert KEY not in repr(SqlSecrets(engine, Vault([new_key()])).look())
