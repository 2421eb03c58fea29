"""Every aggregate to its rows and back, with every field filled."""

import json
from typing import TypeVar

import pytest

from adapters.sql import SecretUnreadable, Vault, new_key
from adapters.sql.codecs.connections import connection_of, connection_row, options_of, options_row
from adapters.sql.codecs.keys import lookup
from adapters.sql.codecs.mirror import (
    books_of,
    books_row,
    contact_of,
    contact_values,
    product_of,
    product_values,
)
from adapters.sql.codecs.operations import audit_of, audit_row, token_of, token_row
from adapters.sql.codecs.orders import attempt_row, cure_rows, evidence_of, evidence_row, order_of, order_row
from adapters.sql.codecs.publishing import EVENTS, notice_of, outbox_values
from adapters.sql.codecs.running import (
    cursor_of,
    cursor_row,
    due_of,
    due_row,
    job_of,
    job_row,
    stream_run_of,
    stream_run_row,
)
from adapters.sql.columns import Written
from adapters.sql.tables import ContactRow, OutboxRow, ProductRow
from application.ports.storage.publishing import Notice
from domain.catalogue_events import KINDS
from domain.connection import Connection
from domain.identifiers import SupplierId
from tests.adapters.sql.codecs.samples import (
    AT,
    full_audit_entry,
    full_books,
    full_connections,
    full_contact,
    full_cursor,
    full_due,
    full_evidence,
    full_job,
    full_notices,
    full_options,
    full_order,
    full_product,
    full_stream_run,
    full_token,
)
from tests.builders import NOON, SUPPLIER, an_order, dated

Row = TypeVar("Row", ContactRow, OutboxRow, ProductRow)


def test_an_order_comes_back_from_its_rows() -> None:
    order = full_order()
    row = order_row(order, version=order.version)
    attempts = [attempt_row(order.key, attempt) for attempt in order.attempts]
    assert order_of(row, attempts) == order


def test_an_order_without_a_sale_comes_back_without_one() -> None:
    assert order_of(order_row(an_order(), version=0), []) == an_order()


def test_a_cure_that_two_problems_share_is_written_once() -> None:
    order = full_order()
    assert [(row.kind, row.key) for row in cure_rows(order)] == [("product", "nw-001")]


def test_evidence_comes_back_from_its_row() -> None:
    assert evidence_of(evidence_row(an_order().key, full_evidence())) == full_evidence()


@pytest.mark.parametrize("link", full_connections(), ids=lambda link: link.status.value)
def test_a_connection_comes_back_through_the_vault_that_sealed_it(link: Connection) -> None:
    vault = Vault([new_key()])
    row = connection_row(link, vault, version=link.version)
    assert connection_of(row, vault) == link


def test_credentials_moved_to_another_suppliers_row_are_refused() -> None:
    vault, link = Vault([new_key()]), full_connections()[0]
    row = connection_row(link, vault, version=link.version)
    row.supplier = "other"
    with pytest.raises(SecretUnreadable, match="moved here"):
        connection_of(row, vault)


@pytest.mark.parametrize("version", full_options(), ids=lambda version: str(version.version))
def test_options_come_back_from_their_row(version: object) -> None:
    options = next(known for known in full_options() if known == version)
    assert options_of(options_row(options)) == options


def as_read(kind: type[Row], values: dict[str, object]) -> Row:
    """Answer a row as a database answers it: what was written as text is read as JSON."""
    written = {name: json.loads(value) for name, value in values.items() if isinstance(value, Written)}
    return kind.model_validate(values | written)


def test_records_of_the_mirror_come_back_from_their_rows() -> None:
    contact, product = contact_values(SUPPLIER, full_contact(), AT), product_values(SUPPLIER, full_product(), AT)
    assert contact_of(as_read(ContactRow, contact)) == dated(full_contact(), AT)
    assert product_of(as_read(ProductRow, product)) == dated(full_product(), AT)
    assert books_of(books_row(SUPPLIER, full_books(), AT, NOON)) == dated(full_books(), AT)


def test_a_records_digest_follows_its_content_alone() -> None:
    first = contact_values(SUPPLIER, full_contact(), AT)["digest"]
    assert contact_values(SupplierId("other"), full_contact(), AT.replace(year=2027))["digest"] == first
    assert product_values(SUPPLIER, full_product(), AT)["digest"] != first


def test_passes_cursors_jobs_and_chores_come_back_from_their_rows() -> None:
    assert stream_run_of(stream_run_row(full_stream_run())) == full_stream_run()
    assert cursor_of(cursor_row(full_cursor())) == full_cursor()
    assert job_of(job_row(full_job())) == full_job()
    assert due_of(due_row(full_due())) == full_due()


def test_tokens_audit_and_events_come_back_from_their_rows() -> None:
    assert token_of(token_row(full_token())) == full_token()
    assert audit_of(audit_row(full_audit_entry())) == full_audit_entry()


@pytest.mark.parametrize("notice", full_notices(), ids=lambda notice: notice.event.type)
def test_every_event_comes_back_from_its_row(notice: Notice) -> None:
    assert notice_of(as_read(OutboxRow, outbox_values(notice))) == notice


def test_every_event_can_be_read_back() -> None:
    assert set(EVENTS.values()) == set(KINDS)


def test_a_key_folds_case_and_space_and_never_outgrows_an_index() -> None:
    assert lookup("  Harbour   CAFÉ ") == "harbour café"
    assert len(lookup("x" * 10_000).encode()) < 2704
    assert len(lookup("🏭" * 10_000).encode()) < 2704
    assert lookup("x" * 10_000) != lookup("x" * 10_001)


@pytest.mark.parametrize("name", ["  Harbour   CAFÉ ", "x" * 10_000, "🏭" * 10_000])
def test_the_key_of_a_key_is_the_key(name: str) -> None:
    assert lookup(lookup(name)) == lookup(name)
