"""What is stored as running here and is not in hand is found at the second look; everything else is left alone."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from dbos import DBOSClient, EnqueueOptions

from adapters.sql import make_engine
from adapters.tasks.ownership import OwnershipLost
from adapters.tasks.roll_call import RollCall
from adapters.tasks.workflows import Workflows
from application.ports.tasks import Task

HERE, ELSEWHERE = "slot-1", "slot-2"
_COLUMNS = ("workflow_uuid", "status", "executor_id")


class Hands(Workflows):
    """Workflows whose work in hand is what a test says."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(Task, lambda _: None), every_minute={}, on_crash=lambda *_: None)
        self.full_of: tuple[str, ...] = ()

    @property
    def in_hand(self) -> tuple[str, ...]:
        return self.full_of


class Roll:
    """The engine's own table on a database, and who looks into it."""

    def __init__(self, database: sa.Engine) -> None:
        self._database, self.hands = database, Hands()
        schema = "dbos" if database.dialect.name == "postgresql" else None
        self._table = sa.table("workflow_status", *map(sa.column, _COLUMNS), schema=schema)
        self._client = DBOSClient(system_database_engine=database)

    def call(self, *, every: float = 0.0) -> RollCall:
        return RollCall(self._client, self.hands, every=every)

    def begins(self, *runs: str, executor: str = HERE) -> None:
        for run in runs:
            self._client.enqueue(EnqueueOptions(workflow_name="n", queue_name="orders", workflow_id=run), run)
            self._becomes(run, "PENDING", executor)

    def ends(self, run: str) -> None:
        self._becomes(run, "SUCCESS", HERE)

    def _becomes(self, run: str, status: str, executor: str) -> None:
        changed = sa.update(self._table).where(self._table.c.workflow_uuid == run)
        with self._database.begin() as connection:
            connection.execute(changed.values(status=status, executor_id=executor))


def lost(call: RollCall, *, looks: int = 1) -> list[str]:
    """Hold it so often, and answer what it said was lost each time."""
    said = []
    for _ in range(looks):
        try:
            call.hold(HERE)
        except OwnershipLost as forgotten:
            said.append(str(forgotten))
        else:
            said.append("")
    return said


@pytest.fixture
def roll(database_url: str) -> Iterator[Roll]:
    database = make_engine(database_url)
    yield Roll(database)
    database.dispose()


def test_work_that_nobody_has_in_hand_is_forgotten_at_the_second_look_and_named(roll: Roll) -> None:
    roll.begins("place:2", "place:1", "place:3")
    roll.hands.full_of = ("place:3",)
    told = "work ended here without being stored as ended: place:1, place:2"
    assert lost(roll.call(), looks=2) == ["", told]


def test_after_a_fresh_start_there_are_two_looks_again(roll: Roll) -> None:
    roll.begins("place:1")
    assert [bool(each) for each in lost(roll.call(), looks=4)] == [False, True, False, True]


def test_what_was_about_to_be_taken_up_or_stored_as_ended_is_not_forgotten(roll: Roll) -> None:
    roll.begins("just ending", "just beginning")
    call = roll.call()
    assert lost(call) == [""]
    roll.ends("just ending")
    roll.hands.full_of = ("just beginning",)
    roll.begins("the next one")
    assert lost(call) == [""]
    roll.ends("the next one")
    assert lost(call, looks=2) == ["", ""]


def test_the_work_of_other_processes_is_theirs(roll: Roll) -> None:
    roll.begins("place:1", executor=ELSEWHERE)
    assert lost(roll.call(), looks=3) == ["", "", ""]


def test_between_two_looks_it_asks_nobody(roll: Roll) -> None:
    roll.begins("place:1")
    assert lost(roll.call(every=3600), looks=3) == ["", "", ""]
