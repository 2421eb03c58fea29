"""Sending: compose, claim, make the header, fill it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from application.ordering.case import Case
from application.ordering.compose import Compose
from application.ordering.evidence import decided_evidence
from application.ordering.plan import Plan, plan
from application.ordering.setbacks import set_back
from application.ports.clock import Clock
from application.ports.errors import BudgetSpent, NotFound, PortError, Refused, SaleRefused, Unclear
from domain.attempt import Attempt, Patience, Step, may_say_otherwise, with_latest
from domain.events import Evidence
from domain.order import Order
from domain.outcome import outcome_notes
from domain.remote_sale import RemoteSale
from domain.restore import Restore
from domain.sale import SaleRef
from domain.totals import compare

SUSPECTED: Final = "the database was restored to an earlier state, so a sale of this order may exist: it is looked for"


class SendSale:
    """Makes the two calls of an order, each between two commits.

    Source: R10, R13, B2; architecture §10.1. A normal order costs exactly two calls.
    """

    def __init__(self, *, compose: Compose, clock: Clock, patience: Patience) -> None:
        self._compose, self._clock, self._patience = compose, clock, patience

    def __call__(self, case: Case) -> None:
        """Go as far as possible now, and write down what stood in the way. Raises: LostRace."""
        self._through(case, self._go)

    def suspect(self, case: Case, restore: Restore) -> bool:
        """Write down that a sale may have been made that nobody remembers, and answer whether to look for it now.

        Source: B2; architecture §11. Nothing is sent. Raises: LostRace.
        """

        def doubt(case: Case) -> None:
            draft, _ = self._composed(case)
            if draft:
                order = restore.suspected(case.order, draft, case.connection.account_id)
                case.write(order, decided_evidence(self._clock.now(), SUSPECTED, because=f"noted by {restore.actor}"))

        self._through(case, doubt)
        return case.order.in_doubt is not None

    def _through(self, case: Case, do: Callable[[Case], None]) -> None:
        try:
            do(case)
        except BudgetSpent as spent:
            case.queue_up(spent, self._clock.now())
        except PortError as error:
            case.write(set_back(case.order, error, now=self._clock.now(), patience=self._patience))

    def _go(self, case: Case) -> None:
        draft, planned = self._resumed(case.order), None
        if draft is None:
            draft, planned = self._composed(case)
        if draft is None:
            return
        case.account.reserve()
        draft = replace(draft, claimed_at=self._clock.now())
        case.claim(draft, until=draft.claimed_at + self._patience.unended, plan=planned)
        if case.order.sale and may_say_otherwise(case.order.attempts, draft.sale):
            self._put_right(case, case.order.sale, draft)
        if case.order.sale is None:
            ref = case.account.open_sale(draft.sale, not_after=self._deadline(draft))
            case.write(case.order.opened(ref, case.connection.account_id))
        self._fill(case, draft)

    def _put_right(self, case: Case, header: SaleRef, draft: Attempt) -> None:
        """Let the empty header say what is wanted now; where Cin7 refuses that, it is voided and another is made.

        Each commit says what is being done, so that a look after a crash knows a header that we voided ourselves.

        Source: B2; architecture §4.3, §24.
        """
        try:
            case.account.correct_header(header, draft.sale, not_after=self._deadline(draft))
        except SaleRefused as refused:
            case.write(case.order.at(Step.REPLACING), self._replacing(header, refused))
            self._void(case, header)
            case.write(case.order.without(header).at(Step.OPENING))

    def _void(self, case: Case, header: SaleRef) -> None:
        try:
            case.account.void_empty(header)
        except NotFound:  # somebody deleted it, which is as good
            return
        except SaleRefused:
            raise
        except Refused as holds:  # somebody filled it this instant: its document decides
            raise Unclear(holds.detail, answered=True) from holds

    def _replacing(self, header: SaleRef, refused: SaleRefused) -> Evidence:
        verdict = f"Cin7 refuses to change {header.number}, so it is voided while it is empty, and another is made"
        return decided_evidence(self._clock.now(), verdict, because=refused.detail)

    def _resumed(self, order: Order) -> Attempt | None:
        known = order.resumes()
        if known is None:
            return None
        return replace(known, claimed_at=self._clock.now(), outcome=None, ended_at=None, found_absent=False)

    def _composed(self, case: Case) -> tuple[Attempt | None, Plan | None]:
        composition = self._compose(case.order.approved, case.connection, case.options, case.account)
        if composition.sale is None:
            case.write(case.order.held(composition.problems))
            return None, None
        planned = plan(case.account.planned_calls(composition.sale), composition.origins)
        draft = Attempt(
            sale=composition.sale,
            hash=planned.hash,
            options_version=case.options.version,
            notes=composition.notes,
            claimed_at=self._clock.now(),
        )
        return draft, planned

    def _fill(self, case: Case, draft: Attempt) -> None:
        ref = case.order.sale
        if ref is None:
            raise RuntimeError("an order is filled only after its header was made, found or known")
        try:
            remote = case.account.fill_sale(ref, draft.sale, not_after=self._deadline(draft))
        except SaleRefused:  # a second POST on an authorised order is refused: then the document decides
            remote = case.account.sale(ref)
            if not remote.holds(draft.sale):
                raise
        case.write(placed(case, draft, remote, self._clock.now()))

    def _deadline(self, draft: Attempt) -> datetime:
        return draft.claimed_at + self._patience.claim


def placed(case: Case, attempt: Attempt, remote: RemoteSale, at: datetime) -> Order:
    """Answer the order as complete, with totals compared and everything noted. Source: R13, B1, B6."""
    totals = compare(attempt.sale, remote)
    notes = (*attempt.notes, *outcome_notes(attempt.sale, remote, totals))
    sent = case.hash_sent(attempt, remote.ref)
    done = case.order.placed(remote.ref, remote.status, totals, notes, at)
    return replace(done, attempts=with_latest(done.attempts, lambda latest: replace(latest, sent_hash=sent)))
