from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.approved_order import ApprovedOrder, Comment, Difference, differences, escaped
from domain.errors import InvalidValue
from tests.builders import NOON, a_buyer, a_charge, a_comment, an_approved_order, an_order_line
from tests.domain.random_orders import approved_orders

EMOJI = "\U0001f600"


def refused(pointer: str) -> "pytest.RaisesExc[InvalidValue]":
    return pytest.RaisesExc(InvalidValue, check=lambda error: error.pointer == pointer)


def test_a_customer_needs_an_id_or_a_name() -> None:
    with refused("/customer"):
        a_buyer(" ", contact_id=" ")
    assert a_buyer("", contact_id="c1").contact_id == "c1"


def test_a_line_names_its_product() -> None:
    with refused("/sku"):
        an_order_line(sku=" ", product_id="")
    assert an_order_line(sku="", product_id="p1").product_id == "p1"


@pytest.mark.parametrize("quantity", ["0", "-1", "NaN", "Infinity", "100000000000", "1.00001"])
def test_a_quantity_that_cannot_be_sold_is_refused(quantity: str) -> None:
    with refused("/quantity"):
        an_order_line(quantity=quantity)


@pytest.mark.parametrize("price", ["-0.01", "NaN", "1.00001", "99999999999.00000000000000000000001"])
def test_a_price_that_cin7_cannot_keep_is_refused(price: str) -> None:
    with refused("/unit_price"):
        an_order_line(unit_price=price)


@pytest.mark.parametrize("discount", ["-1", "100.01", "12.345"])
def test_a_discount_is_a_percentage_of_two_places(discount: str) -> None:
    with refused("/discount_percent"):
        an_order_line(discount_percent=discount)


def test_trailing_zeros_are_no_decimal_places() -> None:
    assert an_order_line(quantity="2.50000000").quantity == Decimal("2.5")


def test_a_line_whose_amount_no_json_number_could_carry_is_refused() -> None:
    with refused("/quantity"):
        an_order_line(quantity="99999999999", unit_price="2")
    assert an_order_line(quantity="99999999999", unit_price="1").unit_price == 1


def test_a_charge_may_be_negative_but_not_finer_than_cin7_keeps() -> None:
    assert a_charge("-5.00").amount == Decimal("-5.00")
    with refused("/amount"):
        a_charge("0.00001")


@pytest.mark.parametrize("number", ["", " UP-1", "a/b", "x" * 129, "a\nb"])
def test_an_order_number_that_could_not_be_asked_for_is_refused(number: str) -> None:
    with refused("/number"):
        an_approved_order(number=number)


@pytest.mark.parametrize("count", [0, 1001])
def test_an_order_has_one_to_a_thousand_lines(count: int) -> None:
    with refused("/lines"):
        an_approved_order(lines=[an_order_line()] * count)


def test_a_reference_is_refused_rather_than_cut() -> None:
    assert an_approved_order(reference="x" * 256).reference == "x" * 256
    with refused("/reference"):
        an_approved_order(reference="x" * 257)


def test_an_emoji_counts_two_in_a_reference_because_cin7_counts_so() -> None:
    assert an_approved_order(reference=EMOJI * 128).reference == EMOJI * 128
    with refused("/reference"):
        an_approved_order(reference=EMOJI * 129)


@pytest.mark.parametrize("text", ["a\x00b", "half \ud83d of an emoji"])
def test_a_text_that_nobody_can_store_is_refused_where_it_stands(text: str) -> None:
    with refused("/comments/1/text"):
        an_approved_order(comments=[a_comment(), a_comment(text)])
    with refused("/custom_fields/Deliver~1to"):
        an_approved_order(custom_fields=[("Deliver/to", text)])


def test_the_instant_of_a_comment_needs_its_offset() -> None:
    naive = datetime(2026, 7, 4, 3, 12)  # noqa: DTZ001 — the very thing that is refused
    with refused("/at"):
        Comment(text="x", at=naive)


def test_a_custom_field_is_found_whatever_case_and_space_its_name_has() -> None:
    order = an_approved_order(custom_fields=[("Other", "x"), ("Delivery  Address", " 1 Quay Street ")])
    assert order.custom_field("delivery address") == "1 Quay Street"
    assert order.custom_field("unknown") == ""


SAME = an_approved_order(comments=[a_comment()], charges=[a_charge("32.38")], custom_fields=[("a", "1"), ("b", "2")])


@pytest.mark.parametrize(
    "again",
    [
        replace(SAME, approved_at=NOON + timedelta(days=1)),
        replace(SAME, approved_at=None),
        replace(SAME, custom_fields=(("b", "2"), ("a", "1"))),
        replace(SAME, charges=(a_charge("32.3800"),)),
        replace(SAME, lines=(an_order_line(quantity="12.0", unit_price="14", discount_percent="0.00"),)),
        replace(SAME, comments=(a_comment(at=NOON.astimezone(timezone(timedelta(hours=8)))),)),
    ],
)
def test_the_same_said_otherwise_is_the_same_content(again: ApprovedOrder) -> None:
    assert again.content_hash == SAME.content_hash
    assert differences(SAME, again) == ()


@pytest.mark.parametrize(
    ("again", "difference"),
    [
        (
            replace(SAME, lines=(an_order_line(quantity=13),)),
            Difference(pointer="/lines/0/quantity", before="12", after="13"),
        ),
        (
            replace(SAME, order_date=date(2026, 5, 5)),
            Difference(pointer="/order_date", before="2026-05-04", after="2026-05-05"),
        ),
        (
            replace(SAME, delivery_date=None),
            Difference(pointer="/delivery_date", before="2026-05-08", after=""),
        ),
        (
            replace(SAME, charges=(a_charge("30"),)),
            Difference(pointer="/charges/0/amount", before="32.38", after="30"),
        ),
        (
            replace(SAME, custom_fields=(("a", "1"), ("b", "2"), ("c/d~", "3"))),
            Difference(pointer="/custom_fields/c~1d~0", before="", after="3"),
        ),
        (
            replace(SAME, comments=(a_comment(at=None),)),
            Difference(pointer="/comments/0/at", before="2026-05-04T12:00:00+00:00", after=""),
        ),
    ],
)
def test_other_content_says_where_it_differs(again: ApprovedOrder, difference: Difference) -> None:
    assert again.content_hash != SAME.content_hash
    assert differences(SAME, again) == (difference,)


@given(approved_orders(), approved_orders())
def test_two_approvals_have_one_hash_exactly_when_they_do_not_differ(one: ApprovedOrder, other: ApprovedOrder) -> None:
    assert (one.content_hash == other.content_hash) is (differences(one, other) == ())


@given(approved_orders())
def test_an_approval_repeated_is_the_same_content(order: ApprovedOrder) -> None:
    again = replace(order, approved_at=datetime(2030, 1, 1, tzinfo=UTC))
    assert again.content_hash == order.content_hash
    assert differences(order, again) == ()


@given(st.text())
def test_a_key_written_into_a_pointer_can_be_read_back(key: str) -> None:
    written = escaped(key)
    assert "/" not in written
    assert written.replace("~1", "/").replace("~0", "~") == key
