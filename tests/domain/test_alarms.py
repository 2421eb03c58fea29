from datetime import date

import pytest

from domain.alarms import FIXES, Alarm, AlarmKind, alarms_of_account, alarms_of_contact, alarms_of_product
from domain.contact import Contact
from domain.money import Currency
from domain.product import Product, ProductKind
from domain.reference_books import PriceTier
from tests.builders import CHAI_ID, CONTACT_ID, a_company, a_contact, a_product, books

AUD = Currency("AUD")
RETAIL, WHOLESALE, TRADE = (
    PriceTier(number=n, name=name) for n, name in enumerate(("Retail", "Wholesale", "Trade"), 1)
)
TODAY = date(2026, 5, 4)


def of_contact(contact: Contact) -> list[tuple[AlarmKind, str]]:
    return [(alarm.kind, alarm.detail) for alarm in alarms_of_contact(contact, books(), AUD)]


def test_every_alarm_says_how_to_put_it_right() -> None:
    assert set(FIXES) == set(AlarmKind)
    assert Alarm(kind=AlarmKind.TWIN_TIERS, subject="tier:x", detail="").fix == "Rename one of the two tiers in Cin7."


def test_a_product_without_any_price_in_use_is_told() -> None:
    assert alarms_of_product(a_product(tier_prices=["0", "0.00", "9"]), [RETAIL, WHOLESALE]) == (
        Alarm(
            kind=AlarmKind.ZERO_PRICE,
            subject=f"product:{CHAI_ID}",
            detail="“Chai” (NW-001) has no price in any tier that customers have: only own prices can sell it.",
        ),
    )


def test_a_product_with_a_hole_in_a_tier_in_use_is_told_once_with_all_its_holes() -> None:
    (alarm,) = alarms_of_product(a_product(tier_prices=["0", "14"]), [WHOLESALE, TRADE, RETAIL])
    assert (alarm.kind, alarm.subject) == (AlarmKind.TIER_HOLE, f"product:{CHAI_ID}")
    assert alarm.detail == (
        "“Chai” (NW-001) has no price in “Retail”, “Trade”, while others have one: it is left off those price lists."
    )


def test_a_tier_that_nobody_has_is_no_hole() -> None:
    unknown = PriceTier(number=0, name="Gold")
    assert alarms_of_product(a_product(tier_prices=["0", "14"]), [WHOLESALE, unknown]) == ()
    assert alarms_of_product(a_product(tier_prices=["0"]), [unknown]) == ()


@pytest.mark.parametrize(
    "product",
    [
        a_product(kind=ProductKind.SERVICE, tier_prices=[]),
        a_product(is_deprecated=True, tier_prices=[]),
        a_product(is_sellable=False, tier_prices=[]),
    ],
)
def test_what_is_never_offered_needs_no_price(product: Product) -> None:
    assert alarms_of_product(product, [RETAIL]) == ()


def test_a_customer_in_order_raises_nothing() -> None:
    assert of_contact(a_contact(own_prices={CHAI_ID: 5}, discount=5)) == []
    assert of_contact(a_contact(price_tier="")) == []


def test_everything_wrong_with_a_customer_is_told() -> None:
    troubled = a_contact(
        is_on_credit_hold=True, price_tier="Gold", discount=100, currency="EUR", own_prices={"a": 0, "b": 0, "c": 5}
    )
    assert of_contact(troubled) == [
        (AlarmKind.CREDIT_HOLD, "“Harbour Café” is on credit hold: Cin7 may refuse to authorise its sales."),
        (
            AlarmKind.UNKNOWN_TIER,
            "“Harbour Café” has the price tier “Gold”, which the account does not have: only its own prices count.",
        ),
        (AlarmKind.DISCOUNT, "“Harbour Café” has a discount of 100 %, which leaves no price."),
        (AlarmKind.CURRENCY, "“Harbour Café” trades in EUR, the account in AUD: its orders are held."),
        (AlarmKind.ZERO_OWN_PRICE, "“Harbour Café” has 2 own prices of 0: the tier's price counts there."),
    ]
    assert {alarm.subject for alarm in alarms_of_contact(troubled, books(), AUD)} == {f"contact:{CONTACT_ID}"}


def test_one_own_price_of_zero_is_one() -> None:
    assert "has 1 own price of 0" in of_contact(a_contact(own_prices={"a": 0}))[0][1]


@pytest.mark.parametrize("discount", ["-5", "100", "120.5"])
def test_a_discount_that_leaves_no_price_is_told(discount: str) -> None:
    assert [kind for kind, _ in of_contact(a_contact(discount=discount))] == [AlarmKind.DISCOUNT]


def test_a_customer_who_is_no_longer_active_raises_nothing() -> None:
    assert of_contact(a_contact(is_active=False, is_on_credit_hold=True, price_tier="Gold")) == []


def test_tiers_of_one_name_are_told_and_nameless_ones_are_not() -> None:
    tiers = [PriceTier(number=n, name=name) for n, name in enumerate(["", "Trade", " ", "trade", "Retail", "TRADE"], 1)]
    (alarm,) = alarms_of_account(a_company(), books(price_tiers=tiers), TODAY)
    assert (alarm.kind, alarm.subject) == (AlarmKind.TWIN_TIERS, "tier:trade")
    assert alarm.detail == "Tiers 2, 4 and 6 have one name, “Trade”: tier 2 counts."


@pytest.mark.parametrize(("locked", "is_told"), [(None, False), (date(2026, 5, 3), False), (TODAY, True)])
def test_a_lock_date_is_told_when_sales_of_today_fall_under_it(locked: date | None, *, is_told: bool) -> None:
    found = alarms_of_account(a_company(lock_date=locked), books(), TODAY)
    assert [(alarm.kind, alarm.subject) for alarm in found] == [(AlarmKind.LOCK_DATE, "account")] * is_told
    assert all("locked up to 2026-05-04" in alarm.detail for alarm in found)
