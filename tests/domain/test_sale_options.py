from dataclasses import fields, replace
from itertools import product

import pytest

from domain.errors import ImpossibleOptions, InvalidValue
from domain.sale_options import (
    CreationMode,
    FreightOptions,
    OptionChange,
    SaleOptions,
    SaleStatus,
    SaleType,
    ShipBySource,
    option_changes,
)
from tests.builders import options

AUTOMATIC = [mode for mode in CreationMode if mode is not CreationMode.NO_PICK]


def test_the_defaults_are_an_authorised_simple_sale_that_nobody_picks() -> None:
    chosen = SaleOptions()
    assert chosen == options(
        status=SaleStatus.AUTHORISED,
        type=SaleType.SIMPLE,
        creation_mode=CreationMode.NO_PICK,
        ship_by_source=ShipBySource.DELIVERY_DATE,
    )
    assert chosen.freight == FreightOptions(description="Freight", tax_rule="")


@pytest.mark.parametrize(("status", "type_"), list(product(SaleStatus, SaleType)))
def test_every_sale_can_be_left_unpicked(status: SaleStatus, type_: SaleType) -> None:
    assert options(status=status, type=type_).creation_mode is CreationMode.NO_PICK


@pytest.mark.parametrize("mode", AUTOMATIC)
def test_a_simple_authorised_sale_may_go_by_itself(mode: CreationMode) -> None:
    assert options(creation_mode=mode).creation_mode is mode


@pytest.mark.parametrize("mode", AUTOMATIC)
def test_automatic_picking_is_refused_for_an_advanced_sale(mode: CreationMode) -> None:
    with pytest.raises(ImpossibleOptions, match="advanced"):
        options(creation_mode=mode, type=SaleType.ADVANCED)


@pytest.mark.parametrize("mode", AUTOMATIC)
def test_automatic_picking_is_refused_for_a_draft_sale(mode: CreationMode) -> None:
    with pytest.raises(ImpossibleOptions, match="authorised"):
        options(creation_mode=mode, status=SaleStatus.DRAFT)


@pytest.mark.parametrize("description", ["", "  ", "x" * 257])
def test_freight_needs_a_description_that_cin7_keeps(description: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        FreightOptions(description=description)
    assert refusal.value.pointer == "/freight/description"


OTHERWISE: dict[str, object] = {
    "status": SaleStatus.DRAFT,
    "type": SaleType.ADVANCED,
    "creation_mode": CreationMode.AUTO_PICK,
    "ship_by_source": ShipBySource.NONE,
    "freight": FreightOptions(description="Delivery", tax_rule="GST Free"),
    "address_field": "Deliver to",
}


def test_every_option_that_differs_is_a_change() -> None:
    assert set(OTHERWISE) == {field.name for field in fields(SaleOptions)}
    changed = {
        name: option_changes(SaleOptions(), replace(SaleOptions(), **{name: value}))  # type: ignore[arg-type]  # each has its own type
        for name, value in OTHERWISE.items()
    }
    assert {name: [each.option for each in changes] for name, changes in changed.items()} == {
        **{name: [name] for name in OTHERWISE},
        "freight": ["freight.description", "freight.tax_rule"],
    }
    assert changed["status"] == (OptionChange(option="status", before="authorised", after="draft"),)
    assert changed["address_field"] == (OptionChange(option="address_field", before="", after="Deliver to"),)


def test_the_same_choice_changes_nothing() -> None:
    assert option_changes(SaleOptions(), SaleOptions()) == ()
