import pytest

from tests.entrypoints.http.callers import Api, wrong

DEFAULTS = {
    "status": "authorised",
    "type": "simple",
    "creation_mode": "no_pick",
    "ship_by_source": "delivery_date",
    "freight": {"description": "Freight", "tax_rule": None},
    "address_field": None,
    "version": 0,
    "changed_by": None,
    "changed_at": None,
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
    shown = answer.get_json()
    assert shown == {**CHOSEN, "version": 1, "changed_by": "token:northwind", "changed_at": shown["changed_at"]}
    assert api.upstock("GET", "./sale-options").get_json() == shown


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
        ({"version": 3}, [("unknown_field", "/version")]),
    ],
)
def test_what_cannot_be_done_is_refused_when_it_is_chosen(
    shared_api: Api, body: object, expected: list[tuple[str, str]]
) -> None:
    answer = shared_api.upstock("PUT", "./sale-options", body)
    assert (answer.status_code, wrong(answer)) == (422, expected)
    assert shared_api.upstock("GET", "./sale-options").get_json()["version"] == 0
