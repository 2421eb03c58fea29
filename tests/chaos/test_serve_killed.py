"""`serve` is killed again and again while 150 real orders arrive: each ends as one complete sale, or is held."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.town import ACCOUNT, HURRIED, KEY, ROOT, Document, FakeCin7, Running, Upstock, settings, token
from tests.waiting import until

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(900)]

KILLS_AFTER = (20, 60, 110)  # orders approved
HURRY = {"sqlite": "1", "postgres": "10"}
"""How many times faster than in production doubt is settled: on one database not at all."""
SETTLED = {"created", "held"}


@pytest.fixture
def cin7(tmp_path: Path) -> Iterator[FakeCin7]:
    document = json.loads((ROOT / "adapters/fake_cin7/seeds/demo.json").read_text())
    fake = FakeCin7(tmp_path, document | {"switches": {"throttle": "off"}})
    yield fake
    fake.stop()


@pytest.fixture
def orders() -> list[Document]:
    return [json.loads(line) for line in (ROOT / "entrypoints/cli/demo_orders.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_150_orders_and_three_kills_are_one_sale_each(
    tmp_path: Path, cin7: FakeCin7, orders: list[Document], database: str, request: pytest.FixtureRequest
) -> None:
    url = str(request.getfixturevalue(f"{database}_url"))
    hurry = HURRY[database]
    environment = settings(url, cin7, SECRET_KEYS="a passphrase of this test", CHAOS_HURRY=hurry)
    with Running(tmp_path, "serve", "serve", "--port", "0", environment=environment, command=HURRIED) as connector:
        upstock = Upstock(connector, token(environment))
        assert upstock.put("northwind/connection", {"account_id": ACCOUNT, "application_key": KEY}) == 201
        for approved, order in enumerate(orders, 1):
            if approved in KILLS_AFTER:
                connector.kill()
                connector.start()
            until(lambda: upstock.put(f"northwind/orders/{order['number']}", order) in (200, 202), order["number"])  # noqa: B023 - called at once
        until(
            lambda: all(order["state"] in SETTLED for order in upstock.orders("northwind").values()),
            "every order is settled",
            seconds=600,
        )
        shown = upstock.orders("northwind")
    assert_each_is_one_sale(shown, cin7, orders)


def assert_each_is_one_sale(shown: dict[str, Document], cin7: FakeCin7, orders: list[Document]) -> None:
    assert len(shown) == len(orders)
    living = [sale for sale in cin7.sales() if sale["Status"] != "VOIDED"]
    keys = Counter(sale["ExternalID"] for sale in living)
    created = {f"upstock:northwind:{number}" for number, order in shown.items() if order["state"] == "created"}
    assert set(keys) == created
    assert [key for key, count in keys.items() if count > 1] == []
    wanted = {f"upstock:northwind:{order['number']}": len(order["lines"]) for order in orders}
    assert {sale["ExternalID"]: len(sale["Order"]["Lines"]) for sale in living} == {key: wanted[key] for key in created}
    held = [order["problems"][0]["code"] for order in shown.values() if order["state"] == "held"]
    assert held == ["customer_currency"] * (len(orders) - len(created))
