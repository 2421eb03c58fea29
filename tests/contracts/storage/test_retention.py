"""Old rows go, newer ones stay, and nothing goes that an order still needs."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from adapters.sql import SqlCallBudget
from adapters.sql.naming import table_of
from adapters.sql.tables import CallBudgetRow, ContactEmailRow, OutboxRow, StreamCursorRow
from application.ports.storage.catalogue import SeenContact
from application.ports.storage.jobs import Job, JobState
from application.ports.storage.mirror import RunOutcome, Stream, StreamCursor, StreamRun
from application.ports.storage.notices import StoredHint
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import Work
from domain.alarms import Alarm, AlarmKind
from domain.call_budget import Lane
from domain.catalogue_events import ContactPublished
from domain.drift import Difference, Drift, DriftKind
from domain.events import Evidence
from domain.identifiers import ContactId, Sku, SupplierId
from domain.money import ZERO
from domain.notices import HintKind
from domain.order import Order, OrderState
from domain.order_state import GOES_BY_ITSELF
from domain.retention import Kept
from tests.builders import (
    NOON,
    SUPPLIER,
    a_connection,
    a_contact,
    a_contact_event,
    a_notice,
    a_product,
    an_approved_order,
    an_attempt,
    an_order,
    an_order_event,
    books,
)
from tests.fakes.clock import StandingClock

DAY = timedelta(days=1)
THEN, LONG_AGO = NOON - 10 * DAY, NOON - 11 * DAY
OTHER = SupplierId("other")


def forget(work: Work, what: Kept, limit: int = 100) -> int:
    """Forget what ended before THEN; LONG_AGO did, and THEN itself did not."""
    with work() as store:
        return store.retention.forget(what, THEN, limit)


def order_of(work: Work, state: OrderState, number: str = "UP-1001") -> Order:
    made = an_order(
        approved=an_approved_order(number=number), state=state, attempts=[an_attempt(number=1, claimed_at=LONG_AGO)]
    )
    with work() as store:
        store.orders.add(made)
        for at in (LONG_AGO, THEN):
            store.evidence.add(made.key, Evidence(kind="looked", at=at, document={"at": at}))
    return made


def evidence_of(work: Work, order: Order) -> list[datetime]:
    with work() as store:
        return [piece.at for piece in store.evidence.of(order.key)]


def attempts_of(work: Work, order: Order) -> int:
    with work() as store:
        stored = store.orders.get(order.key)
    assert stored is not None
    return len(stored.attempts)


@pytest.mark.parametrize("state", [OrderState.SHIPPED, OrderState.VOIDED, OrderState.IGNORED])
def test_evidence_of_orders_at_their_end_goes(work: Work, state: OrderState) -> None:
    order = order_of(work, state)
    assert forget(work, Kept.EVIDENCE) == 1
    assert evidence_of(work, order) == [THEN]
    assert forget(work, Kept.EVIDENCE) == 0


@pytest.mark.parametrize(
    "state", [*sorted(GOES_BY_ITSELF, key=str), OrderState.HELD, OrderState.CREATED, OrderState.PARTLY_SHIPPED]
)
def test_nothing_of_an_open_order_goes_however_old(work: Work, state: OrderState) -> None:
    order = order_of(work, state)
    assert (forget(work, Kept.EVIDENCE), forget(work, Kept.ATTEMPTS)) == (0, 0)
    assert (evidence_of(work, order), attempts_of(work, order)) == ([LONG_AGO, THEN], 1)


@pytest.mark.parametrize("state", [OrderState.SHIPPED, OrderState.VOIDED])
def test_attempts_go_once_the_goods_are_at_their_end(work: Work, state: OrderState) -> None:
    order = order_of(work, state)
    assert forget(work, Kept.ATTEMPTS) == 1
    assert attempts_of(work, order) == 0


def test_attempts_of_an_ignored_order_stay_because_a_person_may_retry_it_and_its_sale_may_exist(work: Work) -> None:
    order = order_of(work, OrderState.IGNORED)
    assert forget(work, Kept.ATTEMPTS) == 0
    assert attempts_of(work, order) == 1


def test_a_few_go_at_a_time_the_oldest_first(work: Work) -> None:
    order = an_order(state=OrderState.SHIPPED)
    with work() as store:
        store.orders.add(order)
        for days in (15, 14, 13):
            store.evidence.add(order.key, Evidence(kind="looked", at=NOON - days * DAY, document={}))
    assert forget(work, Kept.EVIDENCE, limit=2) == 2
    assert evidence_of(work, order) == [NOON - 13 * DAY]
    assert forget(work, Kept.EVIDENCE, limit=2) == 1


def test_orders_themselves_stay_for_ever(work: Work) -> None:
    order = order_of(work, OrderState.SHIPPED)
    for what in Kept:
        forget(work, what)
    with work() as store:
        left = store.orders.get(order.key)
    assert left == replace(order, attempts=())


def events(engine: sa.Engine) -> dict[str, bool]:
    """Answer which events are there, and whether their bodies are."""
    rows = table_of(OutboxRow)
    with engine.connect() as connection:
        found = connection.execute(sa.select(rows.c.event_id, rows.c.body, rows.c.emptied_at)).all()
    assert all((row.body == {}) is (row.emptied_at is not None) for row in found)
    return {row.event_id: bool(row.body) for row in found}


def put_events(work: Work) -> None:
    with work() as store:
        for name, at in (("old", LONG_AGO), ("old, never heard", LONG_AGO), ("old, heard lately", LONG_AGO)):
            store.outbox.add(replace(a_notice(an_order_event(number=name), id=name), at=at))
        store.outbox.add(replace(a_notice(id="new"), at=THEN))
        store.outbox.delivered("old", LONG_AGO)
        store.outbox.delivered("old, heard lately", THEN)
        store.outbox.delivered("new", THEN)


def test_the_body_of_an_event_is_emptied_after_it_was_heard_for_long(work: Work, engine: sa.Engine) -> None:
    put_events(work)
    assert forget(work, Kept.EVENT_BODIES) == 1
    assert events(engine) == {"old": False, "old, never heard": True, "old, heard lately": True, "new": True}
    assert forget(work, Kept.EVENT_BODIES) == 0


def test_that_an_event_was_told_stays_known_without_its_body(work: Work) -> None:
    put_events(work)
    forget(work, Kept.EVENT_BODIES)
    with work() as store:
        (told,) = store.outbox.told(SUPPLIER, "order:old")
    assert (told.id, told.event, told.heard_at) == ("old", None, LONG_AGO)


def test_an_event_goes_after_it_was_heard_for_long_and_never_before_it_was_heard(work: Work, engine: sa.Engine) -> None:
    put_events(work)
    assert forget(work, Kept.EVENTS) == 1
    assert set(events(engine)) == {"old, never heard", "old, heard lately", "new"}
    with work() as store:
        assert [notice.id for notice in store.outbox.pending(SUPPLIER, 10)] == ["old, never heard"]


def test_the_audit_goes(work: Work) -> None:
    with work() as store:
        for at in (LONG_AGO, THEN):
            store.audit.add(AuditEntry(actor="cli:ana", supplier=SUPPLIER, action="x", detail=str(at), at=at))
    assert forget(work, Kept.AUDIT) == 1
    with work() as store:
        assert [entry.at for entry in store.audit.of(SUPPLIER, 10)] == [THEN]


def test_products_go_that_left_the_account_long_ago(work: Work) -> None:
    with work() as store:
        store.mirror.put_products(SUPPLIER, [a_product(id=name, sku=name) for name in ("A", "B", "C")], LONG_AGO)
        store.mirror.mark_gone(SUPPLIER, Stream.PRODUCTS, "A", LONG_AGO)
        store.mirror.mark_gone(SUPPLIER, Stream.PRODUCTS, "B", THEN)
    assert forget(work, Kept.GONE_PRODUCTS) == 1
    assert forget(work, Kept.GONE_PRODUCTS) == 0
    with work() as store:
        store.mirror.put_products(SUPPLIER, [a_product(id=name, sku=name) for name in ("A", "B")], NOON)
        assert len(store.mirror.products(SUPPLIER, ids=[], skus=map(Sku, "ABC"))) == 3


def have_addresses(engine: sa.Engine) -> set[str]:
    """Answer the customers whose e-mail addresses are kept to find them by."""
    rows = table_of(ContactEmailRow)
    with engine.connect() as connection:
        return set(connection.scalars(sa.select(rows.c.contact_id)))


def with_emails(work: Work, *names: str) -> None:
    """Store customers whom Upstock knows by e-mail."""
    with work() as store:
        store.mirror.put_contacts(SUPPLIER, [a_contact(id=name) for name in names], LONG_AGO)
        news = store.publications.contacts(SUPPLIER, [name.casefold() for name in names])
        store.publications.saw_contacts(SUPPLIER, [SeenContact.of(one, told_of(one.id)) for one in news])


def told_of(contact_id: ContactId) -> ContactPublished:
    return replace(a_contact_event(), id=contact_id, is_active=True)


def test_customers_go_that_left_the_account_long_ago_with_their_addresses(work: Work, engine: sa.Engine) -> None:
    with_emails(work, "A", "B")
    assert have_addresses(engine) == {"a", "b"}
    with work() as store:
        store.mirror.mark_gone(SUPPLIER, Stream.CONTACTS, "A", LONG_AGO)
        store.mirror.mark_gone(SUPPLIER, Stream.CONTACTS, "B", THEN)
    assert forget(work, Kept.GONE_CONTACTS) == 1
    assert have_addresses(engine) == {"b"}


def test_the_copy_of_a_disconnected_account_goes_and_is_read_anew_from_its_beginning(
    work: Work, engine: sa.Engine
) -> None:
    for supplier, at in ((SUPPLIER, LONG_AGO), (OTHER, THEN)):
        with work() as store:
            store.connections.save(a_connection(supplier=supplier).disconnected(at))
            store.mirror.put_books(supplier, books(), LONG_AGO)
            store.mirror.put_products(supplier, [a_product()], LONG_AGO)
            store.mirror.put_contacts(supplier, [a_contact()], LONG_AGO)
            store.stream_runs.move_cursor(
                StreamCursor(supplier=supplier, stream=Stream.PRODUCTS, changed_since=LONG_AGO, swept_at=LONG_AGO)
            )
    forgotten = (Kept.DISCONNECTED_BOOKS, Kept.DISCONNECTED_PRODUCTS, Kept.DISCONNECTED_CONTACTS)
    assert [forget(work, what) for what in forgotten] == [1, 1, 1]
    assert [forget(work, what) for what in forgotten] == [0, 0, 0]
    cursors = table_of(StreamCursorRow)
    with engine.connect() as connection:
        assert set(connection.scalars(sa.select(cursors.c.supplier))) == {OTHER}
    with work() as store:
        assert store.mirror.books(SUPPLIER) is None
        assert store.mirror.books(OTHER) is not None
        assert store.connections.get(SUPPLIER) is not None


def test_the_copy_of_an_account_that_was_connected_again_stays(work: Work) -> None:
    with work() as store:
        link = store.connections.save(a_connection().disconnected(LONG_AGO))
        store.connections.save(replace(a_connection(), version=link.version, disconnected_at=LONG_AGO))
        store.mirror.put_books(SUPPLIER, books(), LONG_AGO)
    assert forget(work, Kept.DISCONNECTED_BOOKS) == 0


def test_alarms_go_that_were_closed_long_ago_and_open_ones_stay(work: Work) -> None:
    alarms = [Alarm(kind=AlarmKind.TIER_HOLE, subject=f"product:{name}", detail="x") for name in "abc"]
    with work() as store:
        store.alarms.settle(SUPPLIER, [], alarms, LONG_AGO)
        store.alarms.settle(SUPPLIER, ["product:a"], [], LONG_AGO)
        store.alarms.settle(SUPPLIER, ["product:b"], [], THEN)
    assert forget(work, Kept.CLOSED_ALARMS) == 1
    with work() as store:
        closed = store.alarms.page(SUPPLIER, is_open=False, kind=None, cursor=None, limit=10).items
        assert [each.alarm.subject for each in closed] == ["product:b"]
        assert store.alarms.counts(SUPPLIER) == {AlarmKind.TIER_HOLE: 1}


def test_drift_goes_that_nobody_has_looked_at_since(work: Work) -> None:
    found = (Difference(kind=DriftKind.SALE, approved="x", remote="y"),)
    with work() as store:
        for number, read_at in (("UP-1", LONG_AGO), ("UP-2", THEN)):
            order = an_order(approved=an_approved_order(number=number))
            store.orders.add(order)
            store.drift.put(
                Drift(
                    key=order.key,
                    differences=found,
                    value=ZERO,
                    remote_value=ZERO,
                    first_seen=LONG_AGO,
                    read_at=read_at,
                )
            )
    assert forget(work, Kept.UNFOLLOWED_DRIFT) == 1
    with work() as store:
        assert [drift.key.number for drift in store.drift.page(SUPPLIER, cursor=None, limit=10).items] == ["UP-2"]


def test_jobs_go_that_ended_long_ago_and_running_ones_stay(work: Work) -> None:
    job = Job(id="1", supplier=SUPPLIER, kind="sync", what=(), actor="a", started_at=LONG_AGO)
    with work() as store:
        store.jobs.add(replace(job, state=JobState.DONE, finished_at=LONG_AGO))
        store.jobs.add(replace(job, id="2", state=JobState.DONE, finished_at=THEN))
        store.jobs.add(replace(job, id="3"))
    assert forget(work, Kept.ENDED_JOBS) == 1
    with work() as store:
        assert {left.id for left in store.jobs.latest(SUPPLIER, 10)} == {"2", "3"}


def test_passes_go_that_ended_long_ago_but_the_latest_of_a_stream_says_how_it_stands(work: Work) -> None:
    ended = StreamRun(
        id="1",
        supplier=SUPPLIER,
        stream=Stream.PRODUCTS,
        started_at=LONG_AGO - DAY,
        finished_at=LONG_AGO,
        outcome=RunOutcome.DONE,
    )
    with work() as store:
        store.stream_runs.add(ended)
        store.stream_runs.add(replace(ended, id="2", started_at=LONG_AGO))
        store.stream_runs.add(replace(ended, id="3", stream=Stream.CONTACTS))
    assert forget(work, Kept.ENDED_PASSES) == 1
    with work() as store:
        assert [store.stream_runs.get(name) is None for name in "123"] == [True, False, False]


def test_budgets_of_keys_that_nobody_uses_any_more_go(work: Work, engine: sa.Engine) -> None:
    clock = StandingClock(LONG_AGO)
    budget = SqlCallBudget(engine, clock, 60)
    budget.acquire("key", Lane.ORDERS)
    rows = table_of(CallBudgetRow)
    with engine.begin() as connection:  # PostgreSQL tells the time itself
        connection.execute(sa.update(rows).values(used_at=LONG_AGO, blocked_until=LONG_AGO.timestamp()))
    budget.acquire("another", Lane.ORDERS)
    with engine.begin() as connection:
        connection.execute(sa.update(rows).where(rows.c.used_at > LONG_AGO).values(used_at=THEN))
    assert forget(work, Kept.CALL_BUDGETS) == (1 if engine.dialect.name == "postgresql" else 2)


@pytest.mark.parametrize("what", Kept)
def test_where_nothing_is_old_nothing_goes(work: Work, what: Kept) -> None:
    assert forget(work, what) == 0


def test_a_webhook_that_came_long_ago_goes_unless_its_answer_is_awaited(work: Work) -> None:
    came = StoredHint(supplier=SUPPLIER, kind=HintKind.PRODUCTS, received_at=LONG_AGO)
    with work() as store:
        for hint in (came, replace(came, answered_at=NOON), replace(came, received_at=THEN, answered_at=NOON)):
            store.hints.add(hint)
    assert forget(work, Kept.HINTS) == 1
    with work() as store:
        assert {hint.received_at for hint in store.hints.latest(SUPPLIER, 10)} == {LONG_AGO, THEN}
