"""A mistake is found where an editor would show it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrypoints.http.positions import Position, position_of

TEXT = """{
  "number": "1",
  "lines": [
    {"sku": "A", "quantity": "1"},
\t{"sku": "B, [}", "a/b": {"~": 2}}
  ]
}"""


@pytest.mark.parametrize(
    ("pointer", "line", "column"),
    [
        ("", 1, 1),
        ("/number", 2, 13),
        ("/lines", 3, 12),
        ("/lines/0/quantity", 4, 30),
        ("/lines/1", 5, 2),
        ("/lines/1/a~1b/~0", 5, 32),
    ],
)
def test_a_value_stands_where_it_begins(pointer: str, line: int, column: int) -> None:
    assert position_of(pointer, TEXT) == Position(line, column)


@pytest.mark.parametrize(
    ("pointer", "line", "column"), [("/currency", 1, 1), ("/lines/1/unit_price", 5, 2), ("/lines/7", 3, 12)]
)
def test_what_is_missing_stands_where_the_part_begins_that_lacks_it(pointer: str, line: int, column: int) -> None:
    assert position_of(pointer, TEXT) == Position(line, column)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    ),
    st.sampled_from([None, 1, "\t"]),
)
def test_in_any_document_the_value_found_is_the_value_meant(document: object, indent: int | str | None) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    for pointer, value in leaves("", document):
        found = position_of(pointer, text)
        lines = text.split("\n")
        offset = sum(len(line) + 1 for line in lines[: found.line - 1]) + found.column - 1
        assert json.JSONDecoder().raw_decode(text, offset)[0] == value


def leaves(pointer: str, value: object) -> list[tuple[str, object]]:
    """Answer every part of a document by its pointer."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    keys = [(str(key).replace("~", "~0").replace("/", "~1"), each) for key, each in inner]
    return [(pointer, value), *(leaf for key, each in keys for leaf in leaves(f"{pointer}/{key}", each))]
