"""How a supplier wants its sales made; a combination that cannot be done cannot exist."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from domain.errors import ImpossibleOptions, InvalidValue
from domain.identifiers import SupplierId


class SaleStatus(Enum):
    """Whether the sale is left open for the supplier's own discounts. Source: R15."""

    DRAFT = "draft"
    AUTHORISED = "authorised"


class SaleType(Enum):
    """Whether one order may have several invoices and fulfilments. Source: R16."""

    SIMPLE = "simple"
    ADVANCED = "advanced"


class CreationMode(Enum):
    """How far the warehouse steps go by themselves. Source: R17."""

    NO_PICK = "no_pick"
    AUTO_PICK = "auto_pick"
    AUTO_PICK_PACK = "auto_pick_pack"
    AUTO_PICK_PACK_SHIP = "auto_pick_pack_ship"


class ShipBySource(Enum):
    """Where the ship-by date comes from. Source: R18."""

    DELIVERY_DATE = "delivery_date"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class FreightOptions:
    """How freight is written on a sale; no tax rule means the customer's. Source: R34."""

    description: str = "Freight"
    tax_rule: str = ""

    def __post_init__(self) -> None:
        if not self.description.strip() or len(self.description) > 256:
            raise InvalidValue("The description of freight is 1 to 256 characters.", pointer="/freight/description")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleOptions:
    """One supplier's choices.

    Source: R15–R18, R25, R34.
    Raises: ImpossibleOptions for automatic steps on anything but a simple sale created authorised.
    """

    status: SaleStatus = SaleStatus.AUTHORISED
    type: SaleType = SaleType.SIMPLE
    creation_mode: CreationMode = CreationMode.NO_PICK
    ship_by_source: ShipBySource = ShipBySource.DELIVERY_DATE
    freight: FreightOptions = field(default_factory=FreightOptions)
    address_field: str = ""

    def __post_init__(self) -> None:
        if self.creation_mode is CreationMode.NO_PICK:
            return
        if self.type is SaleType.ADVANCED:
            raise ImpossibleOptions(
                "Cin7 ignores automatic picking on advanced sales: choose a simple sale, or No Pick."
            )
        if self.status is SaleStatus.DRAFT:
            raise ImpossibleOptions("Cin7 picks automatically only what is authorised: choose Authorised, or No Pick.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionChange:
    """An option that was chosen otherwise.

    Source: B14. Shape: `option` is its name outside, as `freight.description`; a value is empty where none is chosen.
    """

    option: str
    before: str
    after: str


def option_changes(before: SaleOptions, after: SaleOptions) -> tuple[OptionChange, ...]:
    """Answer every option that differs, in the order in which they are chosen. Source: B14."""
    was, now = _said(before), _said(after)
    return tuple(OptionChange(option=name, before=was[name], after=now[name]) for name in was if was[name] != now[name])


def _said(options: SaleOptions) -> dict[str, str]:
    return {
        "status": options.status.value,
        "type": options.type.value,
        "creation_mode": options.creation_mode.value,
        "ship_by_source": options.ship_by_source.value,
        "freight.description": options.freight.description,
        "freight.tax_rule": options.freight.tax_rule,
        "address_field": options.address_field,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsVersion:
    """Options as they stood from one moment on, and who set them; version 0 is nobody's: the defaults.

    Source: B14.
    """

    supplier: SupplierId
    version: int
    options: SaleOptions
    actor: str = ""
    at: datetime | None = None

    @classmethod
    def nobodys(cls, supplier: SupplierId) -> "OptionsVersion":
        """Answer the defaults, which hold until somebody chooses."""
        return cls(supplier=supplier, version=0, options=SaleOptions())
