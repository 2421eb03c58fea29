from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.storage.operations import AuditEntry, Token
from application.ports.storage.unit_of_work import AlreadyStored, Work
from domain.identifiers import SupplierId
from domain.restore import Restore
from tests.builders import NOON, SUPPLIER, an_order

OTHER = SupplierId("other")
LATER = NOON + timedelta(days=1)
TOKEN = Token(id="t1", digest="d" * 64, name="Upstock", supplier=None, created_at=NOON)
ENTRY = AuditEntry(actor="cli:ana", supplier=SUPPLIER, action="options.changed", detail="version 2", at=NOON)


def test_a_token_comes_back_as_it_was_stored(work: Work) -> None:
    own = replace(TOKEN, id="t2", supplier=SUPPLIER, last_used_at=NOON, revoked_at=LATER)
    with work() as store:
        store.tokens.add(TOKEN)
        store.tokens.add(own)
    with work() as store:
        assert store.tokens.get("t1") == TOKEN
        assert store.tokens.get("t2") == own
        assert store.tokens.get("t3") is None


def test_a_tokens_id_is_given_once(work: Work) -> None:
    with work() as store:
        store.tokens.add(TOKEN)
        with pytest.raises(AlreadyStored):
            store.tokens.add(replace(TOKEN, name="Another"))


def test_a_token_remembers_when_it_was_used(work: Work) -> None:
    with work() as store:
        store.tokens.add(TOKEN)
        store.tokens.used("t1", LATER)
        assert store.tokens.get("t1") == replace(TOKEN, last_used_at=LATER)


def test_a_token_is_revoked_once(work: Work) -> None:
    with work() as store:
        store.tokens.add(TOKEN)
        assert store.tokens.revoke("t1", NOON)
        assert not store.tokens.revoke("t1", LATER)
        assert not store.tokens.revoke("t2", LATER)
        assert store.tokens.get("t1") == replace(TOKEN, revoked_at=NOON)


def test_tokens_are_listed_the_oldest_first(work: Work) -> None:
    with work() as store:
        store.tokens.add(replace(TOKEN, id="a", created_at=LATER))
        store.tokens.add(replace(TOKEN, id="b"))
        assert [token.id for token in store.tokens.all()] == ["b", "a"]


def test_the_audit_answers_the_latest_of_one_supplier_the_newest_first(work: Work) -> None:
    entries = [replace(ENTRY, detail=str(n), at=NOON + timedelta(minutes=n // 2)) for n in range(4)]
    with work() as store:
        for entry in (*entries, replace(ENTRY, supplier=OTHER), replace(ENTRY, supplier=None)):
            store.audit.add(entry)
    with work() as store:
        assert store.audit.of(SUPPLIER, 3) == tuple(reversed(entries[1:]))


def test_the_latest_restore_counts(work: Work) -> None:
    first = Restore(noted_at=NOON, remembers_until=NOON - timedelta(hours=9), actor="cli:ana")
    second = replace(first, noted_at=NOON + timedelta(hours=1))
    with work() as store:
        assert store.restores.latest() is None
        store.restores.add(second)
        store.restores.add(first)
        assert store.restores.latest() == second


def test_what_was_written_last_is_known_from_whatever_it_was(work: Work) -> None:
    with work() as store:
        assert store.restores.last_written() is None
        store.orders.add(an_order(accepted_at=NOON))
        assert store.restores.last_written() == NOON
        later = NOON + timedelta(minutes=1)
        store.audit.add(AuditEntry(actor="cli:ana", supplier=None, action="x", detail="", at=later))
        assert store.restores.last_written() == later
