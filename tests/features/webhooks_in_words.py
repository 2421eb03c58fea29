"""Cin7's webhooks in words: what they tell, who forges them, how soon Upstock hears of it."""

from collections.abc import Mapping
from typing import Final, cast

from werkzeug.test import TestResponse

from adapters.fake_cin7.state.hooks import Hook
from tests.features.driver import Driver
from tests.house import ACCOUNT, Document, House

TELLS: Final[Mapping[str, str]] = {
    "shipment authorised": "Sale/ShipmentAuthorised",
    "tracking changed": "Sale/ShipmentTrackingNumberChanged",
    "sale voided": "Sale/Voided",
    "sale undone": "Sale/Undo",
    "customer updated": "Customer/Updated",
    "product updated": "Product/Updated",
}
API: Final = "/ExternalApi/v2"
LEFT: Final = "order.shipped"


def hooks_of(house: House) -> list[Hook]:
    """Answer every webhook of the account."""
    return list(house.universe.account(ACCOUNT).hooks.by_id.values())


def told_by(house: House) -> set[str]:
    """Answer what the account tells the connector, in words."""
    named = {kind: words for words, kind in TELLS.items()}
    return {named[hook.type] for hook in hooks_of(house) if hook.active}


def switch_off(house: House) -> None:
    """Give every webhook up, as Cin7 does after six attempts in vain."""
    assert hooks_of(house)
    for hook in hooks_of(house):
        hook.active = False


def ship_somebody_elses(house: House) -> None:
    """Let a sale leave that was made in Cin7 itself."""
    header: Document = {"Customer": "Harbour Café", "Location": "Main Warehouse", "SkipQuote": True}
    sale = house.cin7("POST", f"{API}/sale", header)
    line = {"SKU": "NW-001", "Quantity": 1, "Price": 10.0, "Tax": 1.0, "TaxRule": "GST on Income", "Total": 10.0}
    order: Document = {"SaleID": sale["ID"], "Memo": "", "Status": "AUTHORISED", "Lines": [line]}
    house.cin7("POST", f"{API}/sale/order", order)
    for step in ("pick", "pack", "ship"):
        house.cin7("POST", f"/_fake/sales/{sale['ID']}/{step}")
    house.forget_calls()


def forge(driver: Driver, number: str) -> TestResponse:
    """Say that an order was shipped, as somebody who knows everything but the token."""
    [sale] = driver.hands(number).sales
    said: Document = {"SaleTaskID": sale.id, "EventType": TELLS["shipment authorised"]}
    [url] = {hook.url for hook in hooks_of(driver.house)}
    return driver.post_by_webhook(url, {"Authorization": "Bearer a-guess"}, said)


def seconds_after(house: House, number: str) -> float:
    """Answer how many seconds after the latest webhook about an order's sale Upstock heard that the order left."""
    with house.use_cases.work() as store:
        came_at = [hint.received_at for hint in store.hints.latest(house.order_supplier, 100) if hint.order == number]
        notices = store.outbox.pending(house.order_supplier, 1000)
    [heard_at] = [each.at for each in notices if (each.event.subject, each.event.type) == (f"order:{number}", LEFT)]
    return (heard_at - came_at[0]).total_seconds()


def counted(driver: Driver) -> dict[str, int]:
    """Answer how many webhooks came, by what they were about, as the connection shows it."""
    return cast("dict[str, int]", cast("Document", driver.connection()["webhooks"])["received"])
