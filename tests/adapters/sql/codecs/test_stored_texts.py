"""The fast way to a document's text says what the plain way says."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from adapters.sql.codecs.documents import decoded, encoded, stored_text
from adapters.sql.columns import written
from application.ports.storage.publishing import Notice
from domain.contact import Contact
from domain.events import Evidence
from domain.product import Product
from tests.adapters.sql.codecs.samples import SAMPLES, parts_of
from tests.builders import a_contact, a_product

ROWS = (Notice, Evidence)  # their events and documents are told apart by columns beside them
PARTS = {type(part): part for sample in SAMPLES for part in parts_of(sample) if not isinstance(part, ROWS)}


@pytest.mark.parametrize("kind", PARTS, ids=lambda kind: kind.__name__)
def test_every_value_has_the_same_text_either_way(kind: type) -> None:
    assert json.loads(stored_text(PARTS[kind])) == encoded(PARTS[kind])


@pytest.mark.parametrize("name", ["“Café” \\ 7\n\t", "a\x00b", "half \ud83d of a smile", "🏭", "NaN"])
def test_any_text_is_stored_as_the_plain_way_stores_it(name: str) -> None:
    contact = a_contact(name, people=[], addresses=[])
    assert stored_text(contact) == written(encoded(contact))
    assert decoded(Contact, json.loads(stored_text(contact))).currency == contact.currency


def test_every_digit_of_an_amount_is_kept() -> None:
    product = a_product(tier_prices=["12.50", "0.1000000000000000000000000001", "1E+2", "-0"])
    assert '"tier_prices":["12.50","0.1000000000000000000000000001","1E+2","-0"]' in stored_text(product)


@given(name=st.text(min_size=1), price=st.decimals(allow_nan=False, allow_infinity=False), at=st.datetimes())
def test_a_text_is_written_letter_for_letter_as_pydantic_writes_it(name: str, price: Decimal, at: datetime) -> None:
    """Else everything that was stored before would seem to have changed."""
    product = replace(a_product(name=name, tier_prices=[price]), modified_at=at.replace(tzinfo=UTC))
    if "\0" not in name:
        assert stored_text(product) == TypeAdapter(Product).dump_json(product).decode()
