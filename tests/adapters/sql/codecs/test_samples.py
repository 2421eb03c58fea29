"""A field that is new in the domain fails here until a sample fills it, and so the round trips cover it."""

import dataclasses
from collections import defaultdict
from enum import Enum

import pytest

from tests.adapters.sql.codecs.samples import SAMPLES, parts_of

PARTS: "defaultdict[type, list[object]]" = defaultdict(list)
for _sample in SAMPLES:
    for _part in parts_of(_sample):
        PARTS[type(_part)].append(_part)

FIELDS = [(kind, field) for kind in PARTS for field in dataclasses.fields(kind)]


def says_something(field: "dataclasses.Field[object]", value: object) -> bool:
    if field.default is not dataclasses.MISSING:
        return value != field.default
    if field.default_factory is not dataclasses.MISSING:
        return value != field.default_factory()
    return isinstance(value, Enum) or value not in (None, "", ())


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=[f"{kind.__name__}.{field.name}" for kind, field in FIELDS])
def test_some_sample_fills_the_field(kind: type, field: "dataclasses.Field[object]") -> None:
    assert any(says_something(field, getattr(part, field.name)) for part in PARTS[kind])
