"""Lists without the fields that nobody reads, and that nothing else about them is different."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.cin7_core.allowed_calls import CUSTOMERS, LOCATIONS, PRODUCTS, AllowedCall
from adapters.cin7_core.mapping_records import contact_from, product_from
from adapters.cin7_core.parsing import document_of, listed_in
from tests.adapters.cin7_core.full_records import CONTACT, CUSTOMER, PRODUCT, PRODUCT_ROW

NOBODY_READS_IT = {"CostingMethod": "FIFO", "PriceTiers": {"Retail": 12.5}, "Suppliers": [{"Cost": 3}], "Tags": None}

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
records = st.dictionaries(st.sampled_from([*PRODUCTS.fields[:6], *NOBODY_READS_IT]), values, max_size=8)
answers = st.fixed_dictionaries(
    {},
    optional={
        "Products": st.lists(records, max_size=4) | st.lists(records | values, max_size=4) | values,
        "Total": values,
        "Page": values,
        "Errors": values,
        "Exception": values,
    },
)


def row_in(call: AllowedCall, text: str) -> object:
    document = listed_in(call, text)
    assert isinstance(document, dict)
    return document[call.rows][0]


def trimmed(document: object) -> object:
    """The document as it is, or without what nobody reads where nothing but records is listed."""
    if not isinstance(document, dict):
        return document
    listed = document.get("Products")
    if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
        return document
    rows = [{name: row[name] for name in row if name in PRODUCTS.fields} for row in listed]
    read = {name: document[name] for name in ("Total", "Errors", "Exception") if name in document}
    return read | {"Products": rows}


def test_a_record_keeps_everything_that_is_read_of_it_and_nothing_else() -> None:
    product = row_in(PRODUCTS, json.dumps({"Products": [{**PRODUCT_ROW, **NOBODY_READS_IT}]}, default=float))
    customer = row_in(CUSTOMERS, json.dumps({"CustomerList": [{**CUSTOMER, **NOBODY_READS_IT}]}))
    assert (product_from(product), contact_from(customer)) == (PRODUCT, CONTACT)
    assert isinstance(product, dict)
    assert not NOBODY_READS_IT.keys() & product.keys()


def test_a_price_keeps_every_digit() -> None:
    text = '{"Products": [{"PriceTier1": 12.50, "PriceTier2": 0.1234567890123456789012345678, "PriceTier3": 7}]}'
    assert str(row_in(PRODUCTS, text)) == str(
        {"PriceTier1": Decimal("12.50"), "PriceTier2": Decimal("0.1234567890123456789012345678"), "PriceTier3": 7}
    )


def test_a_list_of_which_everything_is_read_is_parsed_whole() -> None:
    text = '{"LocationList": [{"Name": "Main", "Bins": [1.5]}], "Page": 1}'
    assert listed_in(LOCATIONS, text) == {"LocationList": [{"Name": "Main", "Bins": [Decimal("1.5")]}], "Page": 1}


def test_what_holds_no_list_is_parsed_whole() -> None:
    text = '{"Message": "Service is moving", "Page": 1}'
    assert listed_in(PRODUCTS, text) == {"Message": "Service is moving", "Page": 1}


@given(answer=answers | values, ascii_only=st.booleans())
def test_nothing_that_is_read_is_different(answer: object, ascii_only: bool) -> None:
    text = json.dumps(answer, ensure_ascii=ascii_only)
    assert listed_in(PRODUCTS, text) == trimmed(document_of(text))


@pytest.mark.parametrize(
    "text",
    [
        '{"Products": [{"Name": "\\ud800"}]}',
        '{"Products": [{"Name": "\ud800"}]}',
        '{"Products": [{"PriceTier1": 1e99999999999999999999}]}',
        '{"Products": [{"PriceTier1": NaN}]}',
        '{"Products": [{"PriceTier1": 01}]}',
        '{"Products": [{"Name": ' + "[" * 100_000 + "]" * 100_000 + "}]}",
        '{"Products": [{"Name": "half a',
        "<html></html>",
        "",
    ],
)
def test_what_cannot_be_read_the_quick_way_means_what_it_means_whole(text: str) -> None:
    assert listed_in(PRODUCTS, text) == document_of(text)
