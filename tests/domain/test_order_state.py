from hypothesis import given
from hypothesis import strategies as st

from domain.identifiers import OrderNumber
from domain.order_state import GOES_BY_ITSELF, OrderKey, OrderState
from tests.builders import SUPPLIER


@given(st.text(st.characters(exclude_characters="/")))
def test_a_key_can_be_read_back_from_its_text_also_with_a_colon_in_the_number(number: str) -> None:
    key = OrderKey(SUPPLIER, OrderNumber(number))
    assert OrderKey.parse(key.text) == key


def test_what_is_finished_or_waits_for_a_person_does_not_go_by_itself() -> None:
    stays = {OrderState.CREATED, OrderState.PARTLY_SHIPPED, OrderState.SHIPPED, OrderState.VOIDED}
    assert set(OrderState) - GOES_BY_ITSELF == stays | {OrderState.HELD, OrderState.IGNORED}
