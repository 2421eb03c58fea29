from domain.reference_books import Location, PaymentTerms, PriceTier, ReferenceBooks, TaxRule
from tests.builders import a_location, a_tax_rule, books


def test_names_are_found_whatever_case_and_space_they_have() -> None:
    known = books()
    assert known.location(" main  WAREHOUSE ") == a_location(is_default=True)
    assert known.tax_rule("gst on income") == a_tax_rule()
    assert known.terms("30 DAYS") == PaymentTerms(name="30 days", is_default=True)
    assert known.price_tier("wholesale") == PriceTier(number=2, name="Wholesale")
    contact = known.sales_contact("api sales")
    assert contact is not None
    assert contact.name == "API Sales"


def test_an_empty_name_is_nothing() -> None:
    nameless = ReferenceBooks(
        locations=(Location(id="1", name=""),),
        tax_rules=(a_tax_rule(""),),
        payment_terms=(PaymentTerms(name=" "),),
        price_tiers=(PriceTier(number=1, name=""),),
    )
    found = (nameless.location(""), nameless.tax_rule(" "), nameless.terms(""), nameless.price_tier(""))
    assert found == (None, None, None, None)


def test_what_is_not_in_use_is_not_found() -> None:
    unused = books(
        locations=[a_location(is_deprecated=True, is_default=True)],
        tax_rules=[a_tax_rule(is_active=False), a_tax_rule(is_for_sales=False)],
        payment_terms=[PaymentTerms(name="30 days", is_active=False)],
    )
    assert (unused.location("Main Warehouse"), unused.terms("30 days")) == (None, None)
    assert unused.tax_rule("GST on Income") is None
    assert unused.default_location is None


def test_a_rule_in_use_is_found_beside_one_of_the_same_name_that_is_not() -> None:
    both = books(tax_rules=[a_tax_rule(percent=9, is_active=False), a_tax_rule(percent=10)])
    assert both.tax_rule("GST on Income") == TaxRule(name="GST on Income", percent=a_tax_rule().percent)


def test_of_two_tiers_with_one_name_the_lower_number_counts() -> None:
    twins = books(price_tiers=[PriceTier(number=5, name="Trade"), PriceTier(number=3, name="trade")])
    assert twins.price_tier("Trade") == PriceTier(number=3, name="trade")


def test_the_account_names_its_own_default_location() -> None:
    assert books().default_location == a_location(is_default=True)


def tiers(*names: str) -> ReferenceBooks:
    return books(price_tiers=[PriceTier(number=number, name=name) for number, name in enumerate(names, 1)])


def test_a_renamed_tier_is_still_found_by_the_names_it_had() -> None:
    known = tiers("Retail", "Café").remembering(tiers("Retail", "Trade").remembering(tiers("Retail", "Wholesale")))
    assert [row and row.number for row in map(known.price_tier, ("cafÉ", "trade", "WHOLESALE", "Gold"))] == [
        2,
        2,
        2,
        None,
    ]


def test_a_name_that_another_tier_bears_now_means_that_one() -> None:
    known = tiers("Wholesale", "Trade").remembering(tiers("Retail", "Wholesale"))
    found = known.price_tier("Wholesale")
    assert found is not None
    assert (found.number, found.former_names) == (1, ("Retail",))
    assert known.price_tiers[1].former_names == ()


def test_a_tier_that_was_not_renamed_remembers_nothing_new() -> None:
    assert tiers("Retail", "Trade").remembering(tiers("retail", " ")) == tiers("Retail", "Trade")
    assert tiers("Retail").remembering(ReferenceBooks()) == tiers("Retail")


def test_only_the_last_few_names_are_remembered() -> None:
    known = tiers("name 0")
    for number in range(1, 10):
        known = tiers(f"name {number}").remembering(known)
    assert known.price_tiers[0].former_names == tuple(f"name {number}" for number in range(4, 9))
