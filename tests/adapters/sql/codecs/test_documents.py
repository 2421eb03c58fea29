import dataclasses
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sql.codecs.documents import decoded, decoded_all, encoded
from adapters.sql.columns import written
from application.ports.storage.publishing import Notice
from domain.address import Address, AddressBook
from domain.approved_order import ApprovedOrder, Buyer, Charge, Comment, OrderLine
from domain.contact import Contact, Person
from domain.events import Evidence
from domain.money import Currency
from domain.product import Product
from domain.reference_books import ReferenceBooks
from domain.sale import Sale
from domain.sale_options import SaleOptions
from tests.adapters.sql.codecs.samples import (
    SAMPLES,
    full_books,
    full_connections,
    full_contact,
    full_drift,
    full_options,
    full_order,
    full_product,
    full_sale,
    full_watch,
    parts_of,
)
from tests.domain.random_texts import CHARACTERS

STORED = Path(__file__).with_name("stored_documents.json")


def there_and_back(value: object) -> object:
    return decoded(type(value), json.loads(written(encoded(value))))


ROWS = (Notice, Evidence)  # their events and documents are told apart by columns beside them
PARTS = [part for sample in SAMPLES for part in parts_of(sample) if not isinstance(part, ROWS)]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_every_part_of_a_sample_comes_back_as_it_was(part: object) -> None:
    assert there_and_back(part) == part


def documents() -> dict[str, object]:
    """Answer what is kept as documents, by the column that keeps it."""
    order = full_order()
    return {
        "orders.approved": order.approved,
        "orders.problems": order.problems[0],
        "orders.shipment": order.shipment,
        "sale_watches.others": full_watch().others[0],
        "drift.differences": full_drift().differences[0],
        "attempts.composition": full_sale(),
        "contacts.document": full_contact(),
        "products.document": full_product(),
        "books.document": full_books(),
        "connections.company": full_connections()[0].company,
        "connections.doubt": full_connections()[0].doubt,
        "connections.loss": full_connections()[1].loss,
        "sale_options.options": full_options()[0].options,
    }


@pytest.mark.parametrize("column", documents())
def test_documents_of_earlier_versions_still_read(column: str) -> None:
    """Whoever renames a field migrates the documents; whoever adds one gives it a default."""
    kept = json.loads(STORED.read_text(encoding="utf-8"))[column]
    value = documents()[column]
    assert decoded(type(value), kept) == value


amounts = st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=99999, places=4)
texts = st.text(CHARACTERS, max_size=20)
words = texts.filter(str.strip)
instants = st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 — the strategy adds the zone
addresses = st.builds(Address, id=texts, line1=texts, line2=texts, city=texts)
people = st.builds(Person, name=texts, email=texts)
contacts = st.builds(
    Contact,
    id=texts,
    name=texts,
    currency=texts,
    discount=amounts,
    people=st.lists(people, max_size=3).map(tuple),
    addresses=st.lists(addresses, max_size=3).map(tuple).map(AddressBook),
    modified_at=st.none() | instants,
)
products = st.builds(
    Product,
    id=texts,
    sku=words,
    name=texts,
    tier_prices=st.lists(amounts, max_size=10).map(tuple),
    modified_at=st.none() | instants,
)
lines = st.builds(
    OrderLine,
    sku=words,
    quantity=amounts.filter(bool),
    unit_price=amounts,
    discount_percent=st.decimals(0, 100, places=2),
)
orders = st.builds(
    ApprovedOrder,
    number=st.just("UP-1001"),
    currency=st.sampled_from(["AUD", "JPY"]).map(Currency),
    customer=st.builds(Buyer, name=words),
    order_date=st.dates(),
    lines=st.lists(lines, min_size=1, max_size=3).map(tuple),
    reference=texts,
    delivery_date=st.none() | st.dates(),
    comments=st.lists(st.builds(Comment, text=texts, at=st.none() | instants), max_size=2).map(tuple),
    custom_fields=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
    charges=st.lists(st.builds(Charge, amount=amounts), max_size=2).map(tuple),
    approved_at=st.none() | instants,
)


@given(contacts | products | orders)
def test_whatever_is_in_a_record_comes_back(record: Contact | Product | ApprovedOrder) -> None:
    assert there_and_back(record) == record


@given(orders)
def test_an_order_keeps_its_hash(order: ApprovedOrder) -> None:
    back = there_and_back(order)
    assert isinstance(back, ApprovedOrder)
    assert back.content_hash == order.content_hash


def test_an_amount_keeps_every_digit_and_its_trailing_zeros() -> None:
    assert encoded(Decimal("14.00")) == "14.00"
    assert str(decoded(Decimal, "14.00")) == "14.00"


def test_a_field_that_a_stored_document_lacks_gets_its_default() -> None:
    kept = encoded(full_product())
    assert isinstance(kept, dict)
    del kept["category"]
    assert decoded(Product, kept) == dataclasses.replace(full_product(), category="")


def test_a_field_that_is_no_longer_known_is_ignored() -> None:
    assert decoded(SaleOptions, {"status": "draft", "moon": "full"}) == SaleOptions(
        status=full_options()[0].options.status
    )


def test_lists_of_values_come_back() -> None:
    assert decoded_all(str, encoded(("a", "b"))) == ("a", "b")
    assert decoded(ReferenceBooks, encoded(ReferenceBooks())) == ReferenceBooks()
    assert decoded(Sale, encoded(full_sale())) == full_sale()


def test_what_no_document_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown type"):
        encoded(object())


def test_a_document_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="currency"):
        decoded(Contact, {"id": "c-1", "name": "Ana"})


def test_plain_values_stand_for_themselves() -> None:
    class Colour(Enum):
        RED = "red"

    assert encoded((1, "x", True, None, 1.5, Colour.RED, date(2026, 5, 4))) == [
        1,
        "x",
        True,
        None,
        1.5,
        "red",
        "2026-05-04",
    ]
