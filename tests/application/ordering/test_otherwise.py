"""Two compositions of one order, field by field."""

from application.ordering.otherwise import Composed, field_changes
from application.ports.inventory import PlannedCall
from domain.composing.compose_sale import Composition
from domain.composing.origin import Origin
from tests.builders import a_problem, a_sale

ORDER = Origin(rule="R30", source="the order's delivery date")
LEFT_OUT = Origin(rule="R18", source="left out by the sale options")
NOTES = Origin(rule="R28", source="the first comment")


def composed(notes: Origin = NOTES, ship_by: Origin = ORDER, **body: object) -> Composed:
    fields = {"ShipBy": "ship_by", "Notes": "shipping_notes", "Quote": "R37: always"}
    call = PlannedCall(
        method="POST", path="sale", body=body, fields={f"/{name}": fields[name] for name in fields if name in body}
    )
    origins = {"ship_by": ship_by, "shipping_notes": notes}
    return Composed(composition=Composition(sale=a_sale(), origins=origins, notes=(), problems=()), calls=(call,))


def held() -> Composed:
    return Composed(composition=Composition(sale=None, origins={}, notes=(), problems=(a_problem(),)), calls=())


def found(before: Composed, after: Composed) -> list[tuple[str, object, object, str]]:
    changes = field_changes(before, after)
    return [(each.pointer.rpartition("/")[2], each.before, each.after, each.origin.rule) for each in changes]


def test_what_is_the_same_is_no_change() -> None:
    assert found(composed(ShipBy="8 May", Quote=True), composed(ShipBy="8 May", Quote=True)) == []


def test_a_field_that_says_something_else_has_the_rule_of_what_it_says_now() -> None:
    other = Origin(rule="R18", source="the delivery date")
    assert found(composed(Notes="one"), composed(Notes="two", notes=other)) == [("Notes", "one", "two", "R18")]


def test_a_field_that_is_left_out_has_the_rule_that_leaves_it_out() -> None:
    assert found(composed(ShipBy="8 May"), composed(ship_by=LEFT_OUT)) == [("ShipBy", "8 May", None, "R18")]


def test_a_constant_that_goes_keeps_its_rule() -> None:
    assert found(composed(Quote=True), composed()) == [("Quote", True, None, "R37")]


def test_changes_stand_in_the_order_in_which_they_are_sent() -> None:
    before, after = composed(ShipBy="8 May", Quote=True), composed(ShipBy="9 May", Notes="one", Quote=False)
    assert [name for name, *_ in found(before, after)] == ["ShipBy", "Notes", "Quote"]
    assert [name for name, *_ in found(after, before)] == ["ShipBy", "Notes", "Quote"]


def test_where_one_of_them_is_held_no_field_is_compared() -> None:
    assert found(held(), composed(Quote=True)) == found(composed(Quote=True), held()) == []
