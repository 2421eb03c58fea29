"""How everything stands, as Prometheus reads it."""

from datetime import timedelta

from application.ports.clock import Clock
from application.ports.storage.unit_of_work import StorageUnavailable, UnitOfWork
from application.ports.tasks import TaskEngine
from domain.identifiers import SupplierId
from entrypoints.gauges import Gauges
from entrypoints.instruments import Instruments
from entrypoints.metrics import Metrics
from tests.builders import an_approved_order
from tests.entrypoints.exposition import samples
from tests.house import House


class Watch:
    """Tells the seconds that a test says have passed."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def gauges(house: House, watch: Watch | None = None) -> Gauges:
    tasks: TaskEngine = house.tasks
    clock: Clock = house.clock
    return Gauges(work=house.use_cases.work, tasks=tasks, clock=clock, monotonic=watch or Watch())


def read(found: Gauges) -> dict[str, float]:
    return samples(Metrics(Instruments(), found).exposed())


def test_orders_are_told_by_state_with_the_age_of_the_first_and_what_holds_them(house: House) -> None:
    house.approve(an_approved_order(number="UP-1"))
    house.approve(an_approved_order(number="UP-2", currency="EUR"))
    house.pass_time(timedelta(minutes=5))
    house.use_cases.approve_order(SupplierId("northwind"), an_approved_order(number="UP-3"))
    house.clock.advance(timedelta(minutes=3))
    found = read(gauges(house))
    assert (found["orders{created}"], found["orders{held}"], found["orders{accepted}"]) == (1, 1, 1)
    assert found["order_oldest_seconds{accepted}"] == 180
    assert found["orders_overdue"] == 1
    assert found["orders_held{order_currency}"] == 1
    assert "orders{shipped}" not in found


def test_copies_and_the_outbox_and_the_engine_are_told(house: House) -> None:
    house.clock.advance(timedelta(hours=1))
    house.tasks.tick()
    house.clock.advance(timedelta(seconds=30))
    found = read(gauges(house))
    assert found["connections{connected}"] == 1
    assert found["mirror_age_seconds{1,products}"] >= 3600
    assert found["tick_age_seconds"] == 30
    assert found["outbox_pending"] == 0
    assert found["tasks_waiting{bulk}"] >= 1
    assert found["task_wait_seconds{bulk}"] >= 30
    assert found["database_up"] == 1


def test_nothing_is_told_of_a_single_supplier(house: House) -> None:
    house.approve(an_approved_order(number="UP-1"))
    assert "northwind" not in Metrics(Instruments(), gauges(house)).exposed().decode()


def test_the_database_is_asked_every_ten_seconds_however_often_somebody_scrapes(house: House) -> None:
    watch = Watch()
    found = gauges(house, watch)
    assert read(found)["orders{created}"] == 0
    house.approve(an_approved_order(number="UP-1"))
    watch.seconds = 9.9
    assert read(found)["orders{created}"] == 0
    watch.seconds = 10.0
    assert read(found)["orders{created}"] == 1


def test_a_database_that_is_away_is_told_and_nothing_else_of_it(empty_house: House) -> None:
    def away() -> UnitOfWork:
        raise StorageUnavailable("The database did not answer.")

    found = samples(
        Metrics(Instruments(), Gauges(work=away, tasks=empty_house.tasks, clock=empty_house.clock)).exposed()
    )
    assert found["database_up"] == 0
    assert not any(name.startswith("orders{") for name in found)
