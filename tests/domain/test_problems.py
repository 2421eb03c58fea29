import pytest

from domain.errors import InvalidValue
from domain.problems import CATALOGUE, SUPPLIER, SUPPORT, UPSTOCK, Cure, Problem, ProblemKind
from tests.builders import a_problem


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=CATALOGUE)
def test_every_entry_says_what_why_how_to_fix_it_and_who_can(kind: ProblemKind) -> None:
    assert all(text.endswith(".") and text[0].isupper() for text in (kind.what, kind.why, kind.fix))
    assert kind.who in {SUPPLIER, SUPPORT, UPSTOCK}


def test_a_problem_tells_the_catalogues_remedy() -> None:
    assert a_problem("unknown_product").fix == CATALOGUE["unknown_product"].fix


def test_a_problem_that_is_not_in_the_catalogue_cannot_exist() -> None:
    with pytest.raises(InvalidValue, match="“bad_luck”"):
        Problem(code="bad_luck", detail="x")


def test_case_and_space_in_a_cures_key_do_not_count() -> None:
    assert Cure.of("product", " NW-001") == Cure.of("product", "nw-001 ")
    assert Cure.of("product", "nw-001") != Cure.of("contact", "nw-001")
