from domain.composing.matching import Match, Shelf
from domain.problems import Cure
from domain.product import Product
from tests.builders import READ_AT, a_product, an_order_line, dated

CHAI = a_product("NW-001", id="a1", name="Chai")
CHANG = a_product("NW-002", id="a2", name="Chang")


def find(*products: Product, sku: str = "", product_id: str = "") -> Match:
    return Shelf(map(dated, products)).find(2, an_order_line(sku=sku, product_id=product_id))


def product(match: Match) -> Product | None:
    return match.value.record if match.value else None


def test_the_id_names_the_product_whatever_case_it_has() -> None:
    match = find(CHAI, CHANG, product_id=" A2 ")
    assert (product(match), match.notes, match.origin.read_at) == (CHANG, (), READ_AT)
    assert match.origin.source == "the product that line 3 names by its id in Cin7"


def test_the_id_goes_before_the_sku_and_a_note_says_when_they_differ() -> None:
    match = find(CHAI, CHANG, product_id="a2", sku="NW-001")
    assert product(match) == CHANG
    assert match.notes == ("Line 3 says SKU “NW-001”; by its id the product is “Chang” (NW-002) in Cin7.",)
    assert find(CHAI, CHANG, product_id="a2", sku="nw-002").notes == ()


def test_the_exact_sku_names_the_product_whatever_case_and_space_it_has() -> None:
    match = find(CHAI, CHANG, sku=" nw-002")
    assert (product(match), match.notes) == (CHANG, ())


def test_part_of_a_sku_names_nothing() -> None:
    match = find(CHAI, CHANG, sku="NW-00")
    (problem,) = match.problems
    assert (product(match), problem.code, problem.pointer) == (None, "unknown_product", "/lines/2/sku")
    assert problem.detail == "Line 3: Cin7 has no product with SKU “NW-00”."
    assert problem.cures == (Cure("product", "nw-00"),)


def test_an_unknown_id_alone_names_nothing() -> None:
    (problem,) = find(CHAI, product_id="a9").problems
    assert (problem.pointer, problem.cures) == ("/lines/2/product_id", (Cure("product", "a9"),))
    assert problem.detail == "Line 3: Cin7 has no product with id a9."


def test_an_unknown_id_falls_back_to_the_sku_with_a_note() -> None:
    match = find(CHAI, product_id="a9", sku="NW-001")
    assert product(match) == CHAI
    assert match.notes == ("Line 3: Cin7 has no product of id a9; SKU “NW-001” led to it.",)


def test_unknown_id_and_sku_are_both_named() -> None:
    (problem,) = find(CHAI, product_id="a9", sku="NW-009").problems
    assert problem.detail == "Line 3: Cin7 has no product with SKU “NW-009” or id a9."
    assert problem.cures == (Cure("product", "nw-009"), Cure("product", "a9"))


def test_skus_that_differ_in_case_alone_are_told_apart_by_their_exact_spelling() -> None:
    lower = a_product("nw-001", id="a3")
    assert product(find(CHAI, lower, sku="nw-001")) == lower
    (problem,) = find(CHAI, lower, sku="Nw-001").problems
    assert problem.detail == "Line 3: Cin7 has 2 products whose SKUs differ from “Nw-001” in case or space only."
    assert problem.candidates == (("a1", "NW-001"), ("a3", "nw-001"))


def test_a_product_found_twice_is_one() -> None:
    assert product(find(CHAI, CHAI, sku="NW-001")) == CHAI
