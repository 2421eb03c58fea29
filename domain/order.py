"""The order as an aggregate: one state, recorded attempts, at most one sale.

Every change answers a changed copy, so nothing is half applied when storage or another system fails. Every
state that goes on by itself has `next_attempt_at` set.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.approved_order import ApprovedOrder
from domain.attempt import Attempt, Outcome, Step, closed, header_voided, kept_beside, settled, with_latest
from domain.due_times import is_early
from domain.errors import Conflict, IllegalTransition
from domain.identifiers import SupplierId
from domain.order_state import COMPLETE, GOES_BY_ITSELF, SHIPPED_AS, NextStep, OrderKey, OrderState
from domain.problems import Problem
from domain.sale import SaleRef
from domain.shipment import NOTHING_SHIPPED, Shipment, ShipmentStatus
from domain.totals import Totals

__all__ = ["GOES_BY_ITSELF", "NextStep", "Order", "OrderKey", "OrderState"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An approved order on its way to being one sale.

    Source: R10–R13, B2, B3; architecture §4.2. Shape: `run` counts the tasks enqueued for it; `tries` counts
    steps in a row that did not get further, `trying_since` is when that row began; `account_id` is the account it
    was approved for, and where its sale lies; `discarded` are sales made for it that were voided and count no more;
    `version` guards against two writers.
    Raises: IllegalTransition from every change that its state does not allow.
    """

    key: OrderKey
    approved: ApprovedOrder
    state: OrderState
    accepted_at: datetime
    trying_since: datetime
    next_attempt_at: datetime | None
    run: int = 1
    tries: int = 0
    attempts: tuple[Attempt, ...] = ()
    sale: SaleRef | None = None
    discarded: tuple[SaleRef, ...] = ()
    sale_status: str = ""
    account_id: str = ""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    totals: Totals | None = None
    shipment: Shipment = NOTHING_SHIPPED
    created_at: datetime | None = None
    shipped_at: datetime | None = None
    version: int = 0

    @classmethod
    def accept(cls, supplier: SupplierId, approved: ApprovedOrder, at: datetime, account: str = "") -> "Order":
        """Begin with what Upstock approved for this account, or for whichever is connected first. Source: R4, R10."""
        key, new = OrderKey(supplier, approved.number), OrderState.ACCEPTED
        begun = cls(key=key, approved=approved, state=new, accepted_at=at, trying_since=at, next_attempt_at=at)
        return replace(begun, account_id=account)

    @property
    def attempt(self) -> Attempt | None:
        """Answer the latest attempt."""
        return self.attempts[-1] if self.attempts else None

    @property
    def options_version(self) -> int | None:
        """Answer the version of the options that the latest attempt was composed with."""
        return self.attempts[-1].options_version if self.attempts else None

    @property
    def in_doubt(self) -> Attempt | None:
        """Answer the latest attempt when it may have reached Cin7 without our knowing."""
        return self.attempt if self.attempt and self.attempt.is_in_doubt else None

    def next_step(self, now: datetime) -> NextStep:
        """Answer what to do now; the only place that decides.

        Source: B2, B3: an attempt in doubt is looked for before anything is sent.
        """
        if self.state not in GOES_BY_ITSELF:
            return NextStep.NOTHING
        if self.state is not OrderState.CREATING and is_early(self.next_attempt_at, now):
            return NextStep.WAIT
        asked_anew = self.state is OrderState.ACCEPTED and self.sale is not None
        return NextStep.LOOK if self.in_doubt or asked_anew else NextStep.SEND

    def resumes(self) -> Attempt | None:
        """Answer the attempt whose composition to go on with, or None to compose anew.

        What was decided is what is sent, as long as no person or cured cause has asked for a new try since.
        """
        asked_anew = self.state is OrderState.ACCEPTED or (self.attempt and self.attempt.claimed_at < self.trying_since)
        if self.attempt is None or asked_anew:
            return None
        return self.attempt if self.attempt.is_settled(sale_is_known=self.sale is not None) else None

    def claim(self, attempt: Attempt, *, until: datetime, account_id: str) -> "Order":
        """Write down what is about to be sent and where, before any byte leaves, and until when. Source: B2."""
        self.must_be("claimed", OrderState.ACCEPTED, OrderState.WAITING, OrderState.CHECKING)
        if self.in_doubt:
            raise IllegalTransition(f"Order {self.key.number} is in doubt: look for its sale before sending again.")
        kept = kept_beside(self.attempts, attempt)
        return replace(
            self,
            state=OrderState.CREATING,
            attempts=(*kept, replace(attempt, number=len(kept) + 1, step=Step.FILLING if self.sale else Step.OPENING)),
            problems=(),
            notes=attempt.notes,
            next_attempt_at=until,
            account_id=account_id,
        )

    def opened(self, ref: SaleRef, account_id: str) -> "Order":
        """Remember the header that Cin7 made for it. Source: R13."""
        self.must_be("opened", OrderState.CREATING, OrderState.CHECKING)
        self._must_be_the_same(ref)
        return replace(
            self,
            sale=ref,
            account_id=account_id,
            attempts=with_latest(self.attempts, lambda attempt: replace(attempt, step=Step.FILLING)),
            state=OrderState.CREATING,
        )

    def at(self, step: Step) -> "Order":
        """Write down which write comes next, so that a process that dies leaves no doubt about it. Source: B2."""
        self.must_be("taken further", OrderState.CREATING)
        return replace(self, attempts=with_latest(self.attempts, lambda attempt: replace(attempt, step=step)))

    def without(self, *voided: SaleRef) -> "Order":
        """Leave sales behind that are void: they count no more, and it may become another. Source: B2."""
        self.must_be("taken off its sale", OrderState.ACCEPTED, OrderState.CREATING, OrderState.CHECKING)
        is_its = self.sale is not None and self.sale.id.casefold() in {ref.id.casefold() for ref in voided}
        left = replace(self, discarded=(*self.discarded, *voided))
        return replace(left, sale=None, attempts=header_voided(self.attempts)) if is_its else left

    def placed(self, ref: SaleRef, status: str, totals: Totals, notes: tuple[str, ...], at: datetime) -> "Order":
        """Finish: the sale is complete in Cin7. Source: R10, R13, B6."""
        self.must_be("placed", OrderState.ACCEPTED, OrderState.CREATING, OrderState.CHECKING)
        self._must_be_the_same(ref)
        return replace(
            self,
            state=OrderState.CREATED,
            sale=ref,
            sale_status=status,
            totals=totals,
            notes=notes,
            problems=(),
            created_at=at,
            next_attempt_at=None,
            tries=0,
            attempts=closed(self.attempts, Outcome.PLACED, at),
        )

    def not_sent(self, at: datetime, until: datetime) -> "Order":
        """Wait: certainly nothing happened. Source: B2, B3 (an order that is being looked for stays so).

        This ends an attempt in hand. A look that failed says nothing about the attempt: that is `looked`.
        """
        self.must_be("put off", OrderState.ACCEPTED, OrderState.CREATING, OrderState.WAITING, OrderState.CHECKING)
        sending = self.state is OrderState.CREATING
        return replace(
            self,
            state=OrderState.CHECKING if self.state is OrderState.CHECKING else OrderState.WAITING,
            attempts=closed(self.attempts, Outcome.NOTHING_HAPPENED, at) if sending else self.attempts,
            next_attempt_at=until,
            tries=self.tries + 1,
            run=self.run + 1,
        )

    def unclear(self, *, answered: bool, at: datetime, until: datetime) -> "Order":
        """Doubt: a write may or may not have happened. Source: B3."""
        self.must_be("doubted", OrderState.CREATING)
        attempts = closed(self.attempts, Outcome.ANSWERED if answered else Outcome.SILENT, at)
        return replace(self, state=OrderState.CHECKING, attempts=attempts, next_attempt_at=until, run=self.run + 1)

    def looked(self, until: datetime) -> "Order":
        """Look again later: nothing could be seen, or absence cannot be believed yet. Source: B3."""
        self.must_be("looked for", OrderState.ACCEPTED, OrderState.CREATING, OrderState.CHECKING)
        state = OrderState.ACCEPTED if self.state is OrderState.ACCEPTED else OrderState.CHECKING
        return replace(self, state=state, next_attempt_at=until, run=self.run + 1, tries=self.tries + 1)

    def found(self, ref: SaleRef, account_id: str, at: datetime) -> "Order":
        """Adopt the empty header that an attempt in doubt had made; it may be filled. Source: B2."""
        self.must_be("found", OrderState.ACCEPTED, OrderState.CREATING, OrderState.CHECKING)
        self._must_be_the_same(ref)
        state = OrderState.ACCEPTED if self.state is OrderState.ACCEPTED else OrderState.CHECKING
        attempts = closed(self.attempts, Outcome.FOUND, at)
        return replace(self, state=state, sale=ref, account_id=account_id, attempts=attempts, next_attempt_at=at)

    def absent(self, at: datetime) -> "Order":
        """Believe that nothing was made; the stored composition may be sent anew. Source: B2."""
        self.must_be("found absent", OrderState.CREATING, OrderState.CHECKING)
        return replace(self, state=OrderState.CHECKING, next_attempt_at=at, attempts=settled(self.attempts, at))

    def held(self, problems: tuple[Problem, ...]) -> "Order":
        """Stop until a person or a cure helps; what is in doubt stays so, and a retry looks first. Source: B7, B8."""
        self.must_be("held", *GOES_BY_ITSELF, OrderState.HELD)
        return replace(self, state=OrderState.HELD, problems=problems, next_attempt_at=None, tries=0)

    def refused(self, problems: tuple[Problem, ...], at: datetime) -> "Order":
        """Stop because the inventory system said no: nothing is in doubt. Source: B7."""
        self.must_be("refused", OrderState.CREATING)
        return replace(self.held(problems), attempts=closed(self.attempts, Outcome.REFUSED, at))

    def retried(self, at: datetime) -> "Order":
        """Go again, composed anew; what is in doubt is looked for first. Source: B8."""
        self.must_be("retried", OrderState.HELD, OrderState.IGNORED, OrderState.WAITING, OrderState.ACCEPTED)
        return replace(
            self,
            state=OrderState.CHECKING if self.in_doubt else OrderState.ACCEPTED,
            problems=(),
            next_attempt_at=at,
            trying_since=at,
            run=self.run + 1,
            tries=0,
        )

    def shipment_seen(self, shipment: Shipment, at: datetime) -> "Order":
        """Remember how far its goods are; the state only ever goes on, whatever is taken back. Source: R14, B4."""
        self.must_be("shipped or voided", *COMPLETE[:-1])
        state = max(self.state, SHIPPED_AS[shipment.status], key=COMPLETE.index)
        first = at if state is OrderState.SHIPPED else None
        return replace(self, state=state, shipment=shipment, shipped_at=self.shipped_at or first)

    def voided(self, at: datetime) -> "Order":
        """End it, because its sale was voided or is gone. Source: B4."""
        return self.shipment_seen(replace(self.shipment, status=ShipmentStatus.VOIDED, concern=None), at)

    def must_be(self, done: str, *states: OrderState) -> None:
        """Guard a change that only these states allow. Raises: IllegalTransition."""
        if self.state not in states:
            raise IllegalTransition(f"Order {self.key.number} is {self.state.value}: it cannot be {done} now.")

    def _must_be_the_same(self, ref: SaleRef) -> None:
        if self.sale and self.sale.id.casefold() != ref.id.casefold():
            raise Conflict(
                f"Order {self.key.number} is sale {self.sale.number} already: it cannot become {ref.number} as well."
            )
