from decimal import Decimal

from domain.same_goods import SameGoods
from tests.builders.shipping import CHANG_ID, some_goods


def test_a_product_is_known_by_its_id_whatever_its_sku_became() -> None:
    before, after = some_goods(sku="NW-001"), some_goods(sku="NW-001-NEW")
    same = SameGoods.among([before], [after])
    assert same.key(before) == same.key(after)


def test_goods_without_an_id_are_found_by_sku() -> None:
    same = SameGoods.among([some_goods()])
    assert same.key(some_goods(product_id="", sku=" nw-001 ")) == same.key(some_goods())
    assert same.key(some_goods(product_id="", sku="NW-009")) == "nw-009"


def test_amounts_of_one_product_are_added_up() -> None:
    lines = [some_goods(5), some_goods(7, product_id=""), some_goods(2, product_id=CHANG_ID, sku="NW-002")]
    assert list(SameGoods.among(lines).amounts(lines).values()) == [Decimal(12), Decimal(2)]
