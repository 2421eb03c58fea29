"""What happens on the stage: connect, import, approve, read back, ship, and look at what Upstock heard."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from entrypoints.cli.demonstration.callers import Document
from entrypoints.cli.demonstration.stage import Stage
from entrypoints.cli.demonstration.told import NOTHING, Told, all_told, deed_for, unheard
from entrypoints.cli.demonstration.verdict import Verdict, expected, judge
from entrypoints.cli.fakes import DEMO_ACCOUNT, DEMO_KEY
from entrypoints.cli.following import follow_filling
from entrypoints.cli.output import Progress
from entrypoints.cli.refusals import NobodyWorks
from entrypoints.http.schemas.options import OptionsIn

EVERY = 0.1  # s between two rounds of questions
PATIENCE = 60.0  # s without any order coming to rest
HEARS_WITHIN = 30.0  # s for Upstock to hear what was done
AT_REST = ("created", "held")
ADDRESS_FIELD = "Delivery address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What came of the orders. Units: `seconds` from the first approval to the last outcome."""

    verdicts: tuple[Verdict, ...]
    calls: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What Upstock knows of the catalogue afterwards; `wrong` says where that is not what the account holds."""

    products: int
    customers: int
    price_lists: int
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """What Upstock heard of each order; `wrong` says what else it refused."""

    told: tuple[Told, ...]
    wrong: tuple[str, ...]


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


def import_catalogue(place: Stage) -> Imported:
    """Have every customer and product imported, and wait until Upstock knows them. Raises: NobodyWorks."""
    _do(place, "/contacts/import", {})
    _do(place, "/products/import", {"all": True})
    shop = _when(place, lambda shop: bool(shop["price_lists"]) and not unheard(place.account, shop))
    return Imported(
        products=len(shop["products"]),
        customers=len(shop["contacts"]),
        price_lists=len(shop["price_lists"]),
        wrong=unheard(place.account, shop),
    )


def ship(place: Stage, played: Played, *, most: int) -> Shipped:
    """Let the warehouse ship some of the sales, ask for news, and wait until Upstock heard. Raises: NobodyWorks."""
    made = [each for each in played.verdicts if each.sale]
    handled = {each.number: deed_for(index, each.in_stock) for index, each in enumerate(made[:most])}
    for each in made[:most]:
        if handled[each.number].how:
            place.cin7.ship(each.sale, handled[each.number].how)
    deeds = {each.number: handled.get(each.number, NOTHING if each.sale else None) for each in played.verdicts}
    _do(place, "/sync", {"what": ["shipments"]})
    shop = _when(place, lambda shop: not any(told.wrong for told in all_told(deeds, shop)))
    return Shipped(told=all_told(deeds, shop), wrong=tuple(place.shop.refused()))


def _do(place: Stage, path: str, body: Mapping[str, object]) -> None:
    job = place.upstock.begin(path, dict(body))
    while job["state"] == "running":
        time.sleep(EVERY)
        job = place.upstock.job(job["id"])
    if job["state"] != "done":
        raise NobodyWorks(f"{path} ended as {job['state']}: {job['error']}.")


def _when(place: Stage, heard: Callable[[Document], bool]) -> Document:
    """Answer what the shop knows once it heard that, or when it was waited for long enough."""
    until = time.monotonic() + HEARS_WITHIN
    while not heard(shop := place.shop.shop()) and time.monotonic() < until:
        time.sleep(EVERY)
    return shop


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
