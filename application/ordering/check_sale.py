"""Outcome unknown: look into Cin7 before anything is sent again."""

from datetime import timedelta

from application.ordering.case import Case
from application.ordering.evidence import looked_evidence
from application.ordering.send_sale import placed
from application.ordering.setbacks import look_again
from application.ports.clock import Clock
from application.ports.errors import NotFound, NotSent, PortError, Unavailable
from domain.attempt import Attempt, Patience, Step, failures_answered
from domain.events import Evidence
from domain.order import Order
from domain.problems import Problem
from domain.remote_sale import RemoteSale
from domain.replay import there_again, to_be_made_anew
from domain.sale import SaleRef, sale_key

MARGIN = timedelta(minutes=10)  # clocks need not agree on when the first claim was
FAILURES = 3  # answered with a failure this often, and nothing made: a person has to look


class CheckSale:
    """Looks for what an attempt in doubt may have made: presence is believed at once, absence only after a while.

    Of several empty sales the oldest is the order's; the others are noted in the same commit, and voided when the
    order's own document is read, so that no stop in between forgets them.

    Source: B2, B3; architecture §10.2.
    """

    def __init__(self, *, clock: Clock, patience: Patience) -> None:
        self._clock, self._patience = clock, patience

    def __call__(self, case: Case) -> bool:
        """Look once and write down what was found; answer whether to go on sending. Raises: LostRace."""
        try:
            sales = self._look(case)
        except (NotSent, Unavailable) as error:
            later = look_again(case.order, now=self._clock.now(), patience=self._patience, away=error.retry_after)
            case.write(later, looked_evidence(self._clock.now(), _question(case.order), [], error.detail))
            return False
        except PortError as error:
            return self._hold(case, [], Problem(code="unexpected_reply", detail=error.detail))
        return self._decide(case, sales)

    def _look(self, case: Case) -> list[RemoteSale]:
        order = case.order
        if order.sale:
            return _read(case, (order.sale,)) or self._listed(case)
        since = min(attempt.claimed_at for attempt in order.attempts) - MARGIN
        sale, void = order.attempts[-1].sale, {ref.id.casefold() for ref in order.discarded}
        candidates = case.account.sales_with(sale.key, since=since)
        living = tuple(ref for ref in candidates if ref.id.casefold() not in void)
        return [found for found in _read(case, living) if found.belongs_to(sale)]

    def _listed(self, case: Case) -> list[RemoteSale]:
        """Answer that there is nothing, once the list agrees on a complete sale that is gone.

        Source: B9. Raises: Unavailable while the list still shows a sale with our key.
        """
        order = case.order
        if order.created_at:
            since = min((attempt.claimed_at for attempt in order.attempts), default=order.accepted_at) - MARGIN
            if case.account.sales_with(sale_key(order.key.supplier, order.key.number), since=since):
                raise Unavailable("The list shows a sale with this order's key, but its document is not found.")
        return []

    def _decide(self, case: Case, sales: list[RemoteSale]) -> bool:
        if case.order.created_at:
            return self._was_complete(case, sales)
        living = [sale for sale in sales if not sale.is_voided]
        full = [sale for sale in living if not sale.is_empty]
        empty = sorted((sale for sale in living if sale.is_empty), key=lambda sale: sale.ref.number)
        if len(full) > 1:
            return self._hold(case, sales, _several(full))
        if full:
            return self._complete(case, sales, full[0], empty)
        if empty:
            return self._adopt(case, sales, empty)
        return self._void_already(case, sales) if sales or case.order.sale else self._none(case)

    def _was_complete(self, case: Case, sales: list[RemoteSale]) -> bool:
        """Leave a sale as it is that is there, whatever became of it; make another where nothing is. Source: B9."""
        if sales:
            case.write(there_again(case.order), self._seen(case.order, sales, "it is there"))
            return False
        seen = self._seen(case.order, [], "it is gone, and the list does not show it: another is made")
        case.write(to_be_made_anew(case.order, self._clock.now()), seen)
        return True

    def _complete(self, case: Case, seen: list[RemoteSale], sale: RemoteSale, spare: list[RemoteSale]) -> bool:
        attempt = _attempt(case.order)
        if not sale.holds(attempt.sale):
            return self._hold(case, seen, _differs(sale))
        complete = placed(case, attempt, sale, self._clock.now())
        case.write(complete, self._seen(case.order, seen, "complete"), beside=_refs(spare))
        return False

    def _adopt(self, case: Case, seen: list[RemoteSale], empty: list[RemoteSale]) -> bool:
        order = case.order.found(empty[0].ref, case.connection.account_id, self._clock.now())
        verdict = f"{empty[0].ref.number} holds nothing yet: it is filled"
        case.write(order, self._seen(case.order, seen, verdict), beside=_refs(empty[1:]))
        return True

    def _void_already(self, case: Case, sales: list[RemoteSale]) -> bool:
        """Go on where we voided the header ourselves; where somebody else did, a person decides."""
        void = [sale.ref for sale in sales] or ([case.order.sale] if case.order.sale else [])
        order = case.order.without(*void)
        if case.order.attempts and case.order.attempts[-1].step is Step.REPLACING:
            settled = order.absent(self._clock.now()) if order.in_doubt else order
            case.write(settled, self._seen(case.order, sales, "the header was voided by us: another is made"))
            return True
        problem = _voided(void)
        case.write(order.held((problem,)), self._seen(case.order, sales, problem.code))
        return False

    def _none(self, case: Case) -> bool:
        now, attempt = self._clock.now(), _attempt(case.order)
        believed = self._patience.believed_absent_from(attempt)
        if now < believed:
            order = look_again(case.order, now=now, patience=self._patience, not_before=believed)
            case.write(order, self._seen(case.order, [], "nothing yet, which may still change"))
            return False
        case.write(case.order.absent(now), self._seen(case.order, [], "nothing was made"))
        if failures_answered(case.order.attempts) < FAILURES:
            return True
        detail = f"Cin7 answered {FAILURES} tries with an internal error, and made nothing each time."
        case.write(case.order.held((Problem(code="cin7_fails_on_it", detail=detail),)))
        return False

    def _hold(self, case: Case, seen: list[RemoteSale], problem: Problem) -> bool:
        case.write(case.order.held((problem,)), self._seen(case.order, seen, problem.code))
        return False

    def _seen(self, order: Order, sales: list[RemoteSale], verdict: str) -> Evidence:
        rows: list[dict[str, object]] = [
            {"id": sale.ref.id, "number": sale.ref.number, "status": sale.status, "lines": len(sale.lines)}
            for sale in sales
        ]
        return looked_evidence(self._clock.now(), _question(order), rows, verdict)


def _read(case: Case, refs: tuple[SaleRef, ...]) -> list[RemoteSale]:
    found = []
    for ref in refs:
        try:
            found.append(case.account.sale(ref))
        except NotFound:
            continue
    return found


def _refs(sales: list[RemoteSale]) -> tuple[SaleRef, ...]:
    return tuple(sale.ref for sale in sales)


def _attempt(order: Order) -> Attempt:
    return order.attempts[-1]


def _question(order: Order) -> str:
    return f"sale {order.sale.number}" if order.sale else f"sales with key {_attempt(order).sale.key}"


def _several(full: list[RemoteSale]) -> Problem:
    numbers = ", ".join(sale.ref.number for sale in full)
    return Problem(
        code="several_sales",
        detail=f"Sales {numbers} all carry this order's key and hold lines.",
        candidates=tuple((sale.ref.id, sale.ref.number) for sale in full),
    )


def _voided(sales: list[SaleRef]) -> Problem:
    numbers = ", ".join(ref.number or ref.id for ref in sales)
    return Problem(code="sale_voided", detail=f"{numbers} was voided or deleted in Cin7 before it was complete.")


def _differs(sale: RemoteSale) -> Problem:
    return Problem(
        code="sale_differs",
        detail=f"Sale {sale.ref.number} carries this order's key but holds other products or quantities.",
        candidates=((sale.ref.id, sale.ref.number),),
    )
