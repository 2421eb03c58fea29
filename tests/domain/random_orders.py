"""Random orders of the kind that people approve: few products, so that lines often agree or clash."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from domain.approved_order import ApprovedOrder, Charge, OrderLine
from tests.builders import a_buyer, a_charge, a_comment, an_approved_order, an_order_line
from tests.domain.random_texts import CHARACTERS

SKUS = ("NW-001", "NW-002", "NW-003")
PRICES = (Decimal("14.00"), Decimal("9.80"), Decimal("0.0333"), Decimal(0))
DISCOUNTS = (Decimal(0), Decimal(5), Decimal("12.5"))
TEXTS = st.text(CHARACTERS)
WORDS = st.text(CHARACTERS, max_size=12)


def amounts(most: str, places: int = 2, least: str = "0") -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(least), Decimal(most), places=places, allow_nan=False, allow_infinity=False)


def order_lines() -> st.SearchStrategy[OrderLine]:
    return st.builds(
        an_order_line,
        sku=st.sampled_from(SKUS),
        quantity=amounts("40", places=2, least="0.01"),
        unit_price=st.sampled_from(PRICES),
        discount_percent=st.sampled_from(DISCOUNTS),
        comment=st.sampled_from(("", "cold", "urgent", "☕ ice")),
    )


def charges(least: str = "-20") -> st.SearchStrategy[Charge]:
    return st.builds(a_charge, amounts("60", places=3, least=least), description=st.sampled_from(("", "Freight")))


def approved_orders() -> st.SearchStrategy[ApprovedOrder]:
    return st.builds(
        an_approved_order,
        number=st.from_regex(r"[A-Z]{2}-[0-9]{1,6}", fullmatch=True),
        currency=st.sampled_from(("AUD", "JPY", "BHD")),
        customer=st.builds(a_buyer, st.sampled_from(("Harbour Café", "harbour  CAFÉ"))),
        order_date=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
        lines=st.lists(order_lines(), min_size=1, max_size=6),
        reference=WORDS,
        delivery_date=st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31)),
        comments=st.lists(st.builds(a_comment, WORDS), max_size=3),
        custom_fields=st.dictionaries(WORDS, WORDS, max_size=2).map(lambda fields: tuple(fields.items())),
        charges=st.lists(charges(), max_size=3),
    )


def sendable_orders() -> st.SearchStrategy[ApprovedOrder]:
    """Orders that nothing stands against in the small account: its currency, its customers, one price a product."""
    prices = st.fixed_dictionaries(
        {}, optional={sku: st.tuples(st.sampled_from(PRICES), st.sampled_from(DISCOUNTS)) for sku in SKUS}
    ).filter(bool)
    return st.builds(
        an_approved_order,
        number=st.just("UP-1"),
        currency=st.just("AUD"),
        customer=st.sampled_from(("Harbour Café", "harbour  CAFÉ", "Sparrow Bakery", "Slow Payer")).map(a_buyer),
        order_date=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
        lines=prices.flatmap(_lines_at),
        reference=WORDS,
        delivery_date=st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31)),
        comments=st.lists(st.builds(a_comment, TEXTS), max_size=3),
        custom_fields=st.dictionaries(WORDS, WORDS, max_size=2).map(lambda fields: tuple(fields.items())),
        charges=st.lists(charges(least="0"), max_size=3),
    )


def _lines_at(prices: dict[str, tuple[Decimal, Decimal]]) -> st.SearchStrategy[list[OrderLine]]:
    def line(sku: str) -> st.SearchStrategy[OrderLine]:
        price, discount = prices[sku]
        return st.builds(
            an_order_line,
            sku=st.just(sku),
            quantity=amounts("40", places=2, least="0.01"),
            unit_price=st.just(price),
            discount_percent=st.just(discount),
            comment=st.sampled_from(("", "cold", "urgent", "☕ ice")),
        )

    return st.lists(st.sampled_from(sorted(prices)).flatmap(line), min_size=1, max_size=6)
