"""Sale options over HTTP."""

from typing import Self

from pydantic import BaseModel, Field, model_validator

from domain.sale_options import (
    CreationMode,
    FreightOptions,
    OptionsVersion,
    SaleOptions,
    SaleStatus,
    SaleType,
    ShipBySource,
)
from entrypoints.http.schemas.values import Strict, Text, Whole, possible


class FreightIn(Strict):
    """How freight is written on a sale. Source: R34."""

    description: Text = Field(default="Freight", description="How the charge is called, 1 to 256 characters.")
    tax_rule: Text | None = Field(default=None, description="A tax rule for sales; without one the customer's.")

    def to_domain(self) -> FreightOptions:
        """Answer the options of freight. Raises: InvalidValue."""
        return FreightOptions(description=self.description, tax_rule=self.tax_rule or "")

    @model_validator(mode="after")
    def _possible(self) -> Self:
        possible(self.to_domain, under="/freight")
        return self


class OptionsIn(Strict):
    """All options of a supplier's sales; what is left out has its default. Source: R15–R18, R25, R34."""

    status: SaleStatus = Field(default=SaleStatus.AUTHORISED, description="Left open for discounts, or authorised.")
    type: SaleType = Field(default=SaleType.SIMPLE, description="Advanced sales allow several shipments.")
    creation_mode: CreationMode = Field(
        default=CreationMode.NO_PICK, description="Automatic steps need a simple, authorised sale."
    )
    ship_by_source: ShipBySource = Field(default=ShipBySource.DELIVERY_DATE, description="Where Ship By comes from.")
    freight: FreightIn = Field(default=FreightIn())
    address_field: Text | None = Field(default=None, description="The custom field that names the delivery address.")
    version: Whole | None = Field(
        default=None, description="The version that this replaces; another one in force by now is a conflict."
    )

    def to_domain(self) -> SaleOptions:
        """Answer the options. Raises: ImpossibleOptions."""
        return SaleOptions(
            status=self.status,
            type=self.type,
            creation_mode=self.creation_mode,
            ship_by_source=self.ship_by_source,
            freight=self.freight.to_domain(),
            address_field=self.address_field or "",
        )

    @model_validator(mode="after")
    def _possible(self) -> Self:
        possible(self.to_domain, at="/creation_mode")
        return self


class FreightOut(BaseModel):
    """How freight is written on a sale."""

    description: str
    tax_rule: str | None


class OptionsOut(BaseModel):
    """The options in force; sent back as they are, they change nothing. Source: contract."""

    status: SaleStatus
    type: SaleType
    creation_mode: CreationMode
    ship_by_source: ShipBySource
    freight: FreightOut
    address_field: str | None
    version: int = Field(description="0 means that nobody chose: the defaults.")

    @classmethod
    def of(cls, chosen: OptionsVersion) -> "OptionsOut":
        """Show one version."""
        options = chosen.options
        return cls(
            status=options.status,
            type=options.type,
            creation_mode=options.creation_mode,
            ship_by_source=options.ship_by_source,
            freight=FreightOut(description=options.freight.description, tax_rule=options.freight.tax_rule or None),
            address_field=options.address_field or None,
            version=chosen.version,
        )
