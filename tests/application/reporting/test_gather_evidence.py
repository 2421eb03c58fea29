"""One document holds everything that was done for an order, as it was written down at the time."""

import json
from datetime import timedelta

import pytest

from application.reporting.gather_evidence import Dossier
from domain.errors import NotThere
from domain.identifiers import OrderNumber
from domain.order import OrderState
from domain.sale_options import SaleOptions, SaleStatus, ShipBySource
from tests.builders import an_approved_order, an_order_line
from tests.house import KEY, House

REFUSED = {"status": 400, "body": '[{"ErrorCode":400,"Exception":"Lines is invalid"}]'}


def gather(house: House, number: str = "UP-1001") -> Dossier:
    return house.use_cases.gather_evidence(house.order_supplier, OrderNumber(number))


def kinds(dossier: Dossier) -> list[str]:
    return [piece.kind for piece in dossier.pieces]


def verdicts(dossier: Dossier, kind: str) -> list[object]:
    return [piece.document["verdict"] for piece in dossier.pieces if piece.kind == kind]


def test_every_version_of_the_options_that_was_used_is_there(house: House) -> None:
    house.fault("POST", "sale/order", REFUSED)
    house.approve(an_approved_order())
    house.choose(SaleOptions(status=SaleStatus.DRAFT))
    house.choose(SaleOptions())
    house.choose(SaleOptions(ship_by_source=ShipBySource.NONE))
    house.retry("UP-1001")
    dossier = gather(house)
    assert sorted(version.version for version in dossier.options) == [0, 3]
    assert kinds(dossier).count("planned") == 2


def test_every_decision_has_its_time_and_its_reason(house: House) -> None:
    house.fault("POST", "sale/order", REFUSED)
    house.approve(an_approved_order())
    house.pass_time(timedelta(hours=1))
    house.retry("UP-1001")
    dossier = gather(house)
    assert verdicts(dossier, "state") == ["it is held", "it is accepted", "it is created"]
    [retried] = [piece for piece in dossier.pieces if piece.kind == "decided"]
    assert retried.document["verdict"] == "Retried by cli:tests"
    assert "Lines is invalid" in str(retried.document["because"])
    held = next(piece for piece in dossier.pieces if piece.kind == "state")
    assert retried.at - held.at == timedelta(hours=1)
    assert [problem["code"] for problem in held.document["problems"]] == ["refused_by_cin7"]  # type: ignore[attr-defined]  # plain JSON


def test_what_upstock_was_told_is_there_with_when_it_was_heard(house: House) -> None:
    house.approve(an_approved_order(lines=[an_order_line(sku="NOPE")]))
    dossier = gather(house)
    [telling] = dossier.told
    assert (telling.type, telling.heard_at) == ("order.held", None)
    with house.use_cases.work() as store:
        store.outbox.delivered(telling.id, house.clock.now())
    assert gather(house).told[0].heard_at == house.clock.now()


def test_what_waits_again_and_again_is_told_once(house: House) -> None:
    house.fault("POST", "sale", {"status": 429}, times=5)
    house.approve(an_approved_order())
    house.settle(timedelta(minutes=30))
    assert verdicts(gather(house), "state") == ["it is waiting", "it is created"]


@pytest.mark.parametrize("status", [200, 400, 403, 500])
def test_a_key_that_cin7_repeats_stands_nowhere(house: House, status: int) -> None:
    echoed = f'[{{"ErrorCode":{status},"Exception":"Incorrect credentials {KEY.upper()}!","{KEY}":"{KEY}"}}]'
    house.fault("POST", "sale", {"status": status, "body": echoed})
    house.approve(an_approved_order(reference=f"ours is {KEY}"))
    house.settle(timedelta(minutes=10))
    dossier = gather(house)
    assert "exchange" in kinds(dossier)
    everything = json.dumps([dict(dossier.approved), *(piece.document for piece in dossier.pieces)])
    assert KEY.casefold() not in everything.casefold()


def test_an_order_of_a_supplier_who_never_connected_has_evidence_too(empty_house: House) -> None:
    empty_house.approve(an_approved_order())
    dossier = gather(empty_house)
    assert dossier.order.state is OrderState.HELD
    assert kinds(dossier) == ["approved", "state"]


def test_what_was_never_approved_has_none(house: House) -> None:
    with pytest.raises(NotThere):
        gather(house, "none")
