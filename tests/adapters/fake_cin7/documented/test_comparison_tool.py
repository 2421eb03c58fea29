"""The tool that compares can be trusted: it reads a blueprint, mends its JSON and sees every difference."""

from typing import Any

import pytest

from tests.adapters.fake_cin7.documented.blueprint import lenient_json, read_operations
from tests.adapters.fake_cin7.documented.bodies import adapted, made_up
from tests.adapters.fake_cin7.documented.deviations import Deviation
from tests.adapters.fake_cin7.documented.shapes import Difference, differences, shape_of

BLUEPRINT = """
# Group Things

## Thing [/thing]

### GET [GET /thing?ID={ID}]

+ Request (application/json)
    + Headers

            key:<guid>

+ Response 200 (application/json)
    + Body

            {
                "ID": "1"
            }

### POST [POST]
+ Request (application/json)
    + Body

            {
                "Name": "n",
            }
+ Response 200
    + Body
            {"ID": "2"}

### A heading of prose
+ Response 200
    + Body

            {"ID": "of no operation"}

### Delete [DELETE /other?ID={ID}]
+ Response 200
    + Body

            []
"""


def test_operations_are_read_with_their_path_their_examples_and_their_lines() -> None:
    read = [
        (op.verb, op.path, [e.value for e in op.requests], [(e.line, e.value) for e in op.responses])
        for op in read_operations(BLUEPRINT)
    ]
    assert read == [
        ("GET", "/thing", [], [(16, {"ID": "1"})]),
        ("POST", "/thing", [{"Name": "n"}], [(29, {"ID": "2"})]),
        ("DELETE", "/other", [], [(41, [])]),
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('{"A": 1,\n}', {"A": 1}),
        ('{"A": [1,\n]}', {"A": [1]}),
        ('{\n"A": "lost,\n"B": 1\n}', {"A": "lost", "B": 1}),
        ('{\n"A": 1\n"B": 2\n}', {"A": 1, "B": 2}),
        ('{\nName : "bare"\n}', {"Name": "bare"}),
        ('[\n{"A": 1}\n{"A": 2}\n]', [{"A": 1}, {"A": 2}]),
    ],
)
def test_faulty_json_is_read_as_a_person_would(text: str, meant: Any) -> None:
    assert lenient_json(text) == meant


def test_what_no_mending_helps_is_an_error() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        lenient_json("{a b c}")


def test_a_shape_merges_the_rows_of_an_array_and_notes_null() -> None:
    shape = shape_of({"Rows": [{"A": 1, "B": None}, {"A": 2.5, "B": "x"}], "Ok": True, "Empty": []})
    assert shape == {
        "$": "object",
        "$.Empty": "array",
        "$.Ok": "boolean",
        "$.Rows": "array",
        "$.Rows[]": "object",
        "$.Rows[].A": "number",
        "$.Rows[].B": "null|string",
    }


@pytest.mark.parametrize(
    ("documented", "answered", "found"),
    [
        ({"A": 1}, {"A": 2.5}, []),
        ({"A": None}, {"A": "now known"}, []),
        ({"A": "x"}, {"A": None}, [("$.A", "null")]),
        ({"A": 1}, {"A": "1"}, [("$.A", "type")]),
        ({"A": 1}, {}, [("$.A", "missing")]),
        ({}, {"A": 1}, [("$.A", "extra")]),
        ({"R": [{"A": 1}]}, {"R": []}, [("$.R[]", "missing")]),
        ({"R": []}, {"R": [{"A": 1}]}, []),
        ({"R": [{"A": 1}]}, {"R": [{"A": 1, "B": 2}]}, [("$.R[].B", "extra")]),
        ({"O": None}, {"O": {"A": 1}}, []),
        ([], {}, [("$", "type")]),
    ],
)
def test_every_difference_is_seen_and_nothing_is_claimed_of_what_no_example_shows(
    documented: Any, answered: Any, found: list[tuple[str, str]]
) -> None:
    seen = differences(shape_of(documented), shape_of(answered))
    assert [(difference.path, difference.kind) for difference in seen] == found


def test_a_body_is_made_up_of_its_shape_and_takes_our_names_where_they_belong() -> None:
    theirs = {"Name": "theirs", "Lines": [{"Name": "t", "Quantity": 3, "On": True, "ShipDate": "d"}], "Notes": [1]}
    body = adapted(made_up(shape_of(theirs)), {"Name": "ours", "Lines[].Name": "our line"})
    line = {"Name": "our line", "Quantity": 1, "On": False, "ShipDate": "2026-05-08T00:00:00"}
    assert body == {"Name": "ours", "Lines": [line], "Notes": [1]}
    assert adapted(theirs, {"$.Name": "ours"}) == theirs | {"Name": "ours"}


@pytest.mark.parametrize(
    ("path", "kind", "operation", "explained"),
    [
        ("$.A", "extra", "GET /thing", True),
        ("$.A", "extra", "POST /thing", True),
        ("$.A", "extra", "GET /things", False),
        ("$.A", "missing", "GET /thing", False),
        ("$.A.B", "extra", "GET /thing", False),
    ],
)
def test_a_deviation_explains_its_own_difference_only(*, path: str, kind: str, operation: str, explained: bool) -> None:
    deviation = Deviation(operations=("* /thing",), path="$.A", kind="extra", reason="r", source="s")
    difference = Difference(path=path, kind=kind, documented="nothing", answered="string")
    assert deviation.explains(operation, difference) is explained
