"""What happens on the stage: connect, choose, approve, wait, read back."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from entrypoints.cli.demonstration.callers import Document
from entrypoints.cli.demonstration.stage import Stage
from entrypoints.cli.demonstration.verdict import Verdict, expected, judge
from entrypoints.cli.fakes import DEMO_ACCOUNT, DEMO_KEY
from entrypoints.cli.following import follow_filling
from entrypoints.cli.output import Progress
from entrypoints.cli.refusals import NobodyWorks
from entrypoints.http.schemas.options import OptionsIn

EVERY = 0.1  # s between two rounds of questions
PATIENCE = 60.0  # s without any order coming to rest
AT_REST = ("created", "held")
ADDRESS_FIELD = "Delivery address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What came of the orders. Units: `seconds` from the first approval to the last outcome."""

    verdicts: tuple[Verdict, ...]
    calls: int
    seconds: float


def connect(place: Stage) -> tuple[Document, int]:
    """Link the supplier, choose its options, wait for the local copy; answer the link and the records read.

    Raises: NobodyWorks when the account could not be read.
    """
    connection = place.upstock.connect(DEMO_ACCOUNT, DEMO_KEY)
    place.upstock.choose(OptionsIn(address_field=ADDRESS_FIELD).model_dump(mode="json"))
    runs = follow_filling(place.parts.use_cases.work, place.supplier)
    for run in runs:
        if run.error or not run.finished_at:
            raise NobodyWorks(f"The {run.stream.value} could not be read: {run.error or 'it takes too long'}.")
    return connection, sum(run.done for run in runs)


def send(place: Stage, orders: Sequence[Document]) -> Played:
    """Approve every order over HTTP, wait until each is created or held, and compare both sides."""
    before, began = place.cin7.calls(), time.monotonic()
    outcomes = _outcomes(place, orders)
    calls, seconds = place.cin7.calls() - before, time.monotonic() - began
    verdicts = []
    with Progress("Reading back from Cin7", len(orders)) as progress:
        for order in orders:
            outcome = outcomes[order["number"]]
            sale = place.cin7.sale(outcome["sale"]["id"]) if outcome["sale"] else None
            verdicts.append(judge(order, outcome, sale, expected(order, place.account)))
            progress.reached(len(verdicts))
    return Played(verdicts=tuple(verdicts), calls=calls, seconds=seconds)


def _outcomes(place: Stage, orders: Sequence[Document]) -> dict[str, Document]:
    outcomes: dict[str, Document] = {}
    with Progress("Approving orders", len(orders)) as progress:
        for order in orders:
            outcomes[order["number"]] = place.upstock.approve(order)
            progress.reached(len(outcomes))
    moved = time.monotonic()
    with Progress("Orders at rest", len(orders)) as progress:
        while waiting := [number for number, outcome in outcomes.items() if outcome["state"] not in AT_REST]:
            if time.monotonic() - moved > PATIENCE:
                raise NobodyWorks(f"{len(waiting)} orders came to no rest: {', '.join(waiting[:10])}.")
            answers = {number: place.upstock.order(number) for number in waiting}
            if any(answer["state"] in AT_REST for answer in answers.values()):
                moved = time.monotonic()
            outcomes.update(answers)
            progress.reached(sum(outcome["state"] in AT_REST for outcome in outcomes.values()))
            time.sleep(EVERY)
    return outcomes
