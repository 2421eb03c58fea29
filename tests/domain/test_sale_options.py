from itertools import product

import pytest

from domain.errors import ImpossibleOptions, InvalidValue
from domain.sale_options import CreationMode, FreightOptions, SaleOptions, SaleStatus, SaleType, ShipBySource
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
