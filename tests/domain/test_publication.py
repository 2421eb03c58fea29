from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.address import AddressBook
from domain.contact import Contact, Person
from domain.identifiers import ContactId, ProductId, Sku
from domain.money import Currency
from domain.price_list import PriceList, buyer_of, price_lists
from domain.product import Product
from domain.publication import (
    ALL_TIERS,
    ON_OFFER,
    Change,
    TierDigests,
    Verdict,
    changes,
    contact_published,
    contact_to_know,
    digest_of,
    list_digest,
    product_published,
    product_to_know,
    verdict_on,
)
from domain.reference_books import ReferenceBooks
from tests.builders import a_contact, a_product, an_address, books
from tests.domain.random_catalogues import PRODUCT_IDS, Account, accounts, amounts

AUD = Currency("AUD")
TOLD = product_published(a_product(images=["https://cin7.example/front"]))


@pytest.mark.parametrize(
    ("should_know", "was_told", "verdict"),
    [
        (None, None, Verdict.NOTHING),
        ("a", None, Verdict.PUBLISH),
        ("a", "a", Verdict.NOTHING),
        ("b", "a", Verdict.PUBLISH),
        (None, "a", Verdict.WITHDRAW),
    ],
)
def test_only_differences_are_told(should_know: str | None, was_told: str | None, verdict: Verdict) -> None:
    assert verdict_on(should_know, was_told) is verdict


@pytest.mark.parametrize(
    ("product", "is_chosen"),
    [(None, True), (a_product(), False), (a_product(is_deprecated=True), True), (a_product(is_sellable=False), True)],
)
def test_what_is_gone_not_chosen_or_not_offered_should_not_be_known(
    product: Product | None, *, is_chosen: bool
) -> None:
    assert product_to_know(product, is_chosen=is_chosen) is None


def test_a_chosen_product_should_be_known_without_its_prices() -> None:
    known = product_to_know(a_product(brand="Estate", barcode="93", images=["https://cin7.example/1"]), is_chosen=True)
    assert known is not None
    assert (known.sku, known.brand, known.unit, known.barcode) == ("NW-001", "Estate", "Item", "93")
    assert product_to_know(a_product(tier_prices=["1"]), is_chosen=True) == product_published(a_product())


def test_a_customer_is_told_on_its_terms_but_without_its_prices() -> None:
    told = contact_published(a_contact(discount=5, own_prices={"p": 1}))
    assert (told.name, told.terms, told.discount, len(told.addresses)) == ("Harbour Café", "30 days", Decimal(5), 2)
    assert told == contact_published(a_contact(discount=5))


def test_a_customer_who_is_no_longer_active_is_told_once_and_only_where_it_was_known() -> None:
    closed = a_contact(is_active=False)
    assert contact_to_know(closed, was_told=False) is None
    assert contact_to_know(a_contact(), was_told=False) is not None
    told, later = (contact_to_know(contact, was_told=True) for contact in (closed, replace(closed, name="Closed")))
    assert told is not None
    assert later is not None
    assert digest_of(told) == digest_of(later) != digest_of(contact_published(a_contact()))


@pytest.mark.parametrize(
    "change",
    [
        {"sku": Sku("NW-002")},
        {"name": "Chai tea"},
        {"description": "Hot"},
        {"category": "Tea"},
        {"brand": "Estate"},
        {"unit": "Box"},
        {"barcode": "93"},
        {"images": ("https://cin7.example/1",)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_is_told_of_a_product_is_in_its_digest(change: dict[str, object]) -> None:
    changed = replace(a_product(), **change)  # type: ignore[arg-type] # mypy cannot follow a dictionary into fields
    assert digest_of(product_published(changed)) != digest_of(product_published(a_product()))


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Harbour"},
        {"currency": "EUR"},
        {"price_tier": "Retail"},
        {"discount": Decimal(1)},
        {"payment_terms": "7 days"},
        {"tax_rule": "GST Free"},
        {"location": "Overflow"},
        {"sales_representative": ""},
        {"is_on_credit_hold": True},
        {"people": (Person(name="Kai"),)},
        {"addresses": AddressBook((an_address(),))},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_is_told_of_a_customer_is_in_its_digest(change: dict[str, object]) -> None:
    changed = replace(a_contact(), **change)  # type: ignore[arg-type] # mypy cannot follow a dictionary into fields
    assert digest_of(contact_published(changed)) != digest_of(contact_published(a_contact()))


def test_equal_amounts_have_equal_digests() -> None:
    one, other = (digest_of(contact_published(a_contact(discount=text))) for text in ("5", "5.00"))
    assert one == other


def test_a_digest_stays_what_it_is_since_others_would_have_every_customer_told_again() -> None:
    kai = Person(name="Kai Özil", email="kai@harbour.example", is_default=True)
    told = contact_published(a_contact("Harbour Café", discount="7.50", people=[kai]))
    assert digest_of(told) == "588aa48e6e4aa39e654f9c55f1f047604831814e4847f416ead8db54ffebe449"


def test_an_import_shows_field_by_field_what_it_changes() -> None:
    now = replace(TOLD, name="Chai tea", images=())
    assert changes(TOLD, now) == (
        Change(field="name", before="Chai", after="Chai tea"),
        Change(field="images", before="1 image", after="0 images"),
    )
    assert changes(TOLD, TOLD) == ()


def test_a_new_product_changes_everything_it_says() -> None:
    assert [change.field for change in changes(None, TOLD)] == ["sku", "name", "category", "unit", "images"]
    assert {field.name for field in fields(TOLD)} > {change.field for change in changes(None, TOLD)}


def digests(products: list[Product]) -> TierDigests:
    tiers = TierDigests(numbers=tuple(range(1, 11)))
    for product in products:
        tiers.add(product)
    return tiers


def test_a_tier_stands_for_its_products_in_any_order() -> None:
    one, two = a_product(id="1"), a_product("NW-002", id="2", tier_prices=["0", "14.0"])
    assert digests([one, two]).of(2) == digests([two, one]).of(2) != digests([one]).of(2)
    assert digests([one, two]).of(1) == digests([one]).of(1)


def test_a_tier_without_any_price_stands_for_nothing() -> None:
    assert digests([a_product(tier_prices=["0"])]).of(1) == digests([]).of(1) == ""
    assert TierDigests(numbers=()).of(1) == ""


def test_a_product_that_left_leaves_no_trace() -> None:
    one, two = a_product(id="1"), a_product("NW-002", id="2")
    both = digests([one, two])
    both.remove(two)
    assert [both.of(number) for number in ALL_TIERS] == [digests([one]).of(number) for number in ALL_TIERS]


def test_a_product_on_offer_counts_also_without_a_price() -> None:
    free, empty = TierDigests(), TierDigests()
    free.add(a_product(tier_prices=[]))
    assert free.of(ON_OFFER) != empty.of(ON_OFFER) == ""
    assert free.of(1) == ""


def the_list(*contacts: Contact, tiers: ReferenceBooks | None = None) -> PriceList:
    return price_lists(map(buyer_of, contacts or [a_contact()]), tiers or books(), AUD)[0]


@pytest.mark.parametrize(
    "other",
    [
        the_list(a_contact(), a_contact(id="2")),
        the_list(a_contact(discount=5)),
        the_list(a_contact(price_tier="Retail")),
        the_list(a_contact(currency="EUR")),
        replace(the_list(), name="Trade"),
    ],
)
def test_a_lists_name_currency_customers_and_terms_are_in_its_digest(other: PriceList) -> None:
    tiers = digests([a_product()])
    assert list_digest(other, tiers) != list_digest(the_list(), tiers)


def whole_digest(one: PriceList, contacts: list[Contact], products: list[Product]) -> tuple[str, object]:
    """The digest of a list as it is taken of big catalogues, and what it stands for."""
    own_prices = next(contact.own_prices for contact in contacts if contact.id == one.customers[0])
    with_own = {own.product_id for own in own_prices}
    own_entries = list(one.entries(own_prices, [product for product in products if product.id in with_own]))
    said = (one.name, one.currency, one.customers, tuple(one.entries(own_prices, products)))
    return list_digest(one, digests(products), own_entries), said


@given(accounts, st.sampled_from(PRODUCT_IDS), st.integers(0, 9), amounts)
def test_lists_that_say_something_else_have_another_digest(
    account: Account, changed_id: str, tier: int, price: Decimal
) -> None:
    contacts, products, tiers = account
    after = [_repriced(product, tier, price) if product.id == changed_id else product for product in products]
    for one in price_lists([buyer_of(contact) for contact in contacts], tiers, AUD):
        (first, said_first), (second, said_second) = (whole_digest(one, contacts, all_) for all_ in (products, after))
        assert said_first == said_second or first != second
        assert whole_digest(one, contacts, [*reversed(products)])[0] == first


def _repriced(product: Product, tier: int, price: Decimal) -> Product:
    prices = [*product.tier_prices, *[Decimal(0)] * 10][:10]
    prices[tier] = price
    return replace(product, tier_prices=tuple(prices))


def test_ids_of_records_are_told_as_they_are() -> None:
    assert product_published(a_product(id="P-1")).id == ProductId("P-1")
    assert contact_published(a_contact(id="C-1")).id == ContactId("C-1")
