"""A supplier's link to its inventory system."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum

from domain.doubt import Doubt, Loss, Refusal
from domain.errors import Conflict, InvalidValue
from domain.identifiers import SupplierId


class TaxCalculation(Enum):
    """Where tax is rounded. Source: R33; ref §1.7."""

    ROW_TOTAL = "row_total"
    TOTAL = "total"


class ConnectionStatus(Enum):
    """How a link stands; *lost* means that the system no longer accepts the key."""

    CONNECTED = "connected"
    DISCONNECTED = "disconnected"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What opens an account; never printed. Source: R1; ref §1.1."""

    account_id: str
    application_key: str = field(repr=False)

    def __post_init__(self) -> None:
        for name, value in (("account_id", self.account_id), ("application_key", self.application_key)):
            if not value.strip() or len(value) > 200 or not (value.isascii() and value.isprintable()):
                raise InvalidValue("Give the value that Cin7 Core shows, 1 to 200 characters.", pointer=f"/{name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What an account says of itself.

    Source: R1, R2, R33; ref §1.2.
    Units:  `quantity_places` is the number of decimal places a quantity may have.
    """

    name: str
    base_currency: str
    time_zone: str = "UTC"
    tax_calculation: TaxCalculation = TaxCalculation.ROW_TOTAL
    default_tax_rule: str = ""
    quantity_places: int = 4
    lock_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A supplier's link: which company, how it calculates, how to open it.

    Source: R1, R4. Shape: `doubt` is there while the system is asked whether it still accepts the key, `loss` once
    it does not.
    """

    supplier: SupplierId
    system: str
    company: Company
    account_id: str
    credentials: Credentials | None
    default_location: str = ""
    status: ConnectionStatus = ConnectionStatus.CONNECTED
    warnings: tuple[str, ...] = ()
    connected_at: datetime
    disconnected_at: datetime | None = None
    doubt: Doubt | None = None
    loss: Loss | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if (self.status is ConnectionStatus.DISCONNECTED) is (self.credentials is not None):
            raise InvalidValue("A connection holds credentials exactly until it is disconnected.")
        if (self.status is ConnectionStatus.LOST) is (self.loss is None):
            raise InvalidValue("A connection says why it was lost exactly while it is.")
        if self.doubt and self.status is not ConnectionStatus.CONNECTED:
            raise InvalidValue("Only a connection that is thought to work can be doubted.")

    def opened(self) -> Credentials:
        """Answer what opens the account.

        Raises: Conflict when the supplier is disconnected or the key no longer works.
        """
        if self.credentials is None or self.status is not ConnectionStatus.CONNECTED:
            raise Conflict(f"Supplier {self.supplier} is {self.status.value}: connect it first.")
        return self.credentials

    def is_of(self, account_id: str) -> bool:
        """Answer whether this is the link to that account; case in the id does not count."""
        return self.account_id.casefold() == account_id.casefold()

    def disconnected(self, at: datetime) -> "Connection":
        """Forget the key; history stays readable. Source: R4."""
        ended = ConnectionStatus.DISCONNECTED
        return replace(self, status=ended, credentials=None, disconnected_at=at, doubt=None, loss=None)

    def doubted(self, refusal: Refusal) -> "Connection":
        """Begin to doubt the key; while it is doubted, or known not to work, nothing changes. Source: R4."""
        if self.doubt or self.status is not ConnectionStatus.CONNECTED:
            return self
        return replace(self, doubt=Doubt.begun_by(refusal))

    def refused_again(self, refusal: Refusal) -> "Connection":
        """Doubt the key more, or stop using it when that is enough. Source: R4; architecture §6.2."""
        doubt = self.doubt.confirmed_by(refusal) if self.doubt else Doubt.begun_by(refusal)
        if not doubt.is_settled:
            return replace(self, doubt=doubt)
        return replace(self, status=ConnectionStatus.LOST, doubt=None, loss=Loss(at=refusal.at, said=refusal.said))

    def unanswered(self, ask_at: datetime) -> "Connection":
        """Doubt the key as before; the system is asked again then."""
        return replace(self, doubt=self.doubt.unanswered(ask_at) if self.doubt else None)

    def trusted(self) -> "Connection":
        """End the doubt: the system accepts the key."""
        return replace(self, doubt=None)
