"""Scenarios freeze the clock: what is stored meanwhile is what is read, then and later."""

from datetime import UTC, datetime

import freezegun
import sqlalchemy as sa

from adapters.sql import SqlCallBudget
from application.ports.storage.unit_of_work import Work
from domain.call_budget import Lane
from entrypoints.clock import SystemClock
from tests.adapters.sql.codecs.samples import full_contact, full_order
from tests.builders import SUPPLIER, dated


def test_records_stored_while_the_clock_stands_come_back(work: Work) -> None:
    order, contact = full_order(), full_contact()
    with freezegun.freeze_time("2027-01-01T12:00:00Z"):
        at = datetime.now(UTC)
        with work() as store:
            store.orders.add(order)
            store.mirror.put_contacts(SUPPLIER, [contact], at)
        with work() as store:
            assert store.orders.get(order.key) == order
            assert store.mirror.contact(SUPPLIER, contact.id) == dated(contact, at)
    with work() as store:
        assert store.orders.get(order.key) == order
        assert store.mirror.contact(SUPPLIER, contact.id) == dated(contact, datetime(2027, 1, 1, 12, tzinfo=UTC))


def test_calls_count_while_the_clock_stands(engine: sa.Engine) -> None:
    budget = SqlCallBudget(engine, SystemClock(), 2)
    with freezegun.freeze_time("2027-01-01T12:00:00Z"):
        waits = [budget.acquire("key", Lane.ORDERS) for _ in range(3)]
    assert waits[:2] == [0.0, 0.0]
    assert waits[2] > 0
