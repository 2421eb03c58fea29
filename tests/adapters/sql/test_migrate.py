import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from adapters.sql import make_engine, migrate, pending
from adapters.sql.codecs.mirror import BUYER, buyer_of
from adapters.sql.migrate import opened
from adapters.sql.migrations import versions
from adapters.sql.naming import METADATA, table_of
from adapters.sql.tables import ContactRow, DueRow, ProductRow
from application.ports.storage.due import INSTALLATION
from domain.identifiers import ContactId
from domain.price_list import Buyer

OURS = set(METADATA.tables)
VERSIONS = tuple(sorted(path.name[1:5] for path in Path(str(files(versions))).glob("v[0-9]*.py")))


def tables(url: str) -> set[str]:
    engine = make_engine(url)
    found = set(sa.inspect(engine).get_table_names()) - {"alembic_version"}
    engine.dispose()
    return found


def run(url: str, statement: str) -> None:
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


def test_an_empty_database_is_brought_up_and_then_nothing_is_pending(empty_database_url: str) -> None:
    assert pending(empty_database_url) == VERSIONS
    migrate(empty_database_url)
    assert tables(empty_database_url) == OURS
    assert pending(empty_database_url) == ()


def test_the_history_makes_exactly_the_tables_of_the_rows(database_url: str) -> None:
    with opened(database_url) as config:
        command.check(config)


def test_the_task_engines_tables_are_left_alone(empty_sqlite_url: str) -> None:
    run(empty_sqlite_url, "CREATE TABLE workflow_status (workflow_uuid TEXT PRIMARY KEY, status TEXT)")
    run(empty_sqlite_url, "CREATE INDEX workflow_status_index ON workflow_status (status)")
    migrate(empty_sqlite_url)
    with opened(empty_sqlite_url) as config:
        command.check(config)
    assert tables(empty_sqlite_url) == OURS | {"workflow_status"}


def test_migrating_again_changes_nothing(database_url: str) -> None:
    migrate(database_url)
    assert pending(database_url) == ()


def test_a_migration_that_fails_leaves_nothing_behind(empty_database_url: str) -> None:
    run(empty_database_url, "CREATE TABLE outbox (sequence INTEGER)")
    with pytest.raises(sa.exc.DBAPIError):
        migrate(empty_database_url)
    assert tables(empty_database_url) == {"outbox"}
    assert pending(empty_database_url) == VERSIONS


def test_processes_that_begin_at_once_migrate_once(empty_database_url: str) -> None:
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(migrate, [empty_database_url] * 3))
    assert pending(empty_database_url) == ()


def test_the_history_goes_down_and_up_again(database_url: str) -> None:
    with opened(database_url) as config:
        command.downgrade(config, "base")
    assert not tables(database_url) & OURS
    migrate(database_url)
    assert tables(database_url) >= OURS


def test_a_database_that_a_newer_program_brought_further_is_not_behind(database_url: str) -> None:
    run(database_url, "UPDATE alembic_version SET version_num = '9999'")
    assert pending(database_url) == ()


def test_the_history_is_found_wherever_the_program_runs(
    empty_sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    migrate(empty_sqlite_url)
    assert tables(empty_sqlite_url) == OURS


def test_customers_that_were_read_earlier_are_buyers_at_once(empty_database_url: str) -> None:
    with opened(empty_database_url) as config:
        command.upgrade(config, "0003")
    for key, active in (("c-1", True), ("c-2", False)):
        document = {"id": "C-1", "name": "Harbour", "currency": "AUD", "price_tier": "Trade", "discount": "2.50"}
        written = json.dumps({**document, "is_active": active})
        values = f"'northwind', '{key}', 'harbour', '{written}', 'd', '2026-05-04 12:00:00+00:00'"
        columns = "supplier, contact_id, folded_name, document, digest, read_at"
        run(empty_database_url, f"INSERT INTO contacts ({columns}) VALUES ({values})")  # noqa: S608 - all written here
    migrate(empty_database_url)
    engine = make_engine(empty_database_url)
    with engine.connect() as connection:
        read = sa.select(*(table_of(ContactRow).c[name] for name in BUYER)).where(table_of(ContactRow).c.is_active)
        assert [buyer_of(row) for row in connection.execute(read)] == [
            Buyer(
                id=ContactId("C-1"),
                name="Harbour",
                currency="AUD",
                price_tier="Trade",
                discount=Decimal("2.5"),
            )
        ]
    engine.dispose()


def test_products_that_were_read_earlier_are_listed_at_once(empty_database_url: str) -> None:
    with opened(empty_database_url) as config:
        command.upgrade(config, "0005")
    kinds = {
        "p-1": {"kind": "stock", "is_deprecated": False, "is_sellable": True},
        "p-2": {"kind": "service", "is_deprecated": True, "is_sellable": True},
        "p-3": {"kind": "stock", "is_deprecated": True, "is_sellable": False},
        "p-4": {"kind": "stock", "is_deprecated": False, "is_sellable": False},
    }
    for key, said in kinds.items():
        written = json.dumps({"id": key, "sku": "NW-001", "name": "Chai", **said})
        values = f"'northwind', '{key}', 'nw-001', '{written}', 'd', '2026-05-04 12:00:00+00:00'"
        columns = "supplier, product_id, folded_sku, document, digest, read_at"
        run(empty_database_url, f"INSERT INTO products ({columns}) VALUES ({values})")  # noqa: S608 - all written here
    migrate(empty_database_url)
    engine, rows = make_engine(empty_database_url), table_of(ProductRow)
    with engine.connect() as connection:
        read = connection.execute(sa.select(rows.c.excluded, rows.c.search_text).order_by(rows.c.product_id)).all()
    engine.dispose()
    assert [excluded for excluded, _ in read] == ["", "service", "deprecated", "not_sellable"]
    assert {text for _, text in read} == {"nw-001 chai"}


def test_an_installation_begins_to_forget_the_night_after(database_url: str) -> None:
    engine, rows = make_engine(database_url), table_of(DueRow)
    with engine.connect() as connection:
        (due,) = connection.execute(sa.select(rows).where(rows.c.chore == "prune")).all()
    engine.dispose()
    assert due.supplier == INSTALLATION
    assert due.due_at.hour == 23
    assert abs(due.due_at - datetime.now(UTC)) < timedelta(days=2)
