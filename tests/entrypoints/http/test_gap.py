"""What Upstock is shown of the gap between both sides, and how it is closed."""

from datetime import timedelta

from tests.entrypoints.http.callers import Api, an_order, wrong


def cut_off(api: Api, *numbers: str) -> None:
    api.house.cut_off(timedelta(minutes=30))
    for number in numbers:
        api.upstock("PUT", f"./orders/{number}", an_order(number))
    api.house.run_now()


def test_orders_on_their_way_and_events_untold_are_shown_and_counted(api: Api) -> None:
    api.upstock("PUT", "./orders/UP-1", an_order("UP-1"))
    api.house.run_now()
    cut_off(api, "UP-2")
    shown = api.supplier("GET", "./gap").get_json()
    assert shown["compared_at"] is None
    assert (shown["orders"]["total"], shown["orders"]["next_cursor"]) == (1, None)
    (order,) = shown["orders"]["items"]
    assert {name: order[name] for name in ("number", "state", "reason", "is_replayed", "customer", "sale_number")} == {
        "number": "UP-2",
        "state": "waiting",
        "reason": "on_its_way",
        "is_replayed": True,
        "customer": "Harbour Café",
        "sale_number": None,
    }
    assert order["next_attempt_at"] > order["accepted_at"]
    assert "goes by itself" in order["detail"]
    assert (shown["events"]["total"], shown["events"]["by_type"]) == (1, {"order.sale_created": 1})
    (event,) = shown["events"]["items"]
    assert (event["type"], event["subject"], event["tries"]) == ("order.sale_created", "order:UP-1", 0)


def test_each_list_goes_on_from_its_own_cursor(api: Api) -> None:
    cut_off(api, "UP-1", "UP-2", "UP-3")
    first = api.upstock("GET", "./gap?limit=2").get_json()
    cursor = first["orders"]["next_cursor"]
    second = api.upstock("GET", f"./gap?limit=2&what=orders&cursor={cursor}").get_json()
    found = [[item["number"] for item in page["orders"]["items"]] for page in (first, second)]
    assert found == [["UP-1", "UP-2"], ["UP-3"]]
    assert (second["orders"]["total"], second["events"]["items"]) == (3, [])


def test_a_cursor_without_its_list_or_of_another_one_is_refused(api: Api) -> None:
    for query, where in (("cursor=abc", "what"), ("what=events&cursor=abc", "cursor"), ("what=sales", "what")):
        answer = api.upstock("GET", f"./gap?{query}")
        assert answer.status_code == 422
        assert [problem["parameter"] for problem in answer.get_json()["problems"]] == [where]


def test_a_replay_is_a_job_that_can_be_followed(api: Api) -> None:
    cut_off(api, "UP-1", "UP-2")
    api.house.time_passes(timedelta(minutes=30))
    begun = api.supplier("POST", "./gap/replay")
    assert begun.status_code == 202
    job = begun.get_json()["job"]
    assert (job["kind"], job["state"], job["what"], job["total"]) == ("replay", "running", ["orders", "events"], 2)
    assert api.upstock("POST", "./gap/replay").get_json()["job"]["id"] == job["id"]
    api.house.run_now()
    ended = api.supplier("GET", f"./jobs/{job['id']}").get_json()
    assert (ended["state"], ended["done"]) == ("done", 2)
    assert api.upstock("GET", "./gap").get_json()["orders"]["items"] == []


def test_the_connection_says_how_much_is_missing(api: Api) -> None:
    cut_off(api, "UP-1")
    assert api.upstock("GET", "./connection").get_json()["gap"] == {"orders": 1, "events": 0, "compared_at": None}


def test_the_gap_is_nobody_elses(api: Api) -> None:
    for method, path in (("GET", "./gap"), ("POST", "./gap/replay")):
        assert api.other(method, path).status_code == 404
        assert wrong(api.stranger(method, path)) == [("unauthenticated", "")]
