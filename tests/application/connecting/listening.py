"""A supplier whose account can tell the connector what moves."""

from typing import Any, cast

from adapters.fake_cin7.state.hooks import Hook
from domain.notices import Subscription
from tests.builders import SUPPLIER
from tests.house import ACCOUNT, PUBLIC_URL, House

URL = f"{PUBLIC_URL}/webhooks/cin7/northwind"
TYPES = (
    "Sale/ShipmentAuthorised",
    "Sale/ShipmentTrackingNumberChanged",
    "Sale/Voided",
    "Sale/Undo",
    "Customer/Updated",
    "Product/Updated",
)


def hooks(house: House) -> dict[str, Hook]:
    """Answer the webhooks of the account by their type, of which each may be there once."""
    found = house.universe.account(ACCOUNT).hooks.by_id.values()
    by_type = {hook.type: hook for hook in found}
    assert len(by_type) == len(found)
    return by_type


def subscription(house: House) -> Subscription | None:
    """Answer what is known of them."""
    with house.use_cases.work() as store:
        return store.subscriptions.get(SUPPLIER)


def watched(house: House) -> Subscription:
    """Look after them now, as the hourly look does, and answer what is known afterwards."""
    house.use_cases.watch_notices(SUPPLIER)
    found = subscription(house)
    assert found is not None
    return found


def calls(house: House) -> list[str]:
    """Answer the calls about webhooks since the last time somebody asked."""
    made = [f"{method} {path}" for method, path in house.calls() if path == "webhooks"]
    house.forget_calls()
    return made


def replaced(house: House, kind: str, **changes: Any) -> None:
    """Let somebody change a webhook in Cin7 the naive way: read, change, write."""
    listed = cast("Any", house.cin7("GET", "/ExternalApi/v2/webhooks"))["Webhooks"]
    row = next(row for row in listed if row["Type"] == kind)
    house.cin7("PUT", "/ExternalApi/v2/webhooks", {**row, **changes})


def switch(house: House, **choices: str) -> None:
    """Turn switches of the account."""
    house.universe.account(ACCOUNT).switches.choose(choices)
