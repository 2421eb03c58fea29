"""Orders are read as they are written, from every shape of file."""

from io import BytesIO

import pytest

from entrypoints.cli.documents import Entry, read_entries
from entrypoints.cli.refusals import UnreadableFile
from entrypoints.http.reading import RequestRefused


def entries(text: str | bytes) -> tuple[Entry, ...]:
    return read_entries(BytesIO(text.encode() if isinstance(text, str) else text))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('{"a": 1}', ["standard input"]),
        ('\ufeff {"a":\n 1}\n', ["standard input"]),
        ('[{"a": 1}, {"b": 2}]', ["standard input, item 1", "standard input, item 2"]),
        ("[]", []),
        (' [ {"a": [1, "]"]} ] ', ["standard input, item 1"]),
        ('{"a": 1}\n\n{"b": 2}\r\n', ["standard input, line 1", "standard input, line 3"]),
        ('{"a": "one\u2028line"}\n{}', ["standard input, line 1", "standard input, line 2"]),
    ],
)
def test_one_document_an_array_or_one_a_line(text: str, places: list[str]) -> None:
    assert [entry.place for entry in entries(text)] == places


def test_an_item_of_an_array_keeps_its_digits() -> None:
    assert entries('[{"a": 1.10}]')[0].text == '{"a": 1.10}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        (b"\xff\xfe{}", "byte 0 is not UTF-8"),
        ('{"a": ', "line 1, column 7"),
        ('[{"a": 1}\n {"b": 2}]', "line 2, column 2: Expecting ',' delimiter"),
        ("[{}] {}", "column 5: Extra data"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_cannot_be_read_names_its_place(text: str | bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        entries(text)


def test_a_bad_line_is_refused_where_it_is_understood_and_no_other_with_it() -> None:
    good, bad = entries('{"a": 1}\n{"a": NaN}')
    assert good.text == '{"a": 1}'
    with pytest.raises(RequestRefused, match="NaN"):
        bad.approved_order()
