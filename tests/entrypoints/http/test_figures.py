"""What is measured is told to machines that may know it."""

import pytest

from entrypoints.http.figures import EXAMPLE
from tests.entrypoints.exposition import samples
from tests.entrypoints.http.callers import Api, wrong

HERE = {"environ_base": {"REMOTE_ADDR": "127.0.0.1"}}


def from_elsewhere(api: Api, **changed: str) -> dict[str, str]:
    return {"REMOTE_ADDR": "192.0.2.7", **changed}


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1"])
@pytest.mark.parametrize("name", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_a_program_of_this_machine_reads_them(shared_api: Api, address: str, name: str) -> None:
    answer = shared_api.stranger.client.get("/metrics", headers={"Host": name}, environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain")
    assert samples(answer.data)["connections{connected}"] == 1


def test_the_example_in_the_document_is_how_they_are_written(shared_api: Api) -> None:
    exposed = shared_api.stranger.client.get("/metrics", **HERE).text.splitlines()
    told = [line for line in EXAMPLE.splitlines() if line.startswith("#")]
    assert [line for line in told if line not in exposed] == []


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "::ffff:192.0.2.7", ""])
def test_a_stranger_from_elsewhere_does_not(shared_api: Api, address: str) -> None:
    answer = shared_api.stranger.client.get("/metrics", environ_base={"REMOTE_ADDR": address})
    assert (answer.status_code, wrong(answer)) == (401, [("unauthenticated", "")])


@pytest.mark.parametrize(
    "header",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"Host": "connector.example"},
    ],
    ids=str,
)
def test_a_proxy_on_this_machine_calls_for_somebody_else(shared_api: Api, header: dict[str, str]) -> None:
    answer = shared_api.stranger.client.get("/metrics", headers=header, environ_base={"REMOTE_ADDR": "127.0.0.1"})
    assert answer.status_code == 401


def test_from_elsewhere_upstocks_token_reads_them_and_a_suppliers_does_not(shared_api: Api) -> None:
    shared_api.upstock.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    try:
        assert shared_api.upstock("GET", "/metrics").status_code == 200
        answer = shared_api.supplier("GET", "/metrics")
        assert (answer.status_code, wrong(answer)) == (404, [("not_found", "")])
    finally:
        shared_api.upstock.client.environ_base["REMOTE_ADDR"] = "127.0.0.1"
