"""Every documented operation that the fake serves answers with the documented keys and JSON types.

Source: ../shared/reference/cin7_v2.apib for the examples, of which facts/*.json keeps the shapes alone.
"""

from functools import cache

import pytest

from tests.adapters.fake_cin7.documented import cases_of_books, cases_of_sales
from tests.adapters.fake_cin7.documented.comparison import Comparison, compare, summary
from tests.adapters.fake_cin7.documented.deviations import ABSENT, DEVIATIONS
from tests.adapters.fake_cin7.documented.facts import OFFICIAL_TEXT, extract, kept, official_text, served_operations

FACTS = kept()
CASES = cases_of_books.CASES | cases_of_sales.CASES


@cache
def compared(operation: str) -> Comparison:
    return compare(operation, FACTS[operation], CASES[operation])


def text_at_hand() -> str:
    text = official_text()
    if text is None:
        pytest.skip(
            f"the official text is not at hand: {OFFICIAL_TEXT} does not exist, so only kept facts are compared"
        )
    return text


def test_every_documented_operation_of_a_served_path_has_a_case() -> None:
    assert set(CASES) == set(FACTS)


@pytest.mark.parametrize("operation", sorted(FACTS))
def test_an_answer_has_the_documented_keys_and_types(operation: str) -> None:
    comparison = compared(operation)
    assert comparison.agreed, str(comparison)


def test_every_served_operation_is_equal_or_explained() -> None:
    comparisons = [compared(operation) for operation in sorted(FACTS)]
    wrong = [str(comparison) for comparison in comparisons if not comparison.agreed]
    assert not wrong, "\n".join([summary(comparisons), *wrong])


def test_no_explanation_outlives_its_deviation() -> None:
    used = {id(deviation) for operation in FACTS for _, deviation in compared(operation).explained}
    stale = [deviation for deviation in DEVIATIONS if id(deviation) not in used]
    assert stale == []
    assert set(ABSENT) <= set(FACTS)


def test_the_kept_facts_are_those_of_the_official_text() -> None:
    assert extract(text_at_hand()) == FACTS


@pytest.mark.parametrize("operation", sorted(name for name, fact in FACTS.items() if fact["body"]))
def test_the_documented_request_itself_is_accepted_and_answered_as_documented(operation: str) -> None:
    operations = {f"{op.verb} {op.path}": op for op in served_operations(text_at_hand())}
    example = operations[operation].requests[0].value
    comparison = compare(operation, FACTS[operation], CASES[operation], example=example)
    assert comparison.agreed, str(comparison)
