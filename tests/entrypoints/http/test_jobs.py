from tests.entrypoints.http.callers import Api, wrong


def test_a_sync_is_a_job_that_can_be_followed_to_its_end(api: Api) -> None:
    begun = api.upstock("POST", "./sync", {"what": ["prices"]})
    job = begun.get_json()["job"]
    assert (begun.status_code, job["state"], job["what"]) == (202, "running", ["prices"])
    assert api.upstock("GET", f"./jobs/{job['id']}").get_json()["state"] == "running"
    api.house.settle()
    shown = api.upstock("GET", f"./jobs/{job['id']}").get_json()
    assert (shown["state"], shown["error"], shown["finished_at"] is not None) == ("done", None, True)
    assert [each["id"] for each in api.upstock("GET", "./jobs").get_json()["items"]] == [job["id"]]


def test_a_second_request_joins_the_first(api: Api) -> None:
    ids = {api.upstock("POST", "./sync", {"what": [what]}).get_json()["job"]["id"] for what in ("products", "contacts")}
    assert len(ids) == 1


def test_a_job_can_be_cancelled(api: Api) -> None:
    job = api.upstock("POST", "./sync", {"what": ["products"]}).get_json()["job"]
    ended = api.supplier("DELETE", f"./jobs/{job['id']}")
    assert (ended.status_code, ended.get_json()["state"]) == (200, "cancelled")


def test_what_cannot_be_read_is_refused(shared_api: Api) -> None:
    answer = shared_api.upstock("POST", "./sync", {"what": ["products", "weather"]})
    assert (answer.status_code, wrong(answer)) == (422, [("invalid_value", "/what/1")])
    assert wrong(shared_api.upstock("POST", "./sync", {"what": []})) == [("invalid_value", "/what")]


def test_a_job_that_is_not_there_is_not_found(shared_api: Api) -> None:
    for method in ("GET", "DELETE"):
        assert shared_api.upstock(method, "./jobs/nothing").status_code == 404


def test_nobody_syncs_what_was_never_connected(shared_api: Api) -> None:
    assert shared_api.upstock("POST", "/v1/suppliers/nobody/sync", {"what": ["prices"]}).status_code == 404
