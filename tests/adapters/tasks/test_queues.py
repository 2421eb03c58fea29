from adapters.tasks.queues import PLACE, QUEUES
from application.ports.tasks import Task


def test_every_task_has_a_place() -> None:
    assert set(PLACE) == set(Task)


def test_every_place_is_a_queue_that_is_worked_on() -> None:
    assert {place.queue for place in PLACE.values()} <= set(QUEUES)


def test_imports_never_wait_in_the_queue_of_orders() -> None:
    assert PLACE[Task.FILL_MIRROR].queue != PLACE[Task.PLACE_ORDER].queue
