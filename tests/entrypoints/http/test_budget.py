from tests.entrypoints.http.callers import Api, an_order, wrong


def test_calls_are_shown_by_lane_with_a_forecast(api: Api) -> None:
    api.upstock("PUT", "./orders/UP-1", an_order("UP-1"))
    api.house.settle()
    shown = api.supplier("GET", "./rate-budget").get_json()
    assert (shown["limit"], shown["blocked_until"], shown["orders_waiting"], shown["orders_gone_in"]) == (
        60,
        None,
        0,
        0,
    )
    assert [each["lane"] for each in shown["lanes"]] == ["orders", "shipments", "prices", "imports"]
    assert shown["lanes"][0]["used"] >= 2
    assert shown["used"] == sum(each["used"] for each in shown["lanes"])


def test_a_block_by_cin7_is_shown_with_its_reason_and_who_waits(api: Api) -> None:
    api.house.fault("POST", "sale", {"status": 429})
    api.upstock("PUT", "./orders/UP-1", an_order("UP-1"))
    api.house.run_now()
    shown = api.supplier("GET", "./rate-budget").get_json()
    assert shown["blocked_until"]
    assert "calls too often" in shown["blocked_why"]
    assert (shown["orders_waiting"], shown["orders_gone_in"] > 0) == (1, True)


def test_without_a_key_there_is_nothing_to_count(shared_api: Api) -> None:
    answer = shared_api.upstock("GET", "/v1/suppliers/nobody/rate-budget")
    assert (answer.status_code, wrong(answer)[0][0]) == (409, "conflict")
