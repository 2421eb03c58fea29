import pytest

from domain.remote_sale import OrderStage, RemoteSale
from tests.builders import (
    a_remote_line,
    a_remote_sale,
    a_sale,
    a_sale_charge,
    a_sale_line,
    an_empty_header,
)


@pytest.mark.parametrize(
    ("document", "is_empty"),
    [
        (an_empty_header(), True),
        (a_remote_sale(stage=OrderStage.DRAFT, lines=()), True),
        (a_remote_sale(stage=OrderStage.AUTHORISED, lines=()), False),
        (a_remote_sale(stage=OrderStage.VOIDED, lines=()), False),
        (a_remote_sale(stage=OrderStage.DRAFT), False),
        (a_remote_sale(a_sale(lines=[], charges=[a_sale_charge()]), stage=OrderStage.DRAFT), False),
    ],
)
def test_only_a_header_on_which_nothing_was_ever_put_is_empty(document: RemoteSale, is_empty: bool) -> None:
    assert document.is_empty is is_empty


def test_a_sale_has_backorder_when_any_line_has() -> None:
    assert not a_remote_sale().has_backorder
    assert a_remote_sale(lines=[a_remote_line(), a_remote_line(backordered="0.5")]).has_backorder


def test_a_sale_is_ours_by_key_and_customer_whatever_case_the_id_has() -> None:
    sale = a_sale()
    assert a_remote_sale(sale, customer_id=sale.customer_id.upper()).belongs_to(sale)
    assert not a_remote_sale(sale, key="upstock:northwind:UP-1002").belongs_to(sale)
    assert not a_remote_sale(sale, customer_id="somebody else").belongs_to(sale)


def test_a_sale_holds_the_order_when_every_product_stands_on_it_in_its_quantity() -> None:
    chai, chang = a_sale_line(), a_sale_line(sku="NW-002", quantity="1.50")
    sale = a_sale(lines=[chai, chang])
    same = [a_remote_line(a_sale_line(sku="nw-002", quantity="1.5")), a_remote_line(chai)]
    assert a_remote_sale(sale, lines=same).holds(sale)
    assert not a_remote_sale(sale, lines=same[:1]).holds(sale)
    assert not a_remote_sale(sale, lines=[*same, a_remote_line()]).holds(sale)
    assert not a_remote_sale(sale, lines=[same[0], a_remote_line(a_sale_line(quantity=11))]).holds(sale)
