import json
from datetime import timedelta

from adapters.fake_cin7.routes.rendering import instant
from tests.adapters.fake_cin7.company import CAFE, DOCUMENT, KEY, OTHER_KEY, Company


def test_an_account_is_planted_listed_shown_and_forgotten() -> None:
    company = Company()
    made = company.control("POST", "accounts", {**DOCUMENT, "application_keys": ["another"]}, 201)
    assert (made["application_keys"], made["products"], made["company"]) == (["another"], 5, "Acme")
    listed = company.control("GET", "accounts")["accounts"]
    assert [entry["account_id"] for entry in listed] == [company.account.id, made["account_id"]]
    company.control("DELETE", f"accounts/{made['account_id']}")
    assert "There is no account" in company.control("GET", f"accounts/{made['account_id']}", status=404)["error"]


def test_a_whole_account_shows_sales_as_the_api_does() -> None:
    company = Company()
    sale_id = company.sold()
    whole = company.control("GET", f"accounts/{company.account.id.upper()}")
    assert whole["sales"] == [company.sale(sale_id)]
    assert [row["SKU"] for row in whole["products"]] == ["MUG", "JUG", "OLD", "FREIGHT", "TEN"]
    assert whole["customers"][0]["ProductPrices"][0]["Price"] == 8.25
    assert (whole["stock"][0]["Allocated"], whole["webhooks"]) == (2, [])


def test_the_log_keeps_everything_about_a_call() -> None:
    company = Company()
    company.universe.clock.stand_still(company.universe.clock.now())
    company.get("product", Limit=1)
    company.call("POST", "Sale", {"CustomerID": CAFE})
    first, second = company.control("GET", "requests")["requests"]
    assert (first["method"], first["path"], first["query"], first["status"]) == ("GET", "product", "Limit=1", 200)
    assert (second["path"], second["body"], second["status"]) == ("Sale", json.dumps({"CustomerID": CAFE}), 400)
    assert (second["key"], second["at"]) == (KEY, instant(company.universe.clock.now()))


def test_the_log_is_read_from_an_instant_or_a_number_on() -> None:
    company = Company()
    company.get("me")
    company.universe.clock.advance(10)
    noon = instant(company.universe.clock.now())
    company.get("product")
    for since in (noon, "1"):
        assert [seen["path"] for seen in company.control("GET", f"requests?since={since}")["requests"]] == ["product"]
    assert "'since' must be" in company.control("GET", "requests?since=noon", status=400)["error"]


def test_stats_count_by_key_by_minute_and_in_the_densest_sixty_seconds() -> None:
    company = Company()
    clock = company.universe.clock
    clock.stand_still(clock.now().replace(second=30, microsecond=0))
    for seconds, calls in ((0, 3), (40, 4), (19, 2), (1, 5)):
        clock.advance(seconds)
        for _ in range(calls):
            company.get("me")
    company.call("GET", "me", headers={**company.headers, "api-auth-applicationkey": OTHER_KEY})
    stats = company.control("GET", "stats")
    mine = stats["keys"][KEY]
    assert (stats["total"], mine["total"], stats["keys"][OTHER_KEY]["total"]) == (15, 14, 1)
    assert sorted(mine["per_minute"].values()) == [3, 11]
    assert (mine["highest_in_60_seconds"], stats["highest_in_60_seconds"]) == (11, 11)


def test_refused_calls_are_counted_too() -> None:
    company = Company(switches={})
    company.universe.clock.stand_still(company.universe.clock.now())
    for _ in range(63):
        company.call("GET", "me")
    mine = company.control("GET", "stats")["keys"][KEY]
    assert (mine["highest_in_60_seconds"], mine["throttled"], mine["used_now"]) == (63, 3, 60)


def test_switches_are_listed_with_all_there_is_to_know() -> None:
    listed = Company().control("GET", "switches")["switches"]
    assert all(set(entry) == {"name", "values", "default", "value", "meaning", "source"} for entry in listed)
    throttle = next(entry for entry in listed if entry["name"] == "throttle")
    assert (throttle["values"], throttle["default"]) == (["modern429", "legacy503", "array400", "off"], "modern429")


def test_the_last_word_about_a_switch_counts_everywhere_or_for_one_account() -> None:
    company = Company()
    assert company.account.switches["throttle"] == "off"
    company.control("PUT", "switches", {"throttle": "array400", "put_order": "same_as_post"})
    assert company.account.switches["throttle"] == "array400"
    company.control("PUT", f"switches?account_id={company.account.id}", {"switches": {"throttle": "off"}})
    assert (company.account.switches["throttle"], company.universe.switches["throttle"]) == ("off", "array400")
    refused = company.control("PUT", "switches", {"throttle": "never"}, 400)
    assert refused["error"] == "Switch 'throttle' cannot be 'never'; it accepts modern429, legacy503, array400, off."


def test_the_clock_moves_and_stands_still() -> None:
    company = Company()
    before = company.universe.clock.now()
    company.control("POST", "clock", {"advance": 3600})
    assert company.universe.clock.now() - before >= timedelta(hours=1)
    stood = company.control("POST", "clock", {"stand_still_at": "2026-05-04T00:00:00Z"})
    assert stood == {"now": "2026-05-04T00:00:00Z"} == company.control("GET", "clock")
    assert company.control("POST", "clock", {"advance": "0.5"}) == {"now": "2026-05-04T00:00:00.5Z"}
    company.control("POST", "clock", {"stand_still_at": None})
    for body in ({}, {"back": 1}, {"advance": -1}, {"advance": "soon"}, {"stand_still_at": "noon"}):
        assert company.control("POST", "clock", body, 400)["error"]


def test_a_reset_forgets_everything() -> None:
    company = Company()
    company.control("PUT", "switches", {"throttle": "off"})
    company.control("POST", "faults", {"action": "reset"}, 201)
    company.control("POST", "reset")
    assert company.control("GET", "accounts") == {"accounts": []}
    assert company.control("GET", "faults") == {"faults": []}
    assert company.control("GET", "requests") == {"requests": []}
    assert company.universe.switches["throttle"] == "modern429"
