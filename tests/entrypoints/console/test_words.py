import ast
from enum import Enum
from pathlib import Path

import pytest

from application.connecting.preview_sale_options import Effect
from application.ports.storage.catalogue_views import MatchState, ProductState
from application.ports.storage.jobs import JobState
from application.running.request_job import SYNC
from domain.alarms import AlarmKind
from domain.call_budget import Lane
from domain.connection import ConnectionStatus
from domain.drift import DriftKind
from domain.notices import NoticeState
from domain.order import OrderState
from domain.prices import WhyNotSet
from domain.shipment import Concern, ShipmentStatus
from entrypoints.console.words import ACTIONS, JOBS, ORDER_STATES, WORDS, word

ROOT = Path(__file__).parents[3]
SHOWN: tuple[type[Enum], ...] = (
    OrderState,
    ShipmentStatus,
    Concern,
    ConnectionStatus,
    JobState,
    ProductState,
    MatchState,
    WhyNotSet,
    AlarmKind,
    DriftKind,
    NoticeState,
    Effect,
    Lane,
)


@pytest.mark.parametrize("kind", SHOWN)
def test_every_state_that_is_shown_has_a_word(kind: type[Enum]) -> None:
    assert [state for state in kind if state not in WORDS] == []


def test_states_of_orders_and_connections_say_what_they_mean_and_differ() -> None:
    for kind in (OrderState, ConnectionStatus):
        words = [word(state) for state in kind]
        assert all(each.meaning.endswith(".") for each in words)
        assert len({each.label for each in words}) == len(words)
    assert set(ORDER_STATES) == set(OrderState)


def test_every_action_of_the_audit_and_every_kind_of_job_has_a_name() -> None:
    said: set[str] = set()
    for path in (ROOT / "application").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "AuditEntry":
                given = [keyword.value for keyword in node.keywords if keyword.arg == "action"]
                said |= {each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    assert said - ACTIONS.keys() == set()
    assert SYNC in JOBS
    assert {"import_products", "import_contacts"} <= JOBS.keys()
