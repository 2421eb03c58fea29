"""Random accounts in which names clash, tiers are missing, prices are zero and terms are shared."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from domain.contact import Contact
from domain.identifiers import folded
from domain.product import Product
from domain.reference_books import PriceTier, ReferenceBooks
from tests.builders import a_contact, a_product, own_prices_of
from tests.domain.random_texts import CHARACTERS

PRODUCT_IDS = [f"p-{n}" for n in range(4)]
CLASHING = [
    "Wholesale",
    "wholesale ",
    "Wholesale less 5 %",
    "Wholesale (tier 2)",
    "Harbour prices",
    "Harbour",
    "",
    "Gold",
]

amounts = st.sampled_from(["0", "0.0000", "0.004", "1", "1.00", "9.995", "14", "99999999.9999"]).map(Decimal)
discounts = st.sampled_from(["0", "0.00", "5", "5.0", "33.33", "100", "-5", "120"]).map(Decimal)
names = st.sampled_from(CLASHING) | st.text(CHARACTERS, max_size=4)
own_prices = st.dictionaries(st.sampled_from(PRODUCT_IDS), amounts, max_size=3).map(own_prices_of)

contacts = st.builds(
    lambda contact, own: replace(contact, own_prices=own),
    st.builds(
        a_contact,
        names,
        id=st.text("aAb1-", min_size=1, max_size=3),
        currency=st.sampled_from(["AUD", "AUD", "AUD", "EUR", "JPY", "", "?"]),
        is_active=st.sampled_from([True, True, False]),
        price_tier=names,
        discount=discounts,
    ),
    st.just(()) | own_prices,
)
customers = st.lists(contacts, max_size=12, unique_by=lambda contact: folded(contact.id))
products = st.builds(
    a_product,
    id=st.sampled_from(PRODUCT_IDS),
    tier_prices=st.lists(amounts, max_size=10),
    discount_rule=st.sampled_from(["", "Summer"]),
)
catalogues = st.lists(products, max_size=4, unique_by=lambda product: product.id)
random_books = st.lists(names, max_size=10).map(
    lambda called: ReferenceBooks(price_tiers=tuple(PriceTier(number=n, name=name) for n, name in enumerate(called, 1)))
)

Account = tuple[list[Contact], list[Product], ReferenceBooks]
accounts: st.SearchStrategy[Account] = st.tuples(customers, catalogues, random_books)
