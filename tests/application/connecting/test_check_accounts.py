"""Whether suppliers' keys open their accounts, asked because somebody wants to know now."""

import sqlalchemy as sa

from domain.access import Actor
from domain.identifiers import SupplierId
from tests.house import OPERATOR, House

OTHER_ACCOUNT = "7d6e0000-0000-4000-8000-000000000002"
OTHER_KEY = "7d6e0000-0000-4000-8000-0000000000bb"


def checks(house: House, most: int = 10) -> dict[str, tuple[str, bool]]:
    return {each.link.supplier: (each.said, each.is_final) for each in house.container.doctor().check_accounts(most)}


def test_a_key_that_works_says_nothing_and_costs_one_call_in_the_lane_of_imports(house: House) -> None:
    house.forget_calls()
    assert checks(house) == {"northwind": ("", False)}
    assert house.calls() == [("GET", "me")]
    with house.use_cases.work() as store:
        link = store.connections.get(SupplierId("northwind"))
    assert link
    assert link.doubt is None


def test_a_key_that_cin7_refuses_is_said_and_changes_nothing(house: House) -> None:
    house.fault("GET", "me", {"status": 403})
    said, is_final = checks(house)["northwind"]
    assert "does not accept" in said
    assert is_final
    with house.use_cases.work() as store:
        link = store.connections.get(SupplierId("northwind"))
    assert link
    assert link.doubt is None


def test_an_account_that_does_not_answer_may_later(house: House) -> None:
    house.fault("GET", "me", {"status": 503})
    assert checks(house)["northwind"][1] is False


def test_no_more_are_asked_than_wanted_and_only_connected_ones(house: House) -> None:
    house.open_account({}, account=OTHER_ACCOUNT, key=OTHER_KEY)
    house.connect("aaa", account=OTHER_ACCOUNT, key=OTHER_KEY)
    house.forget_calls()
    assert set(checks(house, most=1)) == {"aaa"}
    house.use_cases.disconnect_account(SupplierId("aaa"), Actor(name=OPERATOR.name))
    assert set(checks(house)) == {"northwind"}
    assert set(checks(house, most=0)) == set()


def test_a_secret_that_no_key_opens_is_said_and_others_are_asked(house: House) -> None:
    house.open_account({}, account=OTHER_ACCOUNT, key=OTHER_KEY)
    house.connect("aaa", account=OTHER_ACCOUNT, key=OTHER_KEY)
    with house.container.engine().begin() as connection:
        connection.execute(sa.text("UPDATE connections SET credentials = 'lost' WHERE supplier = 'aaa'"))
    found = checks(house)
    assert "cannot be decrypted" in found["aaa"][0]
    assert found["northwind"] == ("", False)
