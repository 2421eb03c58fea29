import pytest

from domain import errors
from domain.errors import DomainError, InvalidValue, UnknownAddress
from domain.problems import CATALOGUE


def test_every_error_has_a_code_of_its_own_or_its_parents() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, DomainError)]
    own = [kind.code for kind in kinds if "code" in vars(kind)]
    assert len(own) == len(set(own))
    assert len(kinds) > 5


@pytest.mark.parametrize("kind", [errors.UnknownAddress, errors.AmbiguousAddress])
def test_an_address_that_cannot_be_used_is_a_problem_of_the_catalogue(kind: type[InvalidValue]) -> None:
    assert kind.code in CATALOGUE


def test_an_invalid_value_says_what_and_where() -> None:
    error = UnknownAddress("No such address.", pointer="/custom_fields/Deliver to")
    assert (str(error), error.detail, error.pointer) == (
        "No such address.",
        "No such address.",
        "/custom_fields/Deliver to",
    )
