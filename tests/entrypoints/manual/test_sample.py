"""The sample is full enough to show what every field becomes."""

from dataclasses import fields

import pytest

from domain.approved_order import ApprovedOrder
from entrypoints.manual.field_mapping import INPUTS, MappingPage
from entrypoints.manual.sample import OTHER, SAMPLE, sample_mapping
from tests.house import House


@pytest.fixture
def page(empty_house: House) -> MappingPage:
    return sample_mapping(empty_house.use_cases.preview_sample)


def test_the_two_orders_differ_in_every_field_that_is_tried() -> None:
    assert [name for name, change in INPUTS.items() if change(SAMPLE, OTHER) == SAMPLE] == []
    empty = [field.name for field in fields(ApprovedOrder) if not getattr(SAMPLE, field.name)]
    assert empty == ["custom_fields"]  # named by the other one, so that both addresses show


def test_every_field_becomes_something_except_what_is_never_sent(page: MappingPage) -> None:
    assert [each.name for each in page.inputs if not each.becomes and not each.holds] == ["Time of approval"]
    assert [each.name for each in page.inputs if each.holds] == ["Currency"]


def test_the_other_customer_is_another_in_everything_that_a_customer_decides(page: MappingPage) -> None:
    (moved,) = (set(each.becomes) for each in page.inputs if each.name == "Customer")
    assert "BillingAddress › ID, Line1, Line2, City, State, Postcode, Country" in moved
    (header,) = (each for each in moved if each.startswith("CustomerID"))
    wanted = {"CustomerID", "Contact", "Phone", "Email", "TaxRule", "Terms", "PriceTier", "Location"}
    assert wanted | {"SalesRepresentative"} <= set(header.split(", "))
