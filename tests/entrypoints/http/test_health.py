from entrypoints.http.app import create_app
from entrypoints.readiness import Readiness
from tests.entrypoints.http.callers import Api, Caller
from tests.fakes.tasks import MemoryTaskEngine


class StuckEngine(MemoryTaskEngine):
    """An engine that takes nothing up."""

    def healthy(self) -> str | None:
        return "No task was taken up for four minutes."


def api_with(api: Api, readiness: Readiness) -> Caller:
    return Caller(
        create_app(
            api.house.use_cases, readiness, api.house.container.console(), api.house.container.metrics()
        ).test_client()
    )


def test_a_process_that_answers_is_alive(shared_api: Api) -> None:
    answer = shared_api.stranger("GET", "/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "alive"})


def test_a_process_is_ready_when_database_migrations_and_engine_are(shared_api: Api) -> None:
    answer = shared_api.stranger("GET", "/readyz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ready", "problems": []})


def test_a_process_that_is_not_ready_says_why_and_what_to_do(shared_api: Api) -> None:
    stuck = StuckEngine(shared_api.house.clock)
    answer = api_with(shared_api, Readiness(pending=tuple, tasks=stuck))("GET", "/readyz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    (problem,) = answer.get_json()["problems"]
    assert (problem["part"], problem["what"]) == ("engine", "No task was taken up for four minutes.")
    assert problem["remedy"]
