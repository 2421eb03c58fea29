import re

import pytest

from adapters.fake_upstock.page import day_and_time, link
from tests.adapters.fake_upstock.told import Teller, contact, order, price_list, product

URL = {"kind": "url", "value": "https://track.example/1Z"}


def shown(tell: Teller, **query: str) -> str:
    answer = tell.client.get("/", query_string=query)
    assert answer.status_code == 200
    return answer.text


def words(html: str) -> str:
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def way(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<li class="(done|next|ahead|ended)">([^<]+)</li>', html)


def test_an_empty_shop_says_how_to_fill_it(tell: Teller) -> None:
    assert "Set UPSTOCK_URL to this address" in words(shown(tell))


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["order.held"], [("done", "Approved"), ("next", "In Cin7"), ("ahead", "Shipped")]),
        (["order.sale_created"], [("done", "Approved"), ("done", "In Cin7"), ("next", "Shipped")]),
        (
            ["order.partly_shipped"],
            [("done", "Approved"), ("done", "In Cin7"), ("done", "Partly shipped"), ("next", "Shipped")],
        ),
        (["order.shipped"], [("done", "Approved"), ("done", "In Cin7"), ("done", "Shipped")]),
        (["order.sale_created", "order.voided"], [("done", "Approved"), ("done", "In Cin7"), ("ended", "Voided")]),
    ],
)
def test_an_orders_way_shows_how_far_it_is(tell: Teller, kinds: list[str], expected: list[tuple[str, str]]) -> None:
    for kind in kinds:
        tell(kind, order())
    assert way(shown(tell)) == expected


def test_a_shipped_order_shows_the_mail_its_customer_would_have_got_once(tell: Teller) -> None:
    parcel = {
        "carrier": "Federal",
        "tracking": URL,
        "shipped_on": "2026-05-04",
        "boxes": "Box 1",
        "contents": [{"sku": "NW-1", "quantity": "12"}],
    }
    tell("order.sale_created", order())
    tell("order.shipped", order(state="shipped", tracking=URL, parcels=[parcel]))
    tell("order.tracking_changed", order(state="shipped", tracking=URL))
    page = shown(tell)
    mail = "✉ To the customer: Your order 10248 is on its way. Follow it: https://track.example/1Z"
    assert words(page).count(mail) == 1
    assert '<a href="https://track.example/1Z" rel="noreferrer noopener">' in page
    assert "4 May 2026, 11:02:00 · Shipped" in words(page)


def test_a_held_order_shows_what_is_wrong_and_the_remedy(tell: Teller) -> None:
    problem = {"code": "x", "pointer": "", "detail": "No such product.", "fix": "Create it."}
    tell("order.held", order(state="held", sale=None, problems=[problem]))
    assert "No such product. Create it." in words(shown(tell))


def test_prices_stand_beside_the_products_names_and_their_customers(tell: Teller) -> None:
    tell("product.published", product("Chai"))
    tell("contact.published", contact("Harbour Café"))
    tell("price_list.published", price_list())
    page = words(shown(tell))
    assert "Wholesale 1 price in USD, 1 customer, version 1 For Harbour Café SKU Product USD NW-1 Chai 14.00" in page
    assert "Harbour Café Wholesale List" in page


def test_a_list_of_which_parts_are_missing_is_said(tell: Teller) -> None:
    tell("price_list.published", price_list(part=1, parts=3, version=2))
    assert "Wholesale, version 2: 1 of 3 parts are here" in words(shown(tell))


def test_one_can_search(tell: Teller) -> None:
    for number in ("10248", "10249"):
        tell("order.sale_created", order(number))
    page = words(shown(tell, q="10249"))
    assert "1 of 2" in page
    assert "10248" not in page.partition("What arrived lately")[0]


def test_what_others_sent_runs_nothing_here(tell: Teller) -> None:
    evil = {"kind": "url", "value": "javascript:alert(1)"}
    tell("order.shipped", order("<script>alert(1)</script>", "shipped", tracking=evil))
    tell("product.published", product("<img src=x onerror=alert(1)>", images=["javascript:alert(2)"]))
    answer = tell.client.get("/")
    assert "<script" not in answer.text
    assert "onerror=alert(1)>" not in answer.text
    assert 'href="javascript' not in answer.text
    assert 'src="javascript' not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_nothing_comes_from_other_hosts_but_pictures_of_products(tell: Teller) -> None:
    tell("product.published", product(images=["https://cin7.example/chai.png"]))
    assert re.findall(r'(?:src|href)="(http[^"]+)"', shown(tell)) == ["https://cin7.example/chai.png"]


def test_a_lost_connection_and_a_discontinued_product_are_plain_to_see(tell: Teller) -> None:
    tell("product.discontinued", {"id": "p-1", "sku": "NW-1", "name": "Chai"})
    tell("connection.lost", {"company": "Northwind", "detail": "Connect again."})
    page = words(shown(tell))
    assert "Connection lost Northwind: Connect again." in page
    assert "Chai NW-1 discontinued" in page


def test_every_supplier_has_a_page(tell: Teller) -> None:
    tell("order.sale_created", order("10248"))
    tell("order.sale_created", order("A-1"), supplier="harbour")
    assert "A-1" in words(shown(tell))
    page = words(shown(tell, supplier="northwind"))
    assert "10248" in page
    assert "A-1" not in page


def test_an_instant_is_written_for_people() -> None:
    assert day_and_time("2026-05-04T09:05:00Z") == "4 May 2026, 09:05:00"
    assert day_and_time("soon") == "soon"


@pytest.mark.parametrize(
    ("address", "safe"), [("https://a.example/", True), ("javascript:alert(1)", False), ("data:text/html,x", False)]
)
def test_only_web_addresses_are_followed(address: str, safe: bool) -> None:
    assert bool(link(address)) is safe
