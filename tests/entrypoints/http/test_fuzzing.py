"""Whatever the document allows, and much that it does not: never a 500, and every answer as documented."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation, BaseSchema

from entrypoints.http.app import create_app
from tests.entrypoints.http.callers import Api, api_of
from tests.photograph import Photograph

NOT_OURS = ("positive_data_acceptance", "missing_required_header", "use_after_free", "ensure_resource_availability")
"""Rules of the domain refuse more than a schema can say; the others ask about headers and links that we do not have."""

CHECKED = [check for check in CHECKS.get_all() if check.__name__ not in NOT_OURS]


@pytest.fixture(scope="module")
def own_api(connected_house: Photograph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A supplier that no other test knows: among the calls are those that disconnect it."""
    house = connected_house.become(f"sqlite:///{tmp_path_factory.mktemp('fuzzed') / 'database.sqlite3'}")
    yield api_of(house)
    house.close()


@pytest.fixture(scope="module")
def described(own_api: Api) -> BaseSchema:
    house = own_api.house
    app = create_app(house.use_cases, house.container.readiness(), house.container.console(), house.container.metrics())
    return schemathesis.openapi.from_wsgi("/openapi.json", app)


def tried(operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, api: Api) -> None:
    """Call one operation in a dozen ways, the same in every run."""

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def call(case: Case[Any]) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {api.upstock.token}"}, checks=CHECKED)  # type: ignore[arg-type]  # narrower than its own registry

    call()


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_no_call_breaks_the_document(described: BaseSchema, own_api: Api, mode: GenerationMode) -> None:
    operations = [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) >= 14
    for operation in operations:
        if mode is GenerationMode.POSITIVE or operation.body or operation.query:  # else nothing can be wrong with it
            tried(operation, mode, own_api)
