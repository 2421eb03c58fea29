from dataclasses import replace

from domain.connection import ConnectionStatus
from domain.order import OrderState
from tests.builders import SUPPLIER, a_connection, a_sale_ref, an_order, credentials
from tests.house import House


def link(
    house: House, *, made_in: str = "account-A", status: ConnectionStatus = ConnectionStatus.CONNECTED
) -> str | None:
    order = replace(an_order(state=OrderState.CREATED, sale=a_sale_ref()), account_id=made_in)
    connection = a_connection(opened_with=credentials(account_id="account-a"), status=status)
    return house.use_cases.sale_links(connection, order)


def test_a_sale_has_a_page_in_the_account_it_was_made_in(empty_house: House) -> None:
    assert str(link(empty_house)).endswith(a_sale_ref().id)


def test_a_sale_of_another_account_has_no_page_in_this_one(empty_house: House) -> None:
    assert link(empty_house, made_in="account-b") is None


def test_no_page_is_known_without_a_connection(empty_house: House) -> None:
    assert link(empty_house, status=ConnectionStatus.DISCONNECTED) is None
    assert link(empty_house, status=ConnectionStatus.LOST) is None
    assert empty_house.use_cases.sale_links(None, an_order(sale=a_sale_ref())) is None


def test_an_order_without_sale_has_no_page(empty_house: House) -> None:
    assert empty_house.use_cases.sale_links(a_connection(supplier=SUPPLIER), an_order()) is None
