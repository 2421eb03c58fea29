from domain.composing.decided import Decided, Findings
from domain.composing.origin import Origin
from tests.builders import a_problem, an_address

WHY = Origin(rule="R24", source="the customer's default shipping address in Cin7")


def test_a_decision_is_kept_with_its_reason_and_answers_its_value() -> None:
    found = Findings()
    assert found.take("reference", Decided("PO-77", WHY, notes=("cut",), problems=(a_problem(),))) == "PO-77"
    assert (found.origins, found.notes, found.problems) == ({"reference": WHY}, ["cut"], [a_problem()])


def test_an_address_explains_each_of_its_fields() -> None:
    found = Findings()
    assert found.take_address("billing_address", Decided(an_address(), WHY)) == an_address()
    assert set(found.origins.values()) == {WHY}
    assert {"billing_address/id", "billing_address/line1", "billing_address/is_default"} <= set(found.origins)
    assert "billing_address" not in found.origins


def test_an_address_that_is_left_out_is_explained_as_a_whole() -> None:
    found = Findings()
    assert found.take_address("billing_address", Decided(None, WHY)) is None
    assert found.origins == {"billing_address": WHY}


def test_what_was_said_already_is_not_said_again() -> None:
    found = Findings()
    found.hear(("a", "a"), (a_problem(), a_problem()))
    found.hear(("b", "a"), (a_problem(),))
    assert (found.notes, found.problems) == (["a", "b"], [a_problem()])
