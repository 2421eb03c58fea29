"""A process that ends in the middle of its work, as a kill ends it."""

from application.ordering.ledger import OrderLedger
from domain.connection import Credentials
from domain.events import Evidence
from domain.order import Order
from domain.sale import SaleRef
from tests.house import House


class Killed(BaseException):
    """The process ends here: nothing catches this, as nothing catches a kill."""


class DyingLedger(OrderLedger):
    """Ends the process before or after its n-th commit, once."""

    def die(self, *, at: int, after: bool) -> None:
        self._countdown, self._after = at, after

    def write(
        self,
        order: Order,
        *evidence: Evidence,
        beside: tuple[SaleRef, ...] = (),
        opened_with: Credentials | None = None,
        known: Order | None = None,
    ) -> Order:
        self._countdown -= 1
        if self._countdown == 0 and not self._after:
            raise Killed
        saved = super().write(order, *evidence, beside=beside, opened_with=opened_with, known=known)
        if self._countdown == 0:
            raise Killed
        return saved


def dying(house: House) -> DyingLedger:
    """Give the house a ledger that can die, and does not until it is told to."""
    container = house.container
    ledger = DyingLedger(work=container.work, tasks=house.tasks, clock=house.clock, teller=container.teller())
    ledger.die(at=0, after=False)
    house.exchange(container.ledger, ledger)
    return ledger
