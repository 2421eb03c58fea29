from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.composing.header import (
    currency_of,
    customer_currency,
    order_date_of,
    reference_for,
    ship_by_for,
    shipping_notes_for,
    text_of_person,
)
from domain.cutting import ELLIPSIS, length
from domain.problems import Cure
from domain.sale import NOTES_LIMIT
from domain.sale_options import ShipBySource
from tests.builders import (
    DELIVERY_DATE,
    ORDER_DATE,
    READ_AT,
    a_comment,
    a_company,
    a_contact,
    an_approved_order,
    dated,
    options,
)
from tests.domain.random_orders import WORDS

IN_THE_NOTES = options(ship_by_source=ShipBySource.NONE)


def test_an_order_in_the_accounts_currency_is_fine_whatever_case() -> None:
    assert currency_of(an_approved_order(), a_company(base_currency="aud")).problems == ()


def test_an_order_in_another_currency_is_a_problem() -> None:
    (problem,) = currency_of(an_approved_order(currency="USD"), a_company()).problems
    assert (problem.code, problem.pointer) == ("order_currency", "/currency")
    assert problem.detail == "The order is in USD; “Northwind” sells in AUD in Cin7."


def test_a_customer_of_another_currency_is_a_problem() -> None:
    assert customer_currency(a_contact(currency="Aud"), a_company()) == ()
    (problem,) = customer_currency(a_contact(currency="NZD"), a_company())
    assert (problem.code, problem.pointer) == ("customer_currency", "/customer")
    assert problem.cures == (Cure.of("contact", a_contact().id),)
    assert "“Harbour Café” trades in NZD; “Northwind” sells in AUD" in problem.detail


def test_the_reference_is_the_customers_else_the_orders_number() -> None:
    assert reference_for(an_approved_order(reference=" PO-77 ")).value == "PO-77"
    without = reference_for(an_approved_order(reference=" "))
    assert (without.value, without.origin.source) == ("UP-1001", "the order's number, because it has no reference")


def test_the_order_date_stays_the_day_it_is() -> None:
    assert order_date_of(an_approved_order(), a_company(time_zone="Pacific/Kiritimati")).value == ORDER_DATE


@pytest.mark.parametrize(("locked", "notes"), [(date(2026, 5, 3), 0), (ORDER_DATE, 1), (date(2026, 12, 31), 1)])
def test_a_day_that_the_books_have_locked_is_a_note_with_its_remedy(locked: date, notes: int) -> None:
    decided = order_date_of(an_approved_order(), a_company(lock_date=locked))
    assert (len(decided.notes), decided.problems) == (notes, ())
    assert all("move the lock date in Cin7" in note for note in decided.notes)


def test_the_delivery_date_is_the_ship_by_date() -> None:
    decided = ship_by_for(an_approved_order(), options())
    assert (decided.value, decided.origin.rule) == (DELIVERY_DATE, "R30")


def test_no_ship_by_date_goes_when_the_supplier_wants_none_or_the_order_has_none() -> None:
    assert ship_by_for(an_approved_order(), IN_THE_NOTES).value is None
    assert ship_by_for(an_approved_order(), IN_THE_NOTES).origin.rule == "R18"
    without = ship_by_for(an_approved_order(delivery_date=None), options())
    assert (without.value, without.origin.rule) == (None, "R30")


def test_the_first_comment_is_the_shipping_notes() -> None:
    decided = shipping_notes_for(an_approved_order(comments=[a_comment(" Back door \n")]), options())
    assert (decided.value, decided.notes, decided.origin.rule) == ("Back door", (), "R28")


@pytest.mark.parametrize(
    ("further", "note"), [(1, "1 further comment was not sent"), (2, "2 further comments were not sent")]
)
def test_how_many_comments_were_left_out_is_told(further: int, note: str) -> None:
    comments = [a_comment("Back door")] + [a_comment("Thanks")] * further
    assert shipping_notes_for(an_approved_order(comments=comments), options()).notes == (note,)


def test_a_comment_that_says_nothing_is_no_comment() -> None:
    decided = shipping_notes_for(an_approved_order(comments=[a_comment(" "), a_comment("Back door")]), options())
    assert (decided.value, decided.notes) == ("Back door", ())
    nothing = shipping_notes_for(an_approved_order(comments=[a_comment("")]), options())
    assert (nothing.value, nothing.origin.source) == ("", "left out, because the order has no comment")


def test_the_expected_delivery_goes_before_the_comment_where_no_ship_by_date_is_sent() -> None:
    decided = shipping_notes_for(an_approved_order(comments=[a_comment("Back door")]), IN_THE_NOTES)
    assert decided.value == "Expected delivery: 8 May 2026\nBack door"
    assert (decided.origin.rule, decided.origin.source) == (
        "R18",
        "the delivery date and the first comment on the order",
    )
    assert shipping_notes_for(an_approved_order(), IN_THE_NOTES).value == "Expected delivery: 8 May 2026"
    assert shipping_notes_for(an_approved_order(delivery_date=None), IN_THE_NOTES).value == ""


@pytest.mark.parametrize("text", ["🚚 Привет שלום مرحبا 你好", "e\u0301 \u202eabc"])
def test_any_script_passes_unharmed(text: str) -> None:
    assert shipping_notes_for(an_approved_order(comments=[a_comment(text)]), options()).value == text


@given(st.lists(WORDS.map(lambda word: word * 200), max_size=3), st.sampled_from(ShipBySource))
def test_notes_never_exceed_what_cin7_keeps_and_the_date_is_never_cut(texts: list[str], source: ShipBySource) -> None:
    order = an_approved_order(comments=map(a_comment, texts))
    decided = shipping_notes_for(order, options(ship_by_source=source))
    said = [text.strip() for text in texts if text.strip()]
    whole = "\n".join(["Expected delivery: 8 May 2026"] * (source is ShipBySource.NONE) + said[:1])
    assert length(decided.value) <= NOTES_LIMIT
    assert decided.value.startswith(whole[:29])
    if decided.value != whole:
        assert decided.value.endswith(ELLIPSIS)
        assert whole.startswith(decided.value.removesuffix(ELLIPSIS))
        assert decided.notes[0] == "The comment was cut, because Cin7 keeps 1,024 characters of shipping notes."
    assert len(decided.notes) == (decided.value != whole) + (len(said) > 1)


def test_what_the_main_contact_lacks_is_left_out() -> None:
    decided = text_of_person(dated(a_contact()), "phone", " ", 50)
    assert (decided.value, decided.notes) == ("", ())
    assert decided.origin.source == "left out, because the customer's main contact has no phone in Cin7"


def test_what_the_main_contact_has_is_cut_visibly_to_what_cin7_keeps() -> None:
    decided = text_of_person(dated(a_contact()), "phone", "0" * 51, 50)
    assert decided.value == "0" * 49 + ELLIPSIS
    assert decided.notes == ("The phone was cut, because Cin7 keeps 50 characters of it.",)
    fits = text_of_person(dated(a_contact()), "phone", " 08 5550 1234 ", 50)
    assert (fits.value, fits.notes, fits.origin.read_at) == ("08 5550 1234", (), READ_AT)
