from collections import defaultdict
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.approved_order import OrderLine
from domain.composing.decided import Decided
from domain.composing.lines import Gathered, gather_items, line_of, origins_of_line
from domain.composing.matching import Shelf
from domain.composing.origin import Origin
from domain.composing.tax import Rule
from domain.cutting import ELLIPSIS
from domain.product import Product
from domain.sale import COMMENT_LIMIT
from tests.builders import a_product, a_tax_rule, an_approved_order, an_order_line, dated
from tests.domain.composing.kitchen import CHAI, CHANG, SYRUP
from tests.domain.random_orders import order_lines

RULE: Rule = Decided(a_tax_rule(), Origin(rule="R33", source="the tax rule of “Harbour Café” in Cin7"))


def gathered(*lines: OrderLine, products: tuple[Product, ...] = (CHAI, CHANG, SYRUP), places: int = 2) -> Gathered:
    return gather_items(an_approved_order(lines=lines), Shelf(map(dated, products)), places)


def codes(result: Gathered) -> list[str]:
    return [problem.code for problem in result.problems]


def test_lines_of_one_product_price_and_discount_become_one_where_the_first_stood() -> None:
    result = gathered(
        an_order_line(sku="NW-002", quantity=1),
        an_order_line(sku="NW-001", quantity=2, unit_price="14.00"),
        an_order_line(sku="nw-002", quantity="3.5"),
        an_order_line(sku="", product_id="A1", quantity=4, unit_price="14"),
    )
    assert codes(result) == []
    assert [(item.product.record.sku, item.quantity, item.place) for item in result.items] == [
        ("NW-002", Decimal("4.5"), "lines 1 and 3"),
        ("NW-001", Decimal(6), "lines 2 and 4"),
    ]


def test_three_merged_lines_are_counted_as_people_do() -> None:
    (item,) = gathered(*[an_order_line()] * 3).items
    assert item.place == "lines 1, 2 and 3"


def test_comments_of_merged_lines_are_joined_each_said_once() -> None:
    (item,) = gathered(*[an_order_line(comment=text) for text in ("cold", "", " cold ", "urgent")]).items
    assert item.whole_comment == "cold; urgent"


def test_a_comment_that_is_too_long_is_cut_visibly_with_a_note() -> None:
    result = gathered(an_order_line(comment="x" * 200), an_order_line(comment="y" * 200))
    line = line_of(result.items[0], RULE, Decimal(0))
    assert (len(line.comment), line.comment[-1]) == (COMMENT_LIMIT, ELLIPSIS)
    assert result.notes == ("The comment on lines 1 and 2 was cut, because Cin7 keeps 256 characters of it.",)


def test_one_product_at_two_prices_or_discounts_is_one_problem_that_names_every_offer() -> None:
    result = gathered(
        an_order_line(unit_price="14.00"),
        an_order_line(sku="NW-002"),
        an_order_line(unit_price="12.50", discount_percent=5),
        an_order_line(unit_price="14", discount_percent="2.5"),
        an_order_line(unit_price="13.9875"),
    )
    (problem,) = result.problems
    assert (problem.code, problem.pointer) == ("one_product_two_prices", "/lines/2")
    assert problem.detail == (
        "“Chai” (NW-001) stands on line 1 at 14.00; on line 3 at 12.50 less 5 %; on line 4 at 14.00 less 2.5 %;"
        " on line 5 at 13.9875."
    )


def test_a_quantity_finer_than_the_account_allows_is_a_problem() -> None:
    (problem,) = gathered(an_order_line(sku="NW-002"), an_order_line(quantity="0.125")).problems
    assert (problem.code, problem.pointer) == ("quantity_too_fine", "/lines/1/quantity")
    assert problem.detail == "“Chai” (NW-001) on line 2: 0.125 has 3 decimal places; the account allows 2."


def test_quantities_are_judged_after_merging_because_the_merged_one_is_sent() -> None:
    halves = gathered(an_order_line(quantity="0.5"), an_order_line(quantity="0.5"), places=0)
    assert codes(halves) == []
    assert codes(gathered(an_order_line(quantity="0.5"), an_order_line(quantity="1"), places=0)) == [
        "quantity_too_fine"
    ]


def test_every_unknown_product_is_a_problem_of_its_own_line() -> None:
    result = gathered(an_order_line(sku="X"), an_order_line(), an_order_line(sku="Y"))
    assert [problem.pointer for problem in result.problems] == ["/lines/0/sku", "/lines/2/sku"]
    assert len(result.items) == 1


def test_a_product_that_is_no_longer_sold_is_sent_with_a_note_because_the_supplier_approved_it() -> None:
    result = gathered(an_order_line(), products=(a_product(is_deprecated=True, is_sellable=False),))
    assert codes(result) == []
    assert result.notes == (
        "“Chai” (NW-001) is deprecated in Cin7; it is sent, because the supplier approved it.",
        "“Chai” (NW-001) is not sellable in Cin7; it is sent, because the supplier approved it.",
    )


def test_a_line_comes_to_quantity_times_price_less_discount_rounded_half_up() -> None:
    (item,) = gathered(an_order_line(quantity="0.5", unit_price="0.03", discount_percent=0)).items
    assert item.amount == Decimal("0.02")
    (item,) = gathered(an_order_line(quantity=3, unit_price="9.99", discount_percent="12.5")).items
    assert item.amount == Decimal("26.22")


def test_a_line_carries_the_products_name_and_every_number_as_approved() -> None:
    (item,) = gathered(an_order_line(quantity=2, unit_price="9.80", discount_percent=5, comment="cold")).items
    line = line_of(item, RULE, Decimal("1.86"))
    assert (line.product_id, line.sku, line.name, line.comment) == ("a1", "NW-001", "Chai", "cold")
    assert (line.quantity, line.price, line.discount_percent) == (Decimal(2), Decimal("9.80"), Decimal(5))
    assert (line.tax_rule, line.tax, line.total) == ("GST on Income", Decimal("1.86"), Decimal("18.62"))


def test_a_line_says_from_which_order_lines_it_came() -> None:
    (item,) = gathered(an_order_line(), an_order_line()).items
    origins = origins_of_line(item, RULE, Origin(rule="R33", source="10 %"))
    assert origins["quantity"].source == "the quantity approved on lines 1 and 2"
    assert origins["comment"].source == "left out, because there is none on lines 1 and 2"
    assert origins["tax_rule"] == RULE.origin


@given(st.lists(order_lines(), min_size=1, max_size=8))
def test_merging_keeps_every_quantity_and_leaves_no_two_equal_lines(lines: list[OrderLine]) -> None:
    items = gathered(*lines).items
    wanted: dict[tuple[str, Decimal, Decimal], Decimal] = defaultdict(Decimal)
    for line in lines:
        wanted[line.sku, line.unit_price, line.discount_percent] += line.quantity
    assert {(item.product.record.sku, item.price, item.discount_percent): item.quantity for item in items} == dict(
        wanted
    )
    assert len(items) == len(wanted)
    assert sorted(index for item in items for index, _ in item.lines) == list(range(len(lines)))


@given(st.lists(order_lines(), min_size=1, max_size=8))
def test_a_product_stands_on_two_lines_exactly_when_that_is_a_problem(lines: list[OrderLine]) -> None:
    result = gathered(*lines)
    skus = [item.product.record.sku for item in result.items]
    assert codes(result).count("one_product_two_prices") == sum(skus.count(sku) > 1 for sku in set(skus))
