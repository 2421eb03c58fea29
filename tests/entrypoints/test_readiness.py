from entrypoints.readiness import Readiness
from tests.fakes.clock import StandingClock
from tests.fakes.tasks import MemoryTaskEngine


def no_database() -> tuple[str, ...]:
    raise ConnectionError("password=hunter2")


def test_a_database_that_does_not_answer_is_named_without_its_details() -> None:
    (unready,) = Readiness(pending=no_database, tasks=MemoryTaskEngine(StandingClock()))()
    assert (unready.part, unready.what) == ("database", "The database does not answer (ConnectionError).")


def test_missing_migrations_are_counted_and_the_remedy_is_a_command() -> None:
    (unready,) = Readiness(pending=lambda: ("0001", "0002"), tasks=MemoryTaskEngine(StandingClock()))()
    assert (unready.part, unready.what) == ("migrations", "2 migrations are missing.")
    assert "upstock-cin7 db upgrade" in unready.remedy


def test_nothing_unready_is_ready() -> None:
    assert Readiness(pending=tuple, tasks=MemoryTaskEngine(StandingClock()))() == ()
