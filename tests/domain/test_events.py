from domain.events import order_held, sale_created
from domain.order import OrderState
from tests.builders import a_problem, a_sale_ref, an_order


def test_upstock_hears_which_sale_an_order_became() -> None:
    event = sale_created(an_order(state=OrderState.CREATED, sale=a_sale_ref()))
    assert (event.type, event.number, event.state, event.sale) == (
        "order.sale_created",
        "UP-1001",
        "created",
        a_sale_ref(),
    )


def test_upstock_hears_everything_that_is_wrong_with_a_held_order() -> None:
    problems = (a_problem(), a_problem("terms_missing", detail="x", pointer="/customer"))
    event = order_held(an_order(state=OrderState.HELD, problems=problems))
    assert (event.type, event.state, event.problems, event.sale) == ("order.held", "held", problems, None)


def test_events_of_one_order_have_one_subject() -> None:
    order = an_order()
    assert order_held(order).subject == sale_created(order).subject == "order:UP-1001"
