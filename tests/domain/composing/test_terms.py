from domain.composing.decided import Decided
from domain.composing.terms import location_for, price_tier_for, sales_representative_for, terms_for
from domain.problems import DEFAULT_LOCATION, Cure
from domain.reference_books import PaymentTerms, PriceTier, ReferenceBooks
from tests.builders import NOON, READ_AT, a_contact, a_location, books, dated

CONTACT_ID = a_contact().id


def location(customers: str = "", connections: str = "", known: ReferenceBooks | None = None) -> Decided[str]:
    return location_for(dated(a_contact(location=customers), NOON), connections, dated(known or books()))


def test_goods_leave_from_the_customers_location_as_the_books_spell_it() -> None:
    decided = location("main  WAREHOUSE", "Overflow")
    assert (decided.value, decided.origin.read_at) == ("Main Warehouse", NOON)
    assert decided.origin.source == "the location of “Harbour Café” in Cin7"


def test_without_one_they_leave_from_the_connections_else_the_accounts_default() -> None:
    assert location("", "overflow").value == "Overflow"
    assert location("", "overflow").origin.read_at is None
    assert (location().value, location().origin.read_at) == ("Main Warehouse", READ_AT)


def test_a_customers_location_that_is_not_in_use_is_a_problem_and_nothing_stands_in() -> None:
    known = books(locations=[a_location(is_default=True), a_location("Overflow", is_deprecated=True)])
    (problem,) = location("Overflow", "Main Warehouse", known).problems
    assert (problem.code, problem.pointer) == ("location_missing", "/customer")
    assert problem.detail == (
        "“Overflow”, the location of “Harbour Café” in Cin7, is not among the account's locations in use."
    )
    assert problem.cures == (Cure("location", "overflow"), Cure("contact", CONTACT_ID))


def test_a_connections_location_that_is_not_in_use_is_a_problem_too() -> None:
    (problem,) = location("", "Nowhere").problems
    assert problem.detail.startswith("“Nowhere”, the connection's default location, is not")


def test_no_location_at_all_is_a_problem() -> None:
    (problem,) = location("", "", books(locations=[a_location()])).problems
    assert problem.detail.startswith("Neither “Harbour Café” nor the connection nor the account has a location")
    assert problem.cures == (Cure("contact", CONTACT_ID), DEFAULT_LOCATION)


def test_the_customers_terms_are_sent_as_the_books_spell_them() -> None:
    decided = terms_for(dated(a_contact(payment_terms="30 DAYS")), dated(books()))
    assert (decided.value, decided.problems) == ("30 days", ())


def test_a_customer_without_terms_is_left_to_cin7() -> None:
    decided = terms_for(dated(a_contact(payment_terms=" ")), dated(books()))
    assert (decided.value, decided.problems) == ("", ())
    assert "left to Cin7" in decided.origin.source


def test_terms_that_are_not_active_are_a_problem() -> None:
    known = books(payment_terms=[PaymentTerms(name="30 days", is_active=False)])
    (problem,) = terms_for(dated(a_contact()), dated(known)).problems
    assert (problem.code, problem.pointer) == ("terms_missing", "/customer")
    assert "“30 days”, the terms of “Harbour Café”" in problem.detail
    assert problem.cures == (Cure("terms", "30 days"), Cure("contact", CONTACT_ID))


def test_the_customers_tier_is_sent_as_the_books_spell_it() -> None:
    assert price_tier_for(dated(a_contact(price_tier="WHOLESALE")), dated(books())).value == "Wholesale"


def test_a_customer_without_a_tier_has_the_first_and_the_origin_says_so() -> None:
    tiers = [PriceTier(number=2, name="Wholesale"), PriceTier(number=1, name="Retail")]
    decided = price_tier_for(dated(a_contact(price_tier="")), dated(books(price_tiers=tiers)))
    assert (decided.value, decided.notes) == ("Retail", ())
    assert decided.origin.source == "the first price tier, because the customer has none in Cin7"
    assert price_tier_for(dated(a_contact(price_tier="")), dated(books(price_tiers=[]))).value == ""


def test_a_tier_that_is_no_longer_there_is_left_to_cin7_with_a_note() -> None:
    decided = price_tier_for(dated(a_contact(price_tier="Old")), dated(books()))
    assert (decided.value, decided.problems) == ("", ())
    assert decided.notes == ("The price tier “Old” of “Harbour Café” is not among the account's: it was left out.",)


def test_the_customers_sales_representative_is_honoured() -> None:
    decided = sales_representative_for(dated(a_contact(sales_representative="nancy davolio")), dated(books()))
    assert (decided.value, decided.notes) == ("Nancy Davolio", ())


def test_a_customer_without_representative_goes_to_api_sales() -> None:
    decided = sales_representative_for(dated(a_contact(sales_representative="")), dated(books()))
    assert (decided.value, decided.notes) == ("API Sales", ())
    assert "no sales representative" in decided.origin.source


def test_a_representative_whom_the_company_does_not_know_goes_to_api_sales_with_a_note() -> None:
    decided = sales_representative_for(dated(a_contact(sales_representative="Gone")), dated(books()))
    assert decided.value == "API Sales"
    assert decided.notes == (
        "“Gone”, who looks after “Harbour Café”, is not among the company's sales contacts in Cin7.",
    )


def test_without_api_sales_the_representative_is_left_out() -> None:
    alone = dated(books(sales_contacts=["Nancy Davolio"]))
    decided = sales_representative_for(dated(a_contact(sales_representative="")), alone)
    assert (decided.value, decided.notes, decided.problems) == ("", (), ())
    assert decided.origin.source.startswith("left out, because the customer has no sales representative in Cin7")
    unknown = sales_representative_for(dated(a_contact(sales_representative="Gone")), alone)
    assert (unknown.value, len(unknown.notes)) == ("", 1)
