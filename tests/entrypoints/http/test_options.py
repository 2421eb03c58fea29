import pytest

from tests.builders import an_approved_order
from tests.entrypoints.http.callers import Api, wrong

DEFAULTS = {
    "status": "authorised",
    "type": "simple",
    "creation_mode": "no_pick",
    "ship_by_source": "delivery_date",
    "freight": {"description": "Freight", "tax_rule": None},
    "address_field": None,
    "version": 0,
}
CHOSEN = {
    "status": "draft",
    "type": "advanced",
    "creation_mode": "no_pick",
    "ship_by_source": "none",
    "freight": {"description": "Delivery", "tax_rule": "GST Free"},
    "address_field": "Delivery address",
}


def test_nobodys_choice_are_the_defaults(shared_api: Api) -> None:
    for supplier in ("northwind", "nobody"):
        assert shared_api.upstock("GET", f"/v1/suppliers/{supplier}/sale-options").get_json() == DEFAULTS


def test_every_option_can_be_chosen_and_makes_a_version_with_its_author(api: Api) -> None:
    answer = api.supplier("PUT", "./sale-options", CHOSEN)
    assert answer.status_code == 200
    assert answer.get_json() == api.upstock("GET", "./sale-options").get_json() == {**CHOSEN, "version": 1}
    with api.house.use_cases.work() as store:
        newest = store.options.newest(api.house.order_supplier)
    assert (newest.actor, newest.at) == ("token:northwind", api.house.clock.now())


def test_an_answer_may_be_sent_back_as_it_is(shared_api: Api) -> None:
    shown = shared_api.upstock("GET", "/v1/suppliers/echo/sale-options").get_json()
    answer = shared_api.upstock("PUT", "/v1/suppliers/echo/sale-options", shown)
    assert (answer.status_code, answer.get_json()) == (200, {**shown, "version": 1})


def test_a_choice_made_over_an_older_version_is_a_conflict(api: Api) -> None:
    api.upstock("PUT", "./sale-options", {**CHOSEN, "version": 0})
    late = api.upstock("PUT", "./sale-options", {"status": "draft", "version": 0})
    assert (late.status_code, wrong(late)) == (409, [("conflict", "")])
    assert api.upstock("PUT", "./sale-options", {"status": "draft", "version": 1}).get_json()["version"] == 2


def test_the_same_choice_again_is_the_same_version(api: Api) -> None:
    versions = [api.upstock("PUT", "./sale-options", CHOSEN).get_json()["version"] for _ in range(2)]
    assert versions == [1, 1]


def test_what_is_left_out_is_the_default_again(api: Api) -> None:
    api.upstock("PUT", "./sale-options", CHOSEN)
    shown = api.upstock("PUT", "./sale-options", {"ship_by_source": "none"}).get_json()
    assert (shown["status"], shown["freight"]["description"], shown["version"]) == ("authorised", "Freight", 2)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"status": "draft", "creation_mode": "auto_pick"}, [("impossible_options", "/creation_mode")]),
        ({"type": "advanced", "creation_mode": "auto_pick_pack_ship"}, [("impossible_options", "/creation_mode")]),
        ({"status": "AUTHORISED"}, [("invalid_value", "/status")]),
        ({"type": "service", "ship_by_source": 1}, [("invalid_value", "/type"), ("invalid_value", "/ship_by_source")]),
        ({"freight": {"description": ""}}, [("invalid_value", "/freight/description")]),
        ({"freight": {"description": "x" * 257}}, [("invalid_value", "/freight/description")]),
        ({"freight": {"tax": "x"}}, [("unknown_field", "/freight/tax")]),
        ({"freight": {"tax_rule": "VAT"}}, [("invalid_value", "/freight/tax_rule")]),
        ({"freight": None}, [("invalid_value", "/freight")]),
        ({"version": True}, [("invalid_value", "/version")]),
        ({"version": "1"}, [("invalid_value", "/version")]),
        ({"version": 1.5}, [("invalid_value", "/version")]),
    ],
)
def test_what_cannot_be_done_is_refused_when_it_is_chosen(
    shared_api: Api, body: object, expected: list[tuple[str, str]]
) -> None:
    answer = shared_api.upstock("PUT", "./sale-options", body)
    assert (answer.status_code, wrong(answer)) == (422, expected)
    assert shared_api.upstock("GET", "./sale-options").get_json()["version"] == 0


def test_every_version_says_who_chose_it_when_and_what_that_changed(api: Api) -> None:
    api.supplier("PUT", "./sale-options", CHOSEN)
    api.upstock("PUT", "./sale-options", {**CHOSEN, "address_field": None})
    first = api.upstock("GET", "./sale-options/versions?limit=1").get_json()
    (newest,) = first["items"]
    assert newest == {
        **CHOSEN,
        "address_field": None,
        "version": 2,
        "actor": "token:upstock",
        "at": api.house.clock.now().isoformat().replace("+00:00", "Z"),
        "changes": [{"option": "address_field", "before": "Delivery address", "after": None}],
    }
    second = api.upstock("GET", f"./sale-options/versions?cursor={first['next_cursor']}").get_json()
    assert [each["option"] for each in second["items"][0]["changes"]] == [
        "status",
        "type",
        "ship_by_source",
        "freight.description",
        "freight.tax_rule",
        "address_field",
    ]
    assert (second["items"][0]["actor"], second["next_cursor"]) == ("token:northwind", None)


def test_nobodys_choice_has_no_version(shared_api: Api) -> None:
    answer = shared_api.upstock("GET", "/v1/suppliers/nobody/sale-options/versions")
    assert answer.get_json() == {"items": [], "next_cursor": None}


def test_a_choice_is_tried_on_the_last_orders_and_changes_nothing(api: Api) -> None:
    api.house.approve(an_approved_order(delivery_date=None))
    answer = api.upstock("POST", "./sale-options/preview?last=5", {"status": "draft"})
    assert answer.status_code == 200
    assert answer.get_json() == {
        "tried": 1,
        "orders": [
            {
                "number": "UP-1001",
                "state": "created",
                "effect": "otherwise",
                "changes": [
                    {
                        "pointer": "/calls/1/body/Status",
                        "field": "Status",
                        "before": "AUTHORISED",
                        "after": "DRAFT",
                        "rule": "R15",
                        "from": "the sale options",
                        "read_at": None,
                    }
                ],
                "problems_before": [],
                "problems": [],
            }
        ],
    }
    assert api.upstock("GET", "./sale-options").get_json()["version"] == 0


@pytest.mark.parametrize(
    ("query", "body", "code", "place"),
    [
        ("", {"status": "draft", "creation_mode": "auto_pick"}, "impossible_options", "/creation_mode"),
        ("", {"freight": {"tax_rule": "Nothing"}}, "invalid_value", "/freight/tax_rule"),
        ("", {"colour": "red"}, "unknown_field", "/colour"),
        ("?last=0", {}, "invalid_value", "last"),
        ("?last=201", {}, "invalid_value", "last"),
    ],
)
def test_what_cannot_be_chosen_cannot_be_tried(
    shared_api: Api, query: str, body: object, code: str, place: str
) -> None:
    answer = shared_api.upstock("POST", f"./sale-options/preview{query}", body)
    assert (answer.status_code, wrong(answer)) == (422, [(code, place)])
