"""The fast way to a document's text says, to the byte, what the plain way says."""

import json

import pytest

from adapters.sql.codecs.documents import encoded
from adapters.sql.codecs.texts import stored_text, text_of
from adapters.sql.columns import written
from domain.address import AddressBook
from domain.events import Evidence
from tests.adapters.sql.codecs.samples import SAMPLES, parts_of
from tests.builders import a_contact, a_product

PARTS = {type(part): part for sample in SAMPLES for part in parts_of(sample) if not isinstance(part, Evidence)}
"""One of each, but evidence, which holds a document already."""


@pytest.mark.parametrize("kind", PARTS, ids=lambda kind: kind.__name__)
def test_every_value_has_the_same_text_either_way(kind: type) -> None:
    assert text_of(PARTS[kind]) == json.dumps(encoded(PARTS[kind]), separators=(",", ":"), ensure_ascii=False)


@pytest.mark.parametrize("name", ["“Café” \\ 7\n\t", "a\x00b", "half \ud83d of a smile", "🏭", "NaN"])
def test_any_text_is_stored_as_the_plain_way_stores_it(name: str) -> None:
    contact = a_contact(name, people=[], addresses=[])
    assert stored_text(contact) == written(encoded(contact))


def test_empty_lists_are_empty_lists() -> None:
    assert text_of(AddressBook()) == '{"addresses":[]}'
    assert '"tier_prices":[]' in text_of(a_product(tier_prices=[]))


def test_what_no_document_can_hold_is_refused() -> None:
    with pytest.raises(TypeError):
        text_of(object())
