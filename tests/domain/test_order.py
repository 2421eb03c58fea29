from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from domain.attempt import Outcome, Step, failures_answered, may_say_otherwise
from domain.errors import Conflict, IllegalTransition
from domain.order import GOES_BY_ITSELF, NextStep, Order, OrderState
from domain.settled_by_hand import ignored, linked
from domain.shipment import Concern, Shipment, ShipmentStatus
from domain.totals import Totals
from tests.builders import (
    NOON,
    SUPPLIER,
    a_problem,
    a_remote_sale,
    a_sale,
    a_sale_ref,
    an_approved_order,
    an_attempt,
)

LATER = NOON + timedelta(minutes=1)
MUCH_LATER = NOON + timedelta(hours=1)
TOTALS = Totals(order=Decimal("184.80"), remote=Decimal("184.80"))
REF = a_sale_ref()
OTHER = a_sale_ref(id="50000000-0000-4000-8000-000000000002", number="SO-00046")
ACCOUNT = "account-northwind"

Change = Callable[[Order], Order]


def accepted() -> Order:
    return Order.accept(SUPPLIER, an_approved_order(), NOON)


def claimed() -> Order:
    return accepted().claim(an_attempt(claimed_at=NOON), until=LATER, account_id=ACCOUNT)


def opened() -> Order:
    return claimed().opened(REF, ACCOUNT)


def doubted() -> Order:
    return claimed().unclear(answered=False, at=NOON, until=LATER)


def waiting() -> Order:
    return accepted().not_sent(NOON, LATER)


def held() -> Order:
    return accepted().held((a_problem(),))


def created() -> Order:
    return opened().placed(REF, "ORDERED", TOTALS, (), LATER)


STATES: dict[OrderState, Callable[[], Order]] = {
    OrderState.ACCEPTED: accepted,
    OrderState.CREATING: claimed,
    OrderState.CHECKING: doubted,
    OrderState.WAITING: waiting,
    OrderState.HELD: held,
    OrderState.IGNORED: lambda: ignored(held(), "was a test"),
    OrderState.CREATED: created,
    OrderState.PARTLY_SHIPPED: lambda: replace(created(), state=OrderState.PARTLY_SHIPPED),
    OrderState.SHIPPED: lambda: replace(created(), state=OrderState.SHIPPED),
    OrderState.VOIDED: lambda: replace(created(), state=OrderState.VOIDED),
}

A, C, K, W, H, I = (  # noqa: E741 — the table below reads by initials
    OrderState.ACCEPTED,
    OrderState.CREATING,
    OrderState.CHECKING,
    OrderState.WAITING,
    OrderState.HELD,
    OrderState.IGNORED,
)

SALE_IS_THERE = {OrderState.CREATED, OrderState.PARTLY_SHIPPED, OrderState.SHIPPED}

CHANGES: dict[str, tuple[Change, set[OrderState]]] = {
    "claim": (lambda order: order.claim(an_attempt(), until=LATER, account_id=ACCOUNT), {A, W}),
    "opened": (lambda order: order.opened(REF, ACCOUNT), {C, K}),
    "placed": (lambda order: order.placed(REF, "ORDERED", TOTALS, (), LATER), {A, C, K}),
    "at": (lambda order: order.at(Step.REPLACING), {C}),
    "without": (lambda order: order.without(REF), {A, C, K}),
    "not_sent": (lambda order: order.not_sent(NOON, LATER), {A, C, K, W}),
    "unclear": (lambda order: order.unclear(answered=True, at=NOON, until=LATER), {C}),
    "looked": (lambda order: order.looked(LATER), {A, C, K}),
    "found": (lambda order: order.found(REF, ACCOUNT, NOON), {A, C, K}),
    "absent": (lambda order: order.absent(NOON), {C, K}),
    "held": (lambda order: order.held((a_problem(),)), {A, C, K, W, H}),
    "refused": (lambda order: order.refused((a_problem(),), NOON), {C}),
    "retried": (lambda order: order.retried(LATER), {A, W, H, I}),
    "ignored": (lambda order: ignored(order, "by hand"), {A, W, H}),
    "linked": (lambda order: linked(order, a_remote_sale(), ACCOUNT, totals=TOTALS, notes=(), at=LATER), {K, H, I}),
    "shipment_seen": (lambda order: order.shipment_seen(Shipment(), LATER), SALE_IS_THERE),
    "voided": (lambda order: order.voided(LATER), SALE_IS_THERE),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("change", CHANGES)
def test_an_order_changes_only_where_its_state_allows_it(change: str, state: OrderState) -> None:
    order = STATES[state]()
    assert order.state is state
    make, allowed = CHANGES[change]
    if state in allowed:
        changed = make(order)
        assert (changed.next_attempt_at is not None) is (changed.state in GOES_BY_ITSELF)
    else:
        with pytest.raises(IllegalTransition, match="UP-1001"):
            make(order)


def test_every_state_is_in_the_table() -> None:
    assert set(STATES) == set(OrderState)


def test_an_accepted_order_is_due_at_once() -> None:
    order = accepted()
    assert (order.state, order.next_attempt_at, order.trying_since) == (OrderState.ACCEPTED, NOON, NOON)
    assert order.next_step(NOON) is NextStep.SEND
    assert (order.attempt, order.options_version, order.in_doubt, order.resumes()) == (None, None, None, None)


def test_an_order_is_for_the_account_that_it_was_approved_for_or_first_sent_to() -> None:
    assert (accepted().account_id, claimed().account_id) == ("", ACCOUNT)
    assert Order.accept(SUPPLIER, an_approved_order(), NOON, ACCOUNT).account_id == ACCOUNT


def test_another_reason_takes_the_place_of_the_one_that_an_order_is_held_for() -> None:
    problem = replace(a_problem(), detail="another company is connected")
    assert held().held((problem,)).problems == (problem,)


def test_an_order_waits_for_its_time() -> None:
    assert waiting().next_step(NOON) is NextStep.WAIT
    assert waiting().next_step(LATER) is NextStep.SEND


@pytest.mark.parametrize("state", [state for state in OrderState if state not in GOES_BY_ITSELF])
def test_nothing_is_done_by_itself_with_an_order_that_is_finished_or_with_a_person(state: OrderState) -> None:
    assert STATES[state]().next_step(MUCH_LATER) is NextStep.NOTHING


def test_a_claim_writes_down_what_is_about_to_be_sent() -> None:
    draft = an_attempt(sale=a_sale(reference="PO-78"), options_version=3, notes=["1 further comment was not sent"])
    order = accepted().claim(draft, until=LATER, account_id=ACCOUNT)
    assert order.attempt == replace(draft, number=1, step=Step.OPENING)
    assert (order.state, order.next_attempt_at, order.options_version) == (OrderState.CREATING, LATER, 3)
    assert order.notes == ("1 further comment was not sent",)


def test_a_process_that_died_after_its_claim_leaves_an_order_to_be_looked_for_at_once() -> None:
    assert claimed().next_step(NOON) is NextStep.LOOK


def test_an_order_in_doubt_is_never_claimed_again() -> None:
    with pytest.raises(IllegalTransition, match="in doubt: look for its sale"):
        doubted().claim(an_attempt(), until=LATER, account_id=ACCOUNT)


def test_an_attempt_that_certainly_sent_nothing_gives_way_to_the_next() -> None:
    again = claimed().not_sent(NOON, LATER).claim(an_attempt(claimed_at=LATER), until=MUCH_LATER, account_id=ACCOUNT)
    assert [(attempt.number, attempt.claimed_at) for attempt in again.attempts] == [(1, LATER)]
    doubtful = doubted().absent(LATER).claim(an_attempt(claimed_at=LATER), until=MUCH_LATER, account_id=ACCOUNT)
    third = doubtful.not_sent(LATER, LATER).claim(
        an_attempt(claimed_at=MUCH_LATER), until=MUCH_LATER, account_id=ACCOUNT
    )
    assert [(attempt.number, attempt.outcome) for attempt in third.attempts] == [(1, Outcome.SILENT), (2, None)]


def test_a_sale_once_opened_is_remembered_and_being_filled() -> None:
    order = opened()
    assert (order.sale, order.account_id) == (REF, ACCOUNT)
    assert order.attempt is not None
    assert order.attempt.step is Step.FILLING


def test_only_the_latest_attempt_moves_on() -> None:
    again = (
        doubted()
        .absent(LATER)
        .claim(an_attempt(claimed_at=LATER), until=MUCH_LATER, account_id=ACCOUNT)
        .opened(REF, ACCOUNT)
    )
    assert [(one.number, one.step) for one in again.attempts] == [(1, Step.OPENING), (2, Step.FILLING)]
    assert [one.outcome for one in again.placed(REF, "ORDERED", TOTALS, (), LATER).attempts] == [
        Outcome.SILENT,
        Outcome.PLACED,
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda order: order.opened(OTHER, ACCOUNT),
        lambda order: order.placed(OTHER, "ORDERED", TOTALS, (), LATER),
        lambda order: order.found(OTHER, ACCOUNT, LATER),
    ],
)
def test_one_order_never_becomes_a_second_sale(change: Change) -> None:
    with pytest.raises(Conflict, match="is sale SO-00045 already: it cannot become SO-00046"):
        change(opened())


def test_case_in_a_sales_id_does_not_make_it_another() -> None:
    assert opened().opened(a_sale_ref(id=REF.id.upper()), ACCOUNT).state is OrderState.CREATING


def test_a_placed_order_tells_what_it_became() -> None:
    order = created()
    assert (order.state, order.sale_status, order.totals, order.created_at) == (
        OrderState.CREATED,
        "ORDERED",
        TOTALS,
        LATER,
    )
    assert (order.in_doubt, order.tries, order.next_attempt_at) == (None, 0, None)


def test_what_was_certainly_not_sent_is_sent_later_under_a_new_run() -> None:
    order = claimed().not_sent(NOON, LATER)
    assert (order.state, order.run, order.tries) == (OrderState.WAITING, 2, 1)
    assert order.attempt is not None
    assert order.attempt.outcome is Outcome.NOTHING_HAPPENED
    assert order.next_step(LATER) is NextStep.SEND


def test_a_look_that_could_not_be_made_leaves_the_doubt() -> None:
    for later in (doubted().not_sent(NOON, LATER), doubted().looked(LATER)):
        assert later.state is OrderState.CHECKING
        assert later.in_doubt is not None
        assert later.next_step(LATER) is NextStep.LOOK


@pytest.mark.parametrize(("answered", "outcome"), [(True, Outcome.ANSWERED), (False, Outcome.SILENT)])
def test_an_unclear_write_is_looked_for_and_never_repeated_blindly(answered: bool, outcome: Outcome) -> None:
    order = claimed().unclear(answered=answered, at=NOON, until=LATER)
    assert order.attempt is not None
    assert (order.state, order.attempt.outcome, order.run) == (OrderState.CHECKING, outcome, 2)
    assert order.next_step(NOON) is NextStep.WAIT
    assert order.next_step(LATER) is NextStep.LOOK


def test_believed_absence_lets_the_same_composition_go_again() -> None:
    order = doubted().absent(LATER)
    assert order.next_step(LATER) is NextStep.SEND
    assert order.attempt is not None
    assert (order.attempt.outcome, order.attempt.found_absent, order.attempt.ended_at) == (Outcome.SILENT, True, NOON)
    assert order.resumes() is order.attempt


def test_an_attempt_whose_process_died_ends_when_its_absence_is_believed() -> None:
    order = claimed().looked(LATER).absent(MUCH_LATER)
    assert order.attempt is not None
    assert (order.attempt.outcome, order.attempt.ended_at) == (None, MUCH_LATER)


def test_absence_leaves_earlier_attempts_as_they_were() -> None:
    twice = doubted().absent(LATER).claim(an_attempt(claimed_at=LATER), until=MUCH_LATER, account_id=ACCOUNT)
    again = twice.unclear(answered=True, at=LATER, until=MUCH_LATER).absent(MUCH_LATER)
    assert [attempt.ended_at for attempt in again.attempts] == [NOON, LATER]


def test_a_found_header_is_adopted_and_filled_with_what_was_decided() -> None:
    order = doubted().found(REF, ACCOUNT, LATER)
    assert (order.state, order.sale, order.account_id) == (OrderState.CHECKING, REF, ACCOUNT)
    assert order.next_step(LATER) is NextStep.SEND
    assert order.resumes() is order.attempt
    filling = order.claim(an_attempt(claimed_at=LATER), until=MUCH_LATER, account_id=ACCOUNT)
    assert filling.attempt is not None
    assert (filling.attempt.number, filling.attempt.step) == (2, Step.FILLING)


def test_a_header_that_was_voided_lets_the_order_become_another_sale() -> None:
    order = opened().without(REF)
    assert (order.sale, order.discarded) == (None, (REF,))
    assert not may_say_otherwise(order.attempts, a_sale(reference="PO-78"))
    assert order.at(Step.OPENING).opened(OTHER, ACCOUNT).sale == OTHER


def test_a_sale_that_was_never_its_own_is_left_behind_as_well() -> None:
    order = opened().without(OTHER)
    assert (order.sale, order.discarded) == (REF, (OTHER,))


def test_what_was_interrupted_between_the_calls_goes_on_with_what_was_decided() -> None:
    order = opened().not_sent(NOON, LATER)
    assert order.resumes() is order.attempt


def test_what_was_interrupted_before_the_first_call_is_composed_anew() -> None:
    assert claimed().not_sent(NOON, LATER).resumes() is None


def test_failures_in_a_row_are_counted_only_when_they_were_answered_and_looked_for() -> None:
    def failed(order: Order, *, answered: bool) -> Order:
        draft = an_attempt(claimed_at=LATER)
        return (
            order.claim(draft, until=LATER, account_id=ACCOUNT)
            .unclear(answered=answered, at=LATER, until=LATER)
            .absent(LATER)
        )

    def failures(order: Order) -> int:
        return failures_answered(order.attempts)

    once = failed(accepted(), answered=True)
    assert (failures(accepted()), failures(once)) == (0, 1)
    assert failures(failed(once, answered=True)) == 2
    assert failures(failed(failed(once, answered=False), answered=True)) == 1
    assert failures(claimed().unclear(answered=True, at=NOON, until=LATER)) == 0


def test_a_held_order_shows_everything_that_is_wrong() -> None:
    problems = (a_problem(), a_problem("terms_missing", detail="x", pointer="/customer"))
    order = waiting().held(problems)
    assert (order.problems, order.next_attempt_at, order.tries) == (problems, None, 0)


def test_a_refused_order_is_held_and_not_in_doubt() -> None:
    order = opened().refused((a_problem("refused_by_cin7", detail="x", pointer=""),), LATER)
    assert (order.state, order.in_doubt, order.sale) == (OrderState.HELD, None, REF)
    assert order.attempt is not None
    assert (order.attempt.outcome, order.attempt.ended_at) == (Outcome.REFUSED, LATER)


def test_a_retry_begins_anew_with_new_patience() -> None:
    order = held().retried(MUCH_LATER)
    assert (order.state, order.problems, order.run, order.tries) == (OrderState.ACCEPTED, (), 2, 0)
    assert (order.trying_since, order.next_attempt_at) == (MUCH_LATER, MUCH_LATER)
    assert order.next_step(MUCH_LATER) is NextStep.SEND


def test_a_retry_of_an_order_in_doubt_looks_first() -> None:
    order = doubted().held((a_problem(),)).retried(MUCH_LATER)
    assert order.state is OrderState.CHECKING
    assert order.next_step(MUCH_LATER) is NextStep.LOOK


def test_a_retry_looks_at_the_header_that_is_already_there_and_composes_anew() -> None:
    order = opened().refused((a_problem(),), NOON).retried(MUCH_LATER)
    assert order.next_step(MUCH_LATER) is NextStep.LOOK
    still_there = order.looked(MUCH_LATER).found(REF, ACCOUNT, MUCH_LATER)
    assert still_there.state is OrderState.ACCEPTED
    assert still_there.resumes() is None


def test_after_a_retry_the_former_composition_is_not_sent_whatever_is_found() -> None:
    retried = doubted().held((a_problem(),)).retried(MUCH_LATER)
    assert retried.absent(MUCH_LATER).resumes() is None
    assert retried.found(REF, ACCOUNT, MUCH_LATER).resumes() is None
    assert opened().not_sent(NOON, LATER).retried(MUCH_LATER).not_sent(MUCH_LATER, MUCH_LATER).resumes() is None


def seen(order: Order, status: ShipmentStatus, at: datetime = LATER) -> Order:
    return order.shipment_seen(Shipment(status=status, concern=Concern.SALE_GONE), at)


@pytest.mark.parametrize(
    ("seen_in_turn", "state"),
    [
        ([ShipmentStatus.NOT_SHIPPED], OrderState.CREATED),
        ([ShipmentStatus.PARTLY_SHIPPED], OrderState.PARTLY_SHIPPED),
        ([ShipmentStatus.PARTLY_SHIPPED, ShipmentStatus.UNDONE], OrderState.PARTLY_SHIPPED),
        ([ShipmentStatus.SHIPPED, ShipmentStatus.UNDONE], OrderState.SHIPPED),
        ([ShipmentStatus.SHIPPED, ShipmentStatus.PARTLY_SHIPPED], OrderState.SHIPPED),
        ([ShipmentStatus.SHIPPED, ShipmentStatus.NOT_SHIPPED], OrderState.SHIPPED),
        ([ShipmentStatus.SHIPPED, ShipmentStatus.VOIDED], OrderState.VOIDED),
    ],
)
def test_an_order_never_goes_back_whatever_its_goods_do(seen_in_turn: list[ShipmentStatus], state: OrderState) -> None:
    order = created()
    for status in seen_in_turn:
        order = seen(order, status)
    assert (order.state, order.shipment.status) == (state, seen_in_turn[-1])


def test_the_first_time_that_everything_left_is_kept() -> None:
    order = seen(seen(created(), ShipmentStatus.SHIPPED), ShipmentStatus.UNDONE, MUCH_LATER)
    assert seen(order, ShipmentStatus.SHIPPED, MUCH_LATER).shipped_at == LATER
    assert seen(created(), ShipmentStatus.PARTLY_SHIPPED).shipped_at is None


def test_a_voided_order_keeps_what_left_and_raises_no_concern() -> None:
    order = seen(created(), ShipmentStatus.SHIPPED).voided(MUCH_LATER)
    assert (order.state, order.shipment.status) == (OrderState.VOIDED, ShipmentStatus.VOIDED)
    assert (order.shipment.concern, order.shipped_at) == (None, LATER)
