"""One order in hand while it is being placed."""

from dataclasses import dataclass, field
from datetime import datetime

from application.ordering.evidence import exchange_evidence, planned_evidence
from application.ordering.ledger import OrderLedger
from application.ordering.plan import Plan
from application.ordering.sent import Sent, hash_of_sent
from application.ordering.setbacks import queue_up
from application.ports.errors import BudgetSpent
from application.ports.inventory import Exchange, InventorySystem
from domain.attempt import Attempt
from domain.connection import Connection, Credentials
from domain.events import Evidence
from domain.order import Order
from domain.sale import SaleRef
from domain.sale_options import OptionsVersion


@dataclass(slots=True, kw_only=True)
class Case:
    """The latest saved state of an order, its opened account, and what was said there since the last commit.

    Shape: `sent` are the calls of this process that are committed as evidence.
    """

    order: Order
    connection: Connection
    options: OptionsVersion
    account: InventorySystem
    ledger: OrderLedger
    exchanges: list[Exchange] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)

    def write(
        self,
        order: Order,
        *evidence: Evidence,
        beside: tuple[SaleRef, ...] = (),
        opened_with: Credentials | None = None,
    ) -> None:
        """Commit this change with the exchanges that led to it, and sales found beside the order's own.

        Raises: LostRace, also when the supplier's account is no longer `opened_with` these.
        """
        said = [exchange_evidence(exchange) for exchange in self.exchanges]
        self.order = self.ledger.write(
            order, *said, *evidence, beside=beside, opened_with=opened_with, known=self.order
        )
        self.sent += map(_sent, self.exchanges)
        self.exchanges.clear()

    def hash_sent(self, attempt: Attempt, ref: SaleRef) -> str:
        """Answer the hash of the calls that made this sale, also of those that another process made. Source: B1."""
        planned, latest = self.account.planned_calls(attempt.sale), [_sent(exchange) for exchange in self.exchanges]
        known = hash_of_sent(planned, [*self.sent, *latest], ref)
        return known or hash_of_sent(planned, [*self.ledger.sent(self.order), *latest], ref)

    def claim(self, draft: Attempt, *, until: datetime, plan: Plan | None = None) -> None:
        """Commit what is about to be sent, unless the account was given up or exchanged since it was opened.

        A plan that says what the attempt before said is not told again.

        Source: R4, B2, B15. Raises: LostRace.
        """
        former = self.order.attempt
        claimed = self.order.claim(draft, until=until, account_id=self.connection.account_id)
        is_new = former is None or former.hash != draft.hash
        told = [planned_evidence(claimed.attempts[-1], plan)] if plan and is_new else []
        self.write(claimed, *told, opened_with=self.connection.credentials)

    def queue_up(self, spent: BudgetSpent, now: datetime) -> None:
        """Commit that it waits for its turn; a sale that was begun goes before everything else. Source: B10."""
        ahead = 0 if self.order.sale else self.ledger.ahead_of(self.order)
        self.write(queue_up(self.order, spent, ahead=ahead, now=now))


def _sent(exchange: Exchange) -> Sent:
    return exchange.method, exchange.path, exchange.request
