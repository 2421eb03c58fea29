"""Products that are priced once for all lists on the same terms."""

from hypothesis import given

from domain.money import Currency
from domain.price_list import buyer_of, price_lists
from domain.priced_page import PricedPage
from tests.domain.random_catalogues import Account, accounts


@given(accounts)
def test_a_page_says_what_each_list_says_for_itself(account: Account) -> None:
    contacts, products, books = account
    own = {contact.id: contact.own_prices for contact in contacts}
    page = PricedPage(products)
    for one in price_lists(map(buyer_of, contacts), books, Currency("AUD")):
        own_prices = own[one.customers[0]]
        assert page.entries(one, own_prices) == tuple(one.entries(own_prices, products))
