"""Whoever watches hears how every call went, and nothing of what was said."""

from dataclasses import dataclass, field

import pytest

from adapters.cin7_core.allowed_calls import OPEN_SALE, SALE
from adapters.cin7_core.watching import Watcher, outcome_of
from application.ports import errors
from application.ports.errors import BudgetSpent, PortError, SaleRefused, Throttled
from domain.call_budget import Lane
from tests.adapters.cin7_core.scripted import OPENS, Bench, ScriptedTransport, Told, scripted, told
from tests.fakes.budget import ScriptedBudget


@dataclass
class Ear(Watcher):
    """Remembers what it heard."""

    calls: list[tuple[str, Lane, str, int | None, str]] = field(default_factory=list)
    waits: list[tuple[Lane, float]] = field(default_factory=list)
    blocks: list[tuple[str, float]] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    def holds(self, secret: str) -> None:
        self.held.append(secret)

    def called(self, call: str, lane: Lane, *, outcome: str, status: int | None, seconds: float, detail: str) -> None:
        assert seconds >= 0
        self.calls.append((call, lane, outcome, status, detail))

    def waited(self, lane: Lane, seconds: float) -> None:
        self.waits.append((lane, seconds))

    def blocked(self, why: str, seconds: float) -> None:
        self.blocks.append((why, seconds))


def test_a_call_that_did_what_it_was_asked_is_ok() -> None:
    ear = Ear()
    scripted(told({"ID": 1})).client(watcher=ear).call(SALE, (("ID", "a sale's id"),))
    assert ear.calls == [("GET sale", Lane.ORDERS, "ok", 200, "")]
    assert ear.waits == [(Lane.ORDERS, 0.0)]


def test_a_call_that_was_refused_is_named_by_its_error_and_shows_no_key() -> None:
    said = Told(status=400, body=f'[{{"ErrorCode": 400, "Exception": "no, {OPENS.application_key}"}}]')
    ear = Ear()
    with pytest.raises(SaleRefused):
        scripted(said).client(watcher=ear).call(OPEN_SALE, body={})
    assert ear.calls == [("POST sale", Lane.ORDERS, "sale_refused", 400, "no, [key]")]


def test_it_hears_what_must_never_be_written_before_any_call_is_made() -> None:
    ear = Ear()
    client = scripted().client(watcher=ear)
    client.conceal("a webhook's token")
    assert ear.held == [OPENS.application_key, "a webhook's token"]


def test_a_call_that_was_throttled_blocks_the_key_for_a_reason() -> None:
    ear = Ear()
    with pytest.raises(Throttled):
        scripted(Told(status=429, headers={"Retry-After": "7"})).client(watcher=ear).call(SALE)
    assert ear.blocks == [("throttled", 7.0)]


def test_a_connection_that_was_never_made_has_no_status() -> None:
    ear = Ear()
    with pytest.raises(PortError):
        scripted(Told(instead=ConnectionError("gone"))).client(watcher=ear).call(SALE)
    assert [(outcome, status) for _, _, outcome, status, _ in ear.calls] == [("unavailable", None)]


def test_what_waited_for_the_budget_is_told_whether_it_went_or_gave_up() -> None:
    ear = Ear()
    Bench(ScriptedTransport([told({})]), budget=ScriptedBudget([0.5, 1.0])).client(watcher=ear).call(SALE)
    with pytest.raises(BudgetSpent):
        Bench(ScriptedTransport([]), budget=ScriptedBudget([0.5, 7.0])).client(watcher=ear).call(SALE)
    assert ear.waits == [(Lane.ORDERS, 1.5), (Lane.ORDERS, 7.5)]


def test_outcomes_are_a_few_words() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, PortError)]
    assert len(kinds) > 10
    made = [kind.__new__(kind) for kind in kinds]
    assert {outcome_of(None), "not_found", "unexpected_reply"} <= {"ok", *map(outcome_of, made)}
    assert all(outcome_of(each).replace("_", "").isalpha() and outcome_of(each).islower() for each in made)
