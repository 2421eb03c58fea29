"""What all row classes have in common."""

import pytest
from pydantic_core import PydanticUndefined

from adapters.sql import tables
from adapters.sql.naming import Row, table_of
from adapters.sql.statements import values_of
from adapters.sql.tables import OutboxSilenceRow

ROWS = [getattr(tables, name) for name in tables.__all__]


@pytest.mark.parametrize("kind", ROWS)
def test_a_column_has_no_default_but_null(kind: type[Row]) -> None:
    assert {field.default for field in kind.model_fields.values()} <= {None, PydanticUndefined}
    assert {column.name for column in table_of(kind).columns if column.default or column.server_default} == set()


def test_what_is_not_given_is_null() -> None:
    row = OutboxSilenceRow(supplier="northwind", in_vain=3)
    assert values_of(row) == {"supplier": "northwind", "in_vain": 3, "until": None}
