"""One order in hand while it is being placed."""

from dataclasses import dataclass, field
from datetime import datetime

from application.ordering.ledger import OrderLedger
from application.ordering.sent import EXCHANGE, Sent, hash_of_sent
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
        self.order = self.ledger.write(order, *said, *evidence, beside=beside, opened_with=opened_with)
        self.sent += map(_sent, self.exchanges)
        self.exchanges.clear()

    def hash_sent(self, attempt: Attempt, ref: SaleRef) -> str:
        """Answer the hash of the calls that made this sale, also of those that another process made. Source: B1."""
        planned, latest = self.account.planned_calls(attempt.sale), [_sent(exchange) for exchange in self.exchanges]
        known = hash_of_sent(planned, [*self.sent, *latest], ref)
        return known or hash_of_sent(planned, [*self.ledger.sent(self.order), *latest], ref)

    def claim(self, draft: Attempt, *, until: datetime) -> None:
        """Commit what is about to be sent, unless the account was given up or exchanged since it was opened.

        Source: R4, B2. Raises: LostRace.
        """
        claimed = self.order.claim(draft, until=until, account_id=self.connection.account_id)
        self.write(claimed, opened_with=self.connection.credentials)

    def queue_up(self, spent: BudgetSpent, now: datetime) -> None:
        """Commit that it waits for its turn; a sale that was begun goes before everything else. Source: B10."""
        ahead = 0 if self.order.sale else self.ledger.ahead_of(self.order)
        self.write(queue_up(self.order, spent, ahead=ahead, now=now))


def _sent(exchange: Exchange) -> Sent:
    return exchange.method, exchange.path, exchange.request


def exchange_evidence(exchange: Exchange) -> Evidence:
    """Turn a call into evidence; an exchange holds no secret. Source: B15."""
    return Evidence(
        kind=EXCHANGE,
        at=exchange.started_at,
        document={
            "method": exchange.method,
            "path": exchange.path,
            "request": exchange.request,
            "status": exchange.status,
            "reply": exchange.reply,
            "seconds": round(exchange.seconds, 3),
            "error": exchange.error,
        },
    )


def looked_evidence(at: datetime, question: str, seen: list[dict[str, object]], verdict: str) -> Evidence:
    """Say what was asked when looking, what was there, and what was made of it. Source: B3."""
    return Evidence(kind="looked", at=at, document={"question": question, "seen": seen, "verdict": verdict})


def decided_evidence(at: datetime, verdict: str, *, because: str) -> Evidence:
    """Say what was decided on the way, and why. Source: B15."""
    return Evidence(kind="decided", at=at, document={"verdict": verdict, "because": because})
