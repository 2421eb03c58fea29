"""Sale options over HTTP."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, Field, model_validator

from application.connecting.option_history import Choice
from application.ports.storage.orders import Page
from domain.sale_options import (
    CreationMode,
    FreightOptions,
    OptionChange,
    OptionsVersion,
    SaleOptions,
    SaleStatus,
    SaleType,
    ShipBySource,
)
from entrypoints.http.schemas.places import MOST
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


class TryQuery(Strict):
    """On how many orders options are tried out."""

    last: int = Field(default=20, ge=1, le=MOST, description="How many orders, the latest accepted ones.")


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


class OptionChangeOut(BaseModel):
    """An option that a version chose otherwise."""

    option: str = Field(description="Its name in these documents, such as freight.description.")
    before: str | None
    after: str | None

    @classmethod
    def of(cls, change: OptionChange) -> "OptionChangeOut":
        """Show one change."""
        return cls(option=change.option, before=change.before or None, after=change.after or None)


class VersionOut(OptionsOut):
    """One version of the options: who chose it, when, and what that changed. Source: B14."""

    actor: str = Field(description="A token or a person at the command line.")
    at: datetime
    changes: list[OptionChangeOut] = Field(
        description="What differs from the version before; the first changed defaults."
    )

    @classmethod
    def chosen(cls, choice: Choice) -> "VersionOut":
        """Show one choice."""
        options, changes = OptionsOut.of(choice.version).model_dump(), list(map(OptionChangeOut.of, choice.changes))
        return cls.model_validate(
            {**options, "actor": choice.version.actor, "at": choice.version.at, "changes": changes}
        )


class VersionsOut(BaseModel):
    """Some versions, the newest first."""

    items: list[VersionOut]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Choice]) -> "VersionsOut":
        """Show some choices."""
        return cls(items=list(map(VersionOut.chosen, page.items)), next_cursor=page.next_cursor)
