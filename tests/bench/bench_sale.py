"""How long from approval to sale at one order a second, over HTTP between real processes, and where the time goes.

One `serve` on SQLite or PostgreSQL, the imitated Cin7 beside it, four suppliers. Everything but the answer to Upstock
is read from what was stored: when the order was accepted and claimed, when each call began and how long it took; and
when its task began and ended. The floor is what the two calls themselves took; Cin7 takes longer than its imitation.
Source: R10; architecture §10.1, §13.
"""

import random
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import cast

import requests
import sqlalchemy as sa

from adapters.sql.naming import table_of
from adapters.sql.tables import AttemptRow, EvidenceRow, OrderRow
from tests.bench.databases import KINDS
from tests.bench.figures import Figure, Size
from tests.bench.many_suppliers import Place, place, wait_for
from tests.bench.running import alone
from tests.chaos.town import Running, settings, token
from tests.entrypoints.http.callers import an_order

ORDERS = {Size.QUICK: 15, Size.USUAL: 100, Size.FULL: 300}
SUPPLIERS = 4
MEDIAN, SLOWEST = 1.0, 3.0  # seconds
TIMED = (sys.executable, "-u", "-m", "tests.bench.bench_sale_children")
STAGES = (
    "answering Upstock",
    "until the engine takes it up",
    "reading, composing, budget",
    "commit of what will be sent",
    "POST sale",
    "commit, budget",
    "POST sale/order",
    "commit of the sale",
)

_ORDERS, _ATTEMPTS, _EVIDENCE = table_of(OrderRow), table_of(AttemptRow), table_of(EvidenceRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """How long one order took, and its stages in their order; they overlap by what answering goes on for. Units: s."""

    whole: float
    stages: Sequence[float]

    @property
    def calls(self) -> float:
        """What Cin7 took."""
        return self.stages[4] + self.stages[6]


def approved(here: Place, orders: int) -> dict[str, tuple[float, float]]:
    """Approve one order a second at moments of chance, and answer when each was sent and answered."""
    moments, sent = random.Random(8), {}  # noqa: S311 -- the same moments each time
    given = {"SECRET_KEYS": "a key of these tests", "BENCH_TIMES": str(_times(here))}
    environment = settings(here.world.database_url, here.cin7, **given)
    connector = Running(here.folder, "serve", "serve", "--port", "0", environment=environment, command=TIMED)
    try:
        with requests.Session() as session:
            session.headers["Authorization"] = f"Bearer {token(environment)}"
            begun = time.monotonic()
            for turn in range(orders + 1):
                time.sleep(max(begun + turn + moments.random() - time.monotonic(), 0))
                number, at = f"S-{turn:04d}", time.time()
                url = f"{connector.url}/v1/suppliers/{here.suppliers[turn % SUPPLIERS]}/orders/{number}"
                answer = session.put(url, json=an_order(number), timeout=30)
                assert answer.status_code == 202, answer.text
                sent[number] = at, time.time()
        wait_for(lambda: len(_runs(here)) == orders + 1)
    finally:
        connector.stop()
    del sent["S-0000"]  # the first one loads what a process loads once
    return sent


def measured(here: Place, sent: Mapping[str, tuple[float, float]]) -> list[Took]:
    """Read from what was stored how long each order took."""
    taken_up, found = _runs(here), []
    with here.connector.engine().connect() as connection:
        claimed = {row.number: row.claimed_at.timestamp() for row in connection.execute(sa.select(_ATTEMPTS))}
        for row in connection.execute(sa.select(_ORDERS).where(_ORDERS.c.number.in_(list(sent)))):
            asked = sa.select(_EVIDENCE).where(_EVIDENCE.c.number == row.number, _EVIDENCE.c.kind == "exchange")
            first, second = [_call(piece) for piece in connection.execute(asked.order_by(_EVIDENCE.c.id))]
            begun, ended = taken_up[f"{row.supplier}:{row.number}"]
            at, answered = sent[row.number]
            accepted = row.accepted_at.timestamp()
            claim = claimed[row.number]
            marks = (accepted, begun, claim, first[0], first[1], second[0], second[1], ended)
            spans = [later - earlier for earlier, later in pairwise(marks)]
            found.append(Took(whole=ended - at, stages=(answered - at, *spans)))
    return found


def _call(evidence: sa.Row[tuple[datetime, object]]) -> tuple[float, float]:
    seconds = cast("Mapping[str, float]", evidence.document)["seconds"]
    return evidence.at.timestamp(), evidence.at.timestamp() + seconds


def _runs(here: Place) -> dict[str, tuple[float, float]]:
    """Answer when the task of each order began and ended; no order here needs two."""
    lines = (line.split(" ") for line in _times(here).read_text().splitlines())
    return {subject: (float(begun), float(ended)) for subject, begun, ended in lines}


def _times(here: Place) -> Path:
    return here.folder / "times"


def figures(size: Size) -> Iterator[Figure]:
    """Measure on both databases."""
    for kind in KINDS:
        with place(SUPPLIERS, kind) as here:
            took = measured(here, approved(here, ORDERS[size]))
        calls = statistics.median(each.calls for each in took)
        stages = [statistics.median(each.stages[at] for each in took) for at in range(len(STAGES))]
        worst = max(took, key=lambda each: each.whole)
        name = f"approved until it is a sale, {kind}"
        for about, at, goal in (("median", 0.5, MEDIAN), ("slowest of a hundred", 0.99, SLOWEST)):
            value = sorted(each.whole for each in took)[round(at * (len(took) - 1))]
            notes = said("ms", stages) if at == 0.5 else said(f"ms of the slowest of {len(took)}", worst.stages)
            yield Figure(name=f"{name}: {about}", value=value, unit="s", floor=calls, goal=goal, notes=notes)


def said(about: str, stages: Sequence[float]) -> tuple[str, str]:
    """Answer where the time went, in two lines."""
    told = [f"{name} {seconds * 1000:.0f}" for name, seconds in zip(STAGES, stages, strict=True)]
    return f"{about}: {', '.join(told[:4])},", ", ".join(told[4:])


if __name__ == "__main__":
    sys.exit(alone(figures, __doc__))
