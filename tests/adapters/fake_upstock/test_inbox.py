import pytest

from adapters.fake_upstock import Inbox
from tests.adapters.fake_upstock.told import Teller, contact, order, price_list, product, signed

CREATED, PARTLY, SHIPPED = "order.sale_created", "order.partly_shipped", "order.shipped"


def outcomes(inbox: Inbox) -> list[str]:
    return [one.outcome for one in inbox.received]


def test_what_is_told_counts_once_however_often_it_comes(tell: Teller, inbox: Inbox) -> None:
    for _ in range(3):
        assert tell.status(CREATED, order(), message="m-1", minute=1) == 200
    assert outcomes(inbox) == ["applied", "repeat, dropped", "repeat, dropped"]
    assert len(inbox.shops["northwind"].orders["10248"].moments) == 1


def test_a_message_that_is_not_signed_by_us_counts_for_nothing(tell: Teller, inbox: Inbox) -> None:
    answer = tell.client.post("/", data=b"{}", headers=signed("m-1", b"{}", key=b"another"))
    assert answer.status_code == 401
    assert "the secrets differ" in answer.get_json()["outcome"]
    assert inbox.shops == {}


@pytest.mark.parametrize(
    "body", [b"no json", b"[]", b"{}", b'{"type":"order.held"}', b'{"type":"order.held","data":{}}', b'"\xff"']
)
def test_a_body_that_is_none_of_the_contract_is_said(tell: Teller, inbox: Inbox, body: bytes) -> None:
    answer = tell.client.post("/", data=body, headers=signed("m-1", body))
    assert answer.status_code == 422
    assert "not what the contract describes" in answer.get_json()["outcome"]
    assert inbox.shops == {}


def test_an_event_that_nobody_knows_is_said(tell: Teller) -> None:
    assert tell("product.exploded", product()).get_json() == {"outcome": "There is no event product.exploded."}


@pytest.mark.parametrize(
    ("earlier", "later", "status"),
    [
        (("order.held", CREATED), SHIPPED, 200),
        ((CREATED,), PARTLY, 200),
        ((CREATED, PARTLY), PARTLY, 200),
        ((CREATED, PARTLY), SHIPPED, 200),
        ((CREATED, SHIPPED), "order.tracking_changed", 200),
        ((CREATED, SHIPPED), "order.voided", 200),
        ((), SHIPPED, 200),  # it may have been told of the sale before it was started anew
        ((CREATED,), CREATED, 409),
        ((CREATED,), "order.held", 409),
        ((CREATED, SHIPPED), SHIPPED, 409),
        ((CREATED, SHIPPED), PARTLY, 409),
        ((CREATED, "order.voided"), SHIPPED, 409),
    ],
)
def test_an_orders_events_come_in_an_order_that_makes_sense(
    tell: Teller, earlier: tuple[str, ...], later: str, status: int
) -> None:
    for kind in earlier:
        assert tell.status(kind, order()) == 200
    assert tell.status(later, order()) == status


def test_an_event_from_before_another_of_its_subject_is_refused(tell: Teller, inbox: Inbox) -> None:
    assert tell.status("product.published", product("New"), minute=9) == 200
    assert tell.status("product.published", product("Old"), minute=8) == 409
    assert tell.status("product.published", product("Same time"), minute=9) == 200
    assert inbox.shops["northwind"].products["p-1"]["name"] == "Same time"


def test_what_was_refused_may_come_again_later(tell: Teller) -> None:
    assert tell.status("price_list.published", price_list(part=2, parts=2), message="second", minute=2) == 409
    assert tell.status("price_list.published", price_list(part=1, parts=2), message="first", minute=1) == 200
    assert tell.status("price_list.published", price_list(part=2, parts=2), message="second", minute=2) == 200


def test_a_price_list_counts_once_all_its_parts_are_there(tell: Teller, inbox: Inbox) -> None:
    tell("price_list.published", price_list(version=1))
    tell("price_list.published", price_list(part=1, parts=2, version=2, name="Trade"))
    shop = inbox.shops["northwind"]
    assert (shop.price_lists["l-1"].name, shop.arriving["l-1"].arrived) == ("Wholesale", 1)
    tell("price_list.published", price_list(part=2, parts=2, version=2, name="Trade"))
    assert (shop.price_lists["l-1"].name, shop.arriving) == ("Trade", {})
    assert sorted(shop.price_lists["l-1"].prices) == ["p-1", "p-2"]
    assert shop.price_lists["l-1"].customers == ["c-1", "c-2"]


def test_a_version_before_the_one_that_counts_is_refused(tell: Teller) -> None:
    tell("price_list.published", price_list(version=2))
    assert tell.status("price_list.published", price_list(version=1)) == 409


def test_a_version_may_begin_anew_when_it_was_broken_off(tell: Teller, inbox: Inbox) -> None:
    tell("price_list.published", price_list(part=1, parts=3, version=1))
    assert tell.status("price_list.published", price_list(part=3, parts=3, version=1)) == 409
    assert tell.status("price_list.published", price_list(part=1, parts=1, version=2)) == 200
    assert inbox.shops["northwind"].price_lists["l-1"].version == 2


def test_a_list_that_is_removed_is_gone(tell: Teller, inbox: Inbox) -> None:
    tell("price_list.published", price_list())
    assert tell.status("price_list.removed", {"id": "l-1", "name": "Wholesale"}) == 200
    assert inbox.shops["northwind"].price_lists == {}


def test_the_rest_of_the_catalogue_is_kept_by_id(tell: Teller, inbox: Inbox) -> None:
    tell("product.published", product(description="From the hills"))
    tell("product.discontinued", {"id": "p-1", "sku": "NW-1", "name": "Chai"})
    tell("contact.published", contact())
    tell("connection.lost", {"company": "Northwind", "detail": "Connect again."})
    shop = inbox.shops["northwind"]
    assert (shop.products["p-1"]["discontinued"], shop.products["p-1"]["description"]) == (True, "From the hills")
    assert shop.contacts["c-1"]["name"] == "Harbour Café"
    assert shop.lost == {"company": "Northwind", "detail": "Connect again."}


def test_suppliers_have_shops_of_their_own(tell: Teller, inbox: Inbox) -> None:
    tell(CREATED, order())
    tell(CREATED, order(), supplier="harbour")
    assert sorted(inbox.shops) == ["harbour", "northwind"]
