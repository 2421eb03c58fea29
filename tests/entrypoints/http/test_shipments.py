"""What Upstock is shown of goods on their way, and of what drifts."""

from datetime import timedelta

from tests.entrypoints.http.callers import Api, an_order, wrong

TRACKED = {"tracking_number": "1Z999", "tracking_url": "https://track.example/1Z999", "carrier": "AusPost"}


def made(api: Api, number: str = "UP-1001") -> str:
    api.upstock("PUT", f"./orders/{number}", an_order(number, reference=number))
    api.house.settle()
    sale = api.house.order(number).sale
    assert sale is not None
    return sale.id


def test_a_shipped_order_shows_every_parcel(api: Api) -> None:
    sale = made(api)
    for action, body in (("pick", {}), ("pack", {}), ("ship", TRACKED)):
        api.house.cin7("POST", f"/_fake/sales/{sale}/{action}", dict(body))
    api.house.time_passes(timedelta(minutes=7))
    shown = api.upstock("GET", "./orders/UP-1001").get_json()
    tracking = {"kind": "url", "value": "https://track.example/1Z999"}
    assert shown["state"] == "shipped"
    assert shown["shipped_at"]
    assert shown["shipment"] == {
        "state": "shipped",
        "tracking": tracking,
        "parcels": [
            {
                "carrier": "AusPost",
                "tracking": tracking,
                "shipped_on": "2026-05-04",
                "boxes": "Box 1",
                "contents": [{"sku": "NW-001", "quantity": "12"}],
            }
        ],
        "alarm": None,
    }


def test_drift_names_the_order_what_differs_its_value_and_its_age(api: Api) -> None:
    sale = made(api)
    api.house.cin7("POST", f"/_fake/sales/{sale}/void")
    api.house.time_passes(timedelta(minutes=7))
    api.house.pass_time(timedelta(hours=3))
    (drifted,) = api.supplier("GET", "./drift").get_json()["items"]
    assert drifted.pop("age_seconds") in range(3 * 3600, 3 * 3600 + 600)
    assert drifted.pop("first_seen") == drifted.pop("read_at")
    assert drifted == {
        "number": "UP-1001",
        "state": "voided",
        "customer": "Harbour Café",
        "sale_number": "SO-00001",
        "currency": "AUD",
        "value": "213.84",
        "cin7_value": "0.00",
        "difference": "-213.84",
        "differences": [{"what": "sale", "sku": None, "upstock": "approved", "cin7": "voided"}],
    }


def test_drift_is_answered_page_by_page(api: Api) -> None:
    for number in ("UP-1", "UP-2", "UP-3"):
        api.house.cin7("POST", f"/_fake/sales/{made(api, number)}/void")
    api.house.time_passes(timedelta(minutes=7))
    first = api.upstock("GET", "./drift?limit=2").get_json()
    rest = api.upstock("GET", f"./drift?limit=2&cursor={first['next_cursor']}").get_json()
    assert [item["number"] for item in (*first["items"], *rest["items"])] == ["UP-1", "UP-2", "UP-3"]
    assert rest["next_cursor"] is None


def test_a_cursor_that_no_list_answered_is_refused(shared_api: Api) -> None:
    answer = shared_api.upstock("GET", "./drift?cursor=nonsense")
    assert answer.status_code == 422
    assert wrong(answer) == [("invalid_value", "cursor")]


def test_anothers_drift_is_not_found(shared_api: Api) -> None:
    assert shared_api.other("GET", "./drift").status_code == 404
