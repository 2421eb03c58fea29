from collections import Counter
from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.contact import Contact
from domain.identifiers import ContactId, folded
from domain.money import Currency
from domain.price_list import Buyer, PriceList, buyer_of, currency_of, own_digest, price_lists
from domain.prices import buying_terms, effective_price
from domain.reference_books import PriceTier, ReferenceBooks
from tests.builders import CHAI_ID, a_contact, a_product, books, own_prices_of
from tests.domain.random_catalogues import Account, accounts

AUD = Currency("AUD")


def lists_of(*contacts: Contact, tiers: ReferenceBooks | None = None) -> tuple[PriceList, ...]:
    return price_lists([buyer_of(contact) for contact in contacts if contact.is_active], tiers or books(), AUD)


def names_of(*contacts: Contact, tiers: ReferenceBooks | None = None) -> list[str]:
    return [one.name for one in lists_of(*contacts, tiers=tiers)]


def test_customers_who_buy_alike_share_a_list_whatever_their_tier_is_written_like() -> None:
    found = lists_of(
        a_contact(id="2", discount="5.00"),
        a_contact(id="1", discount=5, price_tier=" WHOLESALE"),
        a_contact(id="3", discount="5", own_prices={CHAI_ID: 0}),
    )
    assert [(one.name, one.customers) for one in found] == [
        ("Wholesale less 5 %", (ContactId("1"), ContactId("2"), ContactId("3")))
    ]


def test_names_explain_themselves() -> None:
    assert names_of(
        a_contact(id="1", price_tier="Retail"),
        a_contact(id="2"),
        a_contact(id="3", discount="7.50"),
        a_contact("Bon app'", id="4", own_prices={CHAI_ID: 5}, discount=5),
        a_contact(id="5", currency="EUR"),
        a_contact(id="6", price_tier="Gold"),
    ) == ["Gold", "Retail", "Wholesale", "Bon app' prices", "Wholesale less 7.5 %", "Wholesale in EUR"]


def test_a_list_of_own_prices_is_named_after_its_first_customer() -> None:
    found = lists_of(*(a_contact(f"Customer {n}", id=f"{n}", own_prices={CHAI_ID: "5.0"}) for n in (2, 1)))
    assert [(one.name, one.customers) for one in found] == [("Customer 1 prices", ("1", "2"))]


def test_a_nameless_tier_is_called_by_its_number() -> None:
    assert names_of(a_contact(price_tier=""), tiers=books(price_tiers=[PriceTier(number=1, name=" ")])) == ["Tier 1"]


def test_equal_names_are_told_apart_by_tier_and_then_by_id() -> None:
    tiers = books(price_tiers=[PriceTier(number=2, name="Wholesale"), PriceTier(number=7, name="Wholesale less 5 %")])
    by_tier = names_of(a_contact(id="1", discount=5), a_contact(id="2", price_tier="Wholesale less 5 %"), tiers=tiers)
    assert by_tier == ["Wholesale less 5 % (tier 2)", "Wholesale less 5 % (tier 7)"]
    same = [a_contact("Harbour", id=f"{n}", own_prices={CHAI_ID: n}) for n in (1, 2)]
    assert names_of(*same) == ["Harbour prices (tier 2)", "Harbour prices (own-2)"]


def test_a_name_that_another_list_bears_already_is_not_given_again() -> None:
    tiers = ["Wholesale less 5 % (tier 1)", "Wholesale", "Wholesale less 5 %"]
    named = books(price_tiers=[PriceTier(number=n, name=name) for n, name in enumerate(tiers, 1)])
    taken = [a_contact(id=f"{n}", price_tier=tier) for n, tier in enumerate(tiers)]
    found = names_of(*taken, a_contact(id="9", discount=5), tiers=named)
    assert found == [tiers[0], "Wholesale", "Wholesale less 5 % (tier 2)", "Wholesale less 5 % (tier 3)"]
    same = [a_contact("Harbour", id=f"{n}", own_prices={CHAI_ID: n}) for n in (1, 2)]
    rival = a_contact("Harbour prices (own-2) or", id="3", price_tier="Harbour prices (own-2)")
    named = books(price_tiers=[PriceTier(number=2, name="Wholesale"), PriceTier(number=3, name=rival.price_tier)])
    assert "Harbour prices (own-2, 2)" in names_of(*same, rival, tiers=named)


def test_a_list_keeps_its_id_when_its_tier_is_renamed() -> None:
    before, trade = lists_of(a_contact()), books(price_tiers=[PriceTier(number=2, name="Trade")])
    after = lists_of(a_contact(), tiers=trade.remembering(books()))
    assert [(one.id, one.name) for one in (*before, *after)] == [("tier-2", "Wholesale"), ("tier-2", "Trade")]


def test_a_customers_own_list_keeps_its_id_when_its_prices_or_terms_change() -> None:
    before = lists_of(a_contact(own_prices={CHAI_ID: 5}))
    after = lists_of(a_contact(own_prices={CHAI_ID: 6}, discount=5, price_tier="Retail"))
    assert before[0].id == after[0].id
    assert before[0].own_digest != after[0].own_digest


def test_ids_are_short_and_plain_whatever_they_are_made_of() -> None:
    strange = a_contact(id="Ñ/ " * 200, price_tier="Gold/☃", currency="EUR")
    ids = [one.id for one in lists_of(strange, replace(strange, own_prices=own_prices_of({"p": 1})))]
    assert all(len(found) < 80 and found.isascii() and "/" not in found for found in ids)
    assert lists_of(a_contact(discount="7.50"))[0].id == "tier-2-less-7.5"


def test_a_currency_that_does_not_exist_is_the_accounts() -> None:
    assert {currency_of(code, AUD).code for code in ("", "AUD", "aud", "AUSTRALIAN")} == {"AUD"}
    assert currency_of("EUR", AUD) == Currency("EUR")


def test_a_lists_entries_leave_out_what_has_no_price() -> None:
    shelf = [a_product(), a_product("NW-002", id="2", tier_prices=["5", "0"]), a_product("NW-003", id="3")]
    (found,) = lists_of(a_contact(discount=50, own_prices={"3": "2.01"}))
    entries = found.entries(own_prices_of({"3": "2.01"}), shelf)
    assert [(entry.sku, entry.price) for entry in entries] == [("NW-001", Decimal("7.00")), ("NW-003", Decimal("1.01"))]


def test_own_prices_have_one_digest_in_any_order_and_with_any_zeros() -> None:
    one = own_digest(own_prices_of({"a": "5.00", "B": "6", "c": 0}))
    assert one == own_digest(own_prices_of({"b": "6.0", "A": "5"}))
    assert one != own_digest(own_prices_of({"b": "5", "A": "6"}))
    assert own_digest(()) == own_digest(own_prices_of({"a": 0})) == ""


@given(accounts)
def test_every_active_customer_is_on_exactly_one_list(account: Account) -> None:
    contacts, _, tiers = account
    on = Counter(customer for one in lists_of(*contacts, tiers=tiers) for customer in one.customers)
    assert on == Counter(contact.id for contact in contacts if contact.is_active)


@given(accounts)
def test_what_a_list_says_is_what_each_of_its_customers_pays(account: Account) -> None:
    contacts, shelf, tiers = account
    by_id = {contact.id: contact for contact in contacts}
    for one in lists_of(*contacts, tiers=tiers):
        listed = {entry.product_id: entry.price for entry in one.entries(by_id[one.customers[0]].own_prices, shelf)}
        assert all(price > 0 for price in listed.values())
        for customer in one.customers:
            terms = buying_terms(by_id[customer], tiers)
            assert one.currency == currency_of(by_id[customer].currency, AUD)
            assert {product.id: effective_price(product, terms, one.currency).amount for product in shelf} == {
                product.id: listed.get(product.id) for product in shelf
            }


@given(accounts)
def test_no_list_could_be_dropped_or_merged(account: Account) -> None:
    contacts, _, tiers = account
    by_id = {contact.id: contact for contact in contacts}
    found = lists_of(*contacts, tiers=tiers)
    assert all(one.customers for one in found)
    reasons = {
        (
            one.currency.code,
            one.tier.number,
            folded(one.tier.name) if one.tier.number == 0 else "",
            one.discount,
            tuple(sorted(one.terms(by_id[one.customers[0]].own_prices).own_prices.items())),
        )
        for one in found
    }
    assert len(reasons) == len(found)


@given(accounts, st.randoms())
def test_lists_do_not_depend_on_the_order_in_which_customers_are_read(account: Account, dice: Random) -> None:
    contacts, _, tiers = account
    shuffled = list(contacts)
    dice.shuffle(shuffled)
    assert lists_of(*contacts, tiers=tiers) == lists_of(*shuffled, tiers=tiers)


@given(accounts)
def test_ids_and_names_are_unique(account: Account) -> None:
    contacts, _, tiers = account
    found = lists_of(*contacts, tiers=tiers)
    assert len({one.id for one in found}) == len({folded(one.name) for one in found}) == len(found)


def test_an_unknown_tier_is_written_as_its_first_customer_writes_it() -> None:
    rivals = [a_contact(id="2", price_tier="GOLD"), a_contact(id="1", price_tier=" Gold")]
    assert names_of(*rivals) == names_of(*reversed(rivals)) == ["Gold"]


def test_no_customers_make_no_lists() -> None:
    assert price_lists(list[Buyer](), books(), AUD) == ()
