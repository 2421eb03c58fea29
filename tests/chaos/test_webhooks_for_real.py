"""Webhooks between real processes: what was answered is heeded, whatever happens to the connector a moment later."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.listening import Neighbours, neighbours
from tests.waiting import until

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(600)]

NO_POLLING = {"match": {"method": "GET", "path": "saleList"}, "action": {"status": 503}, "times": 100_000}


@pytest.fixture(params=["sqlite", "postgres"])
def living(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Neighbours]:
    with neighbours(tmp_path, str(request.getfixturevalue(f"{request.param}_url"))) as side_by_side:
        yield side_by_side


def polled(living: Neighbours) -> int:
    """Count the polls that were answered."""
    return sum((call["path"], call["status"]) == ("saleList", 200) for call in living.cin7.calls())


def test_a_shipment_is_told_by_webhook_alone_also_when_the_connector_is_killed_right_after_it_answered(
    living: Neighbours,
) -> None:
    living.approve("UP-1")
    living.approve("UP-2")
    living.cin7.fault(NO_POLLING)
    polls = polled(living)
    living.ship("UP-1")
    living.let_webhooks_come()
    until(lambda: living.told_at("order.shipped", "order:UP-1") is not None, "Upstock hears of UP-1", seconds=60)
    living.ship("UP-2")
    living.let_webhooks_come()
    living.connector.kill()
    assert living.told_at("order.shipped", "order:UP-2") is None
    living.connector.start()
    until(lambda: living.told_at("order.shipped", "order:UP-2") is not None, "Upstock hears of UP-2", seconds=200)
    assert living.webhooks()["received"] == {"sale": 2}
    assert polled(living) == polls


def test_disconnecting_leaves_no_webhook_of_ours_in_cin7(living: Neighbours) -> None:
    before = living.cin7.webhooks()
    assert len(before) == 6
    assert living.platform.delete("northwind/connection") == 204
    assert living.cin7.webhooks() == []
    assert living.webhooks()["state"] == "ended"
